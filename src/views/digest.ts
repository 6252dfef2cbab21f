import type { ReportKind } from "../model/report.ts";
import type { Totals } from "../model/tally.ts";
import { say } from "../model/text.ts";
import type { Window } from "../model/window.ts";
import { commandLine } from "./command-line.ts";
import { button } from "./framing.ts";
import { toneOf } from "./tone.ts";
import type { Row, View } from "./view.ts";
import { count, tallyLine, windowText } from "./wording.ts";

/** A report that was kept back, in one row. */
export interface HeldReport {
  readonly kind: ReportKind;
  readonly window: Window;
  readonly totals: Totals;
}

/** What was kept back in quiet hours or while a chat was muted, in one card. */
export function digestView(held: readonly HeldReport[], window: Window, zone: string): View {
  const failed = held.filter(({ totals }) => totals.failure > 0).length;
  const scope = { window, jobs: [] };
  return {
    title: say(
      `While it was quiet: ${count(held.length)} reports, ${count(failed)} with failures`,
      `免打扰期间的报告：${count(held.length)} 份，其中 ${count(failed)} 份有失败`,
    ),
    subtitle: windowText(window, zone),
    tone: failed === 0 ? "good" : "warn",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("What was held back", "未发送的报告"),
        rows: held.map((report) => heldRow(report, zone)),
        total: held.length,
        empty: say("Nothing", "无"),
      },
      {
        kind: "actions",
        actions: [
          button(say("Summary of all of it", "整段概览"), commandLine(["summary"], scope, zone), true),
          button(say("Failures", "失败"), commandLine(["failures"], scope, zone)),
        ],
      },
    ],
    data: { report: "digest", held },
  };
}

const names = { hourly: say("Hour", "小时"), daily: say("Day", "每日") } as const;

function heldRow({ kind, window, totals }: HeldReport, zone: string): Row {
  return {
    title: [{ text: names[kind], strong: true }, " ", windowText(window, zone)],
    lines: [totals.runs === 0 ? [say("no runs", "没有运行")] : tallyLine(totals)],
    tone: toneOf(totals),
    command: commandLine(["summary"], { window, jobs: [] }, zone),
  };
}
