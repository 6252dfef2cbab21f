import type { Cause, Elsewhere } from "../../model/failure.ts";
import { say } from "../../model/text.ts";
import { isKnown } from "../../stats/reach.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, newWaitsText } from "../../view/framing.ts";
import { knownLine } from "../../view/known.ts";
import { plural } from "../../view/lists.ts";
import type { FailuresOf } from "../../view/run-row.ts";
import type { Block, Row } from "../../view/view.ts";
import { causeNames, count } from "../../view/wording.ts";

interface Known {
  readonly elsewhere: readonly Elsewhere[];
  readonly found: FailuresOf;
  readonly unread: number;
}

/**
 * The failures of a pull request, new ones first: a failure that was seen nowhere else in the last two weeks is likely
 * caused by this pull request. What is new is said only when every log of these weeks has been read.
 */
export function knownFailuresBlock({ elsewhere, found, unread }: Known, { scope, zone }: Asked): Block[] {
  if (elsewhere.length === 0) return [];
  const sorted = [...elsewhere].sort((one, other) => Number(isKnown(one)) - Number(isKnown(other)));
  const fresh = elsewhere.filter((each) => !isKnown(each)).length;
  const known = elsewhere.length - fresh;
  const waits = unread > 0 && fresh > 0;
  return [
    {
      kind: "rows",
      title: waits
        ? say(
            `${plural(fresh + known, "failure")}, ${count(known)} known`,
            `失败内容：共 ${count(fresh + known)} 项，已知 ${count(known)} 项`,
          )
        : say(
            `Failures: ${count(fresh)} new, ${count(known)} known`,
            `失败内容：新增 ${count(fresh)} 项，已知 ${count(known)} 项`,
          ),
      rows: sorted.map((each): Row => {
        const runs = found.filter(({ failures }) => failures.some((failure) => isSame(failure, each))).length;
        return {
          title: [{ text: each.name, strong: true, code: true }],
          lines: [
            knownLine(each, unread),
            [causeNames[each.cause], " · ", say(plural(runs, "run"), `${count(runs)} 次运行`)],
          ],
          tone: isKnown(each) || waits ? "warn" : "bad",
          command: commandLine(["case", each.name], { window: scope.window, jobs: [] }, zone),
        };
      }),
      total: sorted.length,
      empty: say("None", "无"),
    },
    ...(waits ? [{ kind: "lines" as const, quiet: true, lines: [[newWaitsText(unread)]] }] : []),
  ];
}

interface Named {
  readonly cause: Cause;
  readonly name: string;
}

function isSame(one: Named, other: Named): boolean {
  return one.cause === other.cause && one.name === other.name;
}
