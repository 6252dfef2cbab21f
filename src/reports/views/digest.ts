import type { ReportKind } from "../../model/report.ts";
import type { Scope } from "../../model/scope.ts";
import type { Totals } from "../../model/tally.ts";
import { say, type Text } from "../../model/text.ts";
import type { Window } from "../../model/window.ts";
import { commandLine } from "../../view/command-line.ts";
import { button } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import { toneOf } from "../../view/tone.ts";
import type { Row, View } from "../../view/view.ts";
import { count, scopeText, shortWindow, tallyLine } from "../../view/wording.ts";

/** A report that was held back, shown as one row. */
export interface HeldReport {
  readonly kind: ReportKind;
  /** Its window, and the filters of the chat's subscription. */
  readonly scope: Scope;
  readonly totals: Totals;
}

/** One card for all reports that were held back during quiet hours or while the chat was muted. */
export function digestView(held: readonly HeldReport[], window: Window, zone: string): View {
  const failed = held.filter(({ totals }) => totals.failure > 0).length;
  const ran = held.filter(({ totals }) => totals.runs > 0);
  const idle = held.length - ran.length;
  const scope = { window, jobs: [] };
  return {
    title: titleOf(held.length, failed),
    subtitle: scopeText(scope, zone),
    tone: failed === 0 ? "good" : "warn",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("Reports held back", "未发送的报告"),
        rows: ran.map((report) => heldRow(report, zone)),
        total: ran.length,
        empty: say("Nothing ran.", "没有任何运行。"),
      },
      ...(idle > 0 && ran.length > 0 ? [{ kind: "lines" as const, quiet: true, lines: [[idleText(idle)]] }] : []),
      {
        kind: "actions",
        actions: [
          button(say("Summary of the whole time", "整段概览"), commandLine(["summary"], scope, zone), true),
          button(say("Failures", "失败"), commandLine(["failures"], scope, zone)),
        ],
      },
    ],
    data: { report: "digest", held },
  };
}

function titleOf(reports: number, failed: number): Text {
  const english = failed === 0 ? "none with failures" : `${count(failed)} with failures`;
  const chinese = failed === 0 ? "均无失败" : `其中 ${count(failed)} 份有失败`;
  return say(
    `During quiet hours: ${plural(reports, "report")}, ${english}`,
    `免打扰期间的报告：${count(reports)} 份，${chinese}`,
  );
}

function idleText(reports: number): Text {
  return say(`and ${plural(reports, "report")} without any run`, `另有 ${count(reports)} 份没有任何运行`);
}

const names: { readonly [K in ReportKind]: Text } = {
  hourly: say("Hourly", "小时报告"),
  daily: say("Daily", "每日报告"),
};

function heldRow({ kind, scope, totals }: HeldReport, zone: string): Row {
  return {
    title: [{ text: names[kind], strong: true }, ` ${shortWindow(scope.window, zone)}`],
    lines: [tallyLine(totals)],
    tone: toneOf(totals),
    command: commandLine(["summary"], scope, zone),
  };
}
