import type { Cause, Elsewhere } from "../../model/failure.ts";
import { say, type Text } from "../../model/text.ts";
import { isKnown } from "../../stats/reach.ts";
import { commandLine } from "../../view/command-line.ts";
import type { Asked } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import type { FailuresOf } from "../../view/run-row.ts";
import type { BlockOf, Line, Row } from "../../view/view.ts";
import { causeNames, count } from "../../view/wording.ts";

interface Known {
  readonly elsewhere: readonly Elsewhere[];
  readonly found: FailuresOf;
  /** Whether every log was read that could tell. */
  readonly complete: boolean;
}

/**
 * What broke in a pull request, new things first: what was seen nowhere else is likely its own doing. Counts are of the
 * two weeks before.
 */
export function knownFailuresBlock({ elsewhere, found, complete }: Known, { scope, zone }: Asked): BlockOf<"rows">[] {
  if (elsewhere.length === 0) return [];
  const sorted = [...elsewhere].sort((one, other) => Number(isKnown(one)) - Number(isKnown(other)));
  const fresh = elsewhere.filter((each) => !isKnown(each)).length;
  return [
    {
      kind: "rows",
      title: blockTitle(fresh, elsewhere.length - fresh, complete),
      rows: sorted.map((each): Row => {
        const runs = found.filter(({ failures }) => failures.some((failure) => isSame(failure, each))).length;
        return {
          title: [{ text: each.name, strong: true, code: true }],
          lines: [
            verdict(each, complete),
            [causeNames[each.cause], " · ", say(plural(runs, "run"), `${count(runs)} 次运行`)],
          ],
          tone: isKnown(each) ? "warn" : "bad",
          command: commandLine(["case", each.name], { window: scope.window, jobs: [] }, zone),
        };
      }),
      total: sorted.length,
      empty: say("None", "无"),
    },
  ];
}

interface Named {
  readonly cause: Cause;
  readonly name: string;
}

function isSame(one: Named, other: Named): boolean {
  return one.cause === other.cause && one.name === other.name;
}

function blockTitle(fresh: number, known: number, complete: boolean): Text {
  if (!complete && fresh > 0)
    return say(
      `What broke: ${count(fresh + known)}, of which known: ${count(known)}`,
      `失败内容：共 ${count(fresh + known)} 项，其中已知 ${count(known)} 项`,
    );
  return say(
    `What broke: ${count(fresh)} new, ${count(known)} known`,
    `失败内容：新增 ${count(fresh)} 项，已知 ${count(known)} 项`,
  );
}

const isNew = say("New: seen nowhere else lately.", "新增：近期其他地方没有出现。");
const unsure = say(
  "Not seen elsewhere so far; older logs are still being read.",
  "暂未在其他地方发现；较早的日志仍在读取。",
);

function verdict(each: Elsewhere, complete: boolean): Line {
  if (!isKnown(each)) return [complete ? { text: isNew, tone: "bad" } : { text: unsure, tone: "warn" }];
  const { pullRequests, trunkRuns } = each;
  const pulls = pullRequests === 0 ? [] : [say(plural(pullRequests, "other PR"), `另外 ${count(pullRequests)} 个 PR`)];
  const trunk = trunkRuns === 0 ? [] : [say(`${plural(trunkRuns, "run")} on trunk`, `主干 ${count(trunkRuns)} 次运行`)];
  const places = [...pulls, ...trunk];
  const said = say(
    `Known: also in ${places.map(({ en_us }) => en_us).join(" and ")}.`,
    `已知：${places.map(({ zh_cn }) => zh_cn).join("、")}也出现过。`,
  );
  return [{ text: said, tone: "good" }];
}
