import type { Elsewhere } from "../model/failure.ts";
import { say } from "../model/text.ts";
import { isKnown } from "../stats/reach.ts";
import { plural } from "./lists.ts";
import type { Line } from "./view.ts";
import { count } from "./wording.ts";

const isNew = say("New: not seen anywhere else in the last two weeks.", "新增：最近两周其他地方没有出现。");
const unseen = say("Not seen anywhere else so far.", "目前没有在其他地方出现。");

/**
 * Whether a failure of a pull request is known, and from where.
 * @param unreadLogs of the last two weeks: a failure is new only if no unread log holds it
 */
export function knownLine(each: Elsewhere, unreadLogs: number): Line {
  if (!isKnown(each)) return [unreadLogs === 0 ? { text: isNew, tone: "bad" } : { text: unseen, tone: "warn" }];
  const { pullRequests, trunkRuns } = each;
  const pulls = pullRequests === 0 ? [] : [say(plural(pullRequests, "other PR"), `另外 ${count(pullRequests)} 个 PR`)];
  const trunk = trunkRuns === 0 ? [] : [say(`${plural(trunkRuns, "run")} on trunk`, `主干 ${count(trunkRuns)} 次运行`)];
  const places = [...pulls, ...trunk];
  const said = say(
    `Known: also seen in ${places.map(({ en_us }) => en_us).join(" and ")}.`,
    `已知：${places.map(({ zh_cn }) => zh_cn).join("、")}也出现过。`,
  );
  return [{ text: said, tone: "good" }];
}
