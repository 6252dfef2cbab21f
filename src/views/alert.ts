import type { Alert } from "../model/alert.ts";
import { say, type Text } from "../model/text.ts";
import { DAY } from "../model/window.ts";
import { wilson } from "../stats/wilson.ts";
import { commandLine } from "./command-line.ts";
import { button } from "./framing.ts";
import type { Action, Line, View } from "./view.ts";
import { ago, count, moment, percent } from "./wording.ts";

/** One card for as long as it lasts. */
export function alertView(alert: Alert, now: number, zone: string): View {
  return {
    title: titleOf(alert),
    subtitle: say(`since ${moment(alert.since, zone)} (${zone})`, `始于 ${moment(alert.since, zone)}（${zone}）`),
    tone: "bad",
    trail: [],
    blocks: [
      { kind: "lines", lines: evidence(alert, now) },
      { kind: "actions", actions: nextSteps(alert, now, zone) },
    ],
    data: { alert: alert.kind, since: alert.since, over: false },
  };
}

/** The same card when it is over. */
export function alertOverView(was: View, now: number, zone: string): View {
  const { en_us, zh_cn } = was.title;
  const at = moment(now, zone);
  return {
    ...was,
    title: say(`Over: ${en_us}`, `已恢复：${zh_cn}`),
    tone: "good",
    blocks: [{ kind: "lines", lines: [[say(`Over since ${at}.`, `${at} 恢复正常。`)]] }, ...was.blocks],
    data: { ...was.data, over: true },
  };
}

function titleOf(alert: Alert): Text {
  switch (alert.kind) {
    case "red": {
      const where = alert.branch === "" ? alert.job : `${alert.job} @${alert.branch}`;
      return say(`${where} turned red`, `${where} 由绿转红`);
    }
    case "rate":
      return say(`${alert.job} fails more than usual`, `${alert.job} 失败率异常`);
    case "silent":
      return say("No new runs are coming in", "没有新的运行数据");
  }
}

function evidence(alert: Alert, now: number): Line[] {
  switch (alert.kind) {
    case "red":
      return [[say("Newest run failed: ", "最新一次运行失败："), { text: `#${alert.run.id}`, strong: true }]];
    case "rate":
      return [
        [{ text: say("Last 24 hours: ", "最近 24 小时："), strong: true }, shareText(alert.recent)],
        [{ text: say("The 14 days before: ", "之前 14 天："), strong: true }, shareText(alert.usual)],
      ];
    case "silent":
      return [[say("The newest run began ", "最新运行开始于 "), ago(alert.since, now)]];
  }
}

/** Never a bare percentage: of how many, and how sure. */
function shareText({ success, failure }: { readonly success: number; readonly failure: number }): Text {
  const whole = success + failure;
  const range = wilson(failure, whole);
  const sure = range ? `${percent(range.low)}–${percent(range.high)}` : "–";
  const share = percent(whole === 0 ? null : failure / whole);
  return say(
    `${count(failure)} of ${count(whole)} failed, ${share} (99% interval ${sure})`,
    `${count(whole)} 次中 ${count(failure)} 次失败，${share}（99% 置信区间 ${sure}）`,
  );
}

function nextSteps(alert: Alert, now: number, zone: string): Action[] {
  const scope = { window: { begin: now - DAY, end: now }, jobs: [] };
  switch (alert.kind) {
    case "red":
      return [
        button(say("Open the run", "打开这次运行"), commandLine(["run", alert.run.job, String(alert.run.id)]), true),
        button(say("The job", "任务"), commandLine(["job", alert.job], scope, zone)),
      ];
    case "rate":
      return [button(say("The job", "任务"), commandLine(["job", alert.job], scope, zone), true)];
    case "silent":
      return [button(say("Status", "状态"), "status", true)];
  }
}
