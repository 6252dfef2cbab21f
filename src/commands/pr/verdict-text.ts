import { say, type Text } from "../../model/text.ts";
import { type Blame, type FailedJob, mayBeOwn, type PullVerdict } from "../../stats/verdict.ts";
import { plural } from "../../view/lists.ts";
import type { Line, Tone } from "../../view/view.ts";
import { count } from "../../view/wording.ts";

/**
 * The verdict in one sentence: `pingcap/tidb#7 is red: 2 of 5 jobs failed, 1 looks like this change`.
 * @param isPast it is about a time that is over
 */
export function verdictText(name: string, verdict: PullVerdict, isPast: boolean): Text {
  const be = isPast ? "was" : "is";
  if (verdict.state === "green") return greenText(`${name} ${be}`, name, verdict);
  if (verdict.state === "undecided") return undecidedText(`${name} ${be}`, name, verdict);
  return redText(`${name} ${be}`, name, verdict);
}

function greenText(subject: string, name: string, { passed }: PullVerdict): Text {
  const jobs = count(passed.length);
  return say(
    `${subject} green: ${passed.length === 1 ? "its job" : `all ${jobs} jobs`} passed`,
    `${name} 已通过：${jobs} 个任务全部通过`,
  );
}

function undecidedText(subject: string, name: string, verdict: PullVerdict): Text {
  const [passed, jobs] = [verdict.passed.length, jobsOf(verdict)];
  if (passed === 0) return say(`${name}: no verdict yet`, `${name}：暂无结论`);
  return say(
    `${subject} green so far: ${count(passed)} of ${plural(jobs, "job")} passed`,
    `${name} 目前正常：${count(jobs)} 个任务中 ${count(passed)} 个已通过`,
  );
}

function redText(subject: string, name: string, verdict: PullVerdict): Text {
  const { failed, isFinal } = verdict;
  const jobs = jobsOf(verdict);
  const blamed = blamedText(failed);
  const [english, chinese] = blamed === undefined ? ["", ""] : [`, ${blamed.en_us}`, `，${blamed.zh_cn}`];
  return say(
    `${subject} red${isFinal ? "" : " so far"}: ${count(failed.length)} of ${plural(jobs, "job")} failed${english}`,
    `${name} ${isFinal ? "" : "目前"}未通过：${count(jobs)} 个任务中 ${count(failed.length)} 个失败${chinese}`,
  );
}

function jobsOf({ failed, passed, aborted, missing }: PullVerdict): number {
  return failed.length + passed.length + aborted.length + missing.length;
}

/** Whether it is the author's; undefined while that is open. */
function blamedText(failed: readonly FailedJob[]): Text | undefined {
  const own = failed.filter(({ blame }) => blame === "new").length;
  if (own > 0)
    return say(`${count(own)} ${own === 1 ? "looks" : "look"} like this change`, `${count(own)} 个像是本次改动引起`);
  if (failed.some(({ blame }) => blame === "unread" || blame === "unseen")) return undefined;
  const maybe = failed.filter(({ blame }) => blame === "elsewhere").length;
  if (maybe > 0) return say(`${count(maybe)} may be this change`, `${count(maybe)} 个可能是本次改动引起`);
  const unexplained = failed.filter(({ blame }) => blame === "unexplained").length;
  if (unexplained > 0) return say(`${count(unexplained)} unexplained`, `${count(unexplained)} 个原因不明`);
  return say("none looks like this change", "都不像是本次改动引起");
}

export function verdictTone({ state, failed }: PullVerdict): Tone {
  if (state === "green") return "good";
  if (state === "undecided") return "info";
  return failed.some(({ blame }) => mayBeOwn(blame)) ? "bad" : "warn";
}

const blameTexts: { readonly [B in Blame]: Text } = {
  new: say("Looks like this change", "像是本次改动引起"),
  unexplained: say("Unexplained: the log names no failure", "原因不明：日志中没有找到失败内容"),
  unread: say("Its log is still being read", "日志仍在读取"),
  unseen: say("Not seen anywhere else so far", "目前没有在其他地方出现"),
  trunk: say("Also fails on trunk, so not from this change", "主干也失败，不是本次改动引起"),
  flaky: say(
    "Flaky: also fails in other pull requests, so likely not from this change",
    "不稳定：其他合并请求也失败，多半不是本次改动引起",
  ),
  elsewhere: say(
    "May be this change: also fails in other pull requests, but not on trunk",
    "可能是本次改动引起：其他合并请求也失败，但主干没有",
  ),
  infrastructure: say("Infrastructure, so not from this change", "基础设施问题，不是本次改动引起"),
};

export function blameText(blame: Blame): Text {
  return blameTexts[blame];
}

/** At most so many names, the rest as a number. */
export function namesLine(names: readonly string[], most: number): Line {
  const left = names.length - most;
  const shown = names.slice(0, most).join(" · ");
  return left <= 0 ? [shown] : [shown, say(` and ${count(left)} more`, ` 等 ${count(names.length)} 个`)];
}
