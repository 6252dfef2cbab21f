import type { Alert } from "../model/alert.ts";
import type { Failure } from "../model/failure.ts";
import { same, say, type Text } from "../model/text.ts";
import { DAY } from "../model/window.ts";
import { wilson } from "../stats/wilson.ts";
import { commandLine } from "../view/command-line.ts";
import { button } from "../view/framing.ts";
import { runRow } from "../view/run-row.ts";
import type { Action, Block, View } from "../view/view.ts";
import { count, duration, moment, percent } from "../view/wording.ts";

export const alertCard = { card: "alert", version: 1 } as const;

/** What is stored of an alert's card. */
export interface AlertFacts {
  readonly alert: Alert;
  /** What broke in the run that an alert of kind `red` is about, as far as its log has been read. */
  readonly failures: readonly Pick<Failure, "name" | "excerpt">[];
  readonly over: boolean;
  /** When this was seen, epoch milliseconds. */
  readonly at: number;
}

/** One card for as long as the alert lasts, and once more when it is over. */
export function alertView(facts: AlertFacts, zone: string): View {
  return facts.over ? overView(facts, zone) : lastingView(facts, zone);
}

function lastingView(facts: AlertFacts, zone: string): View {
  const { alert, at } = facts;
  return {
    title: titles(alert).begun,
    subtitle:
      alert.kind === "rate"
        ? say(`last 24 hours compared with the 14 days before (${zone})`, `最近 24 小时对比之前 14 天（${zone}）`)
        : say(`since ${moment(alert.since, zone)} (${zone})`, `始于 ${moment(alert.since, zone)}（${zone}）`),
    tone: "bad",
    trail: [],
    blocks: [...evidence(facts, zone), { kind: "actions", actions: nextSteps(alert, at, zone, true) }],
    data: facts,
  };
}

function overView(facts: AlertFacts, zone: string): View {
  const { alert, at } = facts;
  const lasted = spanText(at - alert.since);
  const from = moment(alert.since, zone);
  const story = say(`It lasted ${lasted.en_us}, from ${from}.`, `自 ${from} 起，持续 ${lasted.zh_cn}。`);
  return {
    title: titles(alert).over,
    subtitle: say(`noticed ${moment(at, zone)} (${zone})`, `发现于 ${moment(at, zone)}（${zone}）`),
    tone: "good",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[alert.kind === "rate" ? wasUnusual(alert) : story]] },
      { kind: "actions", actions: nextSteps(alert, at, zone, false) },
    ],
    data: facts,
  };
}

function spanText(ms: number): Text {
  const days = Math.round(ms / DAY);
  return days < 2 ? same(duration(ms)) : say(`${days} days`, `${days} 天`);
}

function titles(alert: Alert): { readonly begun: Text; readonly over: Text } {
  switch (alert.kind) {
    case "red": {
      const where = alert.branch === "" ? alert.job : `${alert.job} @${alert.branch}`;
      return {
        begun: say(`${where} turned red`, `${where} 由绿转红`),
        over: say(`${where} is green again`, `${where} 已恢复通过`),
      };
    }
    case "rate":
      return {
        begun: say(`${alert.job} fails more than usual`, `${alert.job} 失败率异常`),
        over: say(`${alert.job}'s failure rate is back to normal`, `${alert.job} 失败率已恢复正常`),
      };
    case "silent":
      return {
        begun: say("No new runs are coming in", "没有新的运行数据"),
        over: say("New runs are coming in again", "运行数据已恢复"),
      };
  }
}

function evidence({ alert, failures }: AlertFacts, zone: string): Block[] {
  switch (alert.kind) {
    case "red":
      return [
        {
          kind: "rows",
          title: say("Newest run", "最新一次运行"),
          rows: [runRow(alert.run, [{ ...alert.run, failures }], zone, "job")],
          total: 1,
          empty: say("None", "无"),
        },
      ];
    case "rate":
      return [
        {
          kind: "lines",
          lines: [
            [{ text: say("Last 24 hours: ", "最近 24 小时："), strong: true }, shareText(alert.recent)],
            [{ text: say("The 14 days before: ", "之前 14 天："), strong: true }, shareText(alert.usual)],
          ],
        },
      ];
    case "silent": {
      const at = moment(alert.since, zone);
      return [
        {
          kind: "lines",
          lines: [
            [say(`The newest run began ${at}.`, `最新一次运行开始于 ${at}。`)],
            [
              say(
                "Check that Jenkins still runs builds, and that they still reach the database.",
                "请检查 Jenkins 是否还在构建，以及写入数据库的同步是否正常。",
              ),
            ],
          ],
        },
      ];
    }
  }
}

/** The percentage with its counts and its interval, since a bare one says little. */
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

function wasUnusual({ recent }: Extract<Alert, { kind: "rate" }>): Text {
  const was = shareText(recent);
  return say(`When it was last unusual: ${was.en_us}.`, `最近一次异常时：${was.zh_cn}。`);
}

function nextSteps(alert: Alert, at: number, zone: string, lasting: boolean): Action[] {
  const scope = { window: { begin: at - DAY, end: at }, jobs: [] };
  switch (alert.kind) {
    case "red":
      return [
        button(
          lasting ? say("Open the run", "打开这次运行") : say("Last failed run", "最后一次失败的运行"),
          commandLine(["run", alert.run.job, String(alert.run.id)]),
          lasting,
        ),
        button(say("The job's last 24 hours", "任务最近 24 小时"), commandLine(["job", alert.job], scope, zone)),
      ];
    case "rate":
      return [
        button(
          say("What fails", "失败明细"),
          commandLine(["failures"], { ...scope, jobs: [alert.job] }, zone),
          lasting,
        ),
        button(say("The job's last 24 hours", "任务最近 24 小时"), commandLine(["job", alert.job], scope, zone)),
      ];
    case "silent":
      return [button(say("Status", "状态"), "status", lasting)];
  }
}
