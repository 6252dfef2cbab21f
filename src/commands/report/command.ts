import { isReportKind, reportKinds } from "../../model/report.ts";
import { say } from "../../model/text.ts";
import { makeReport } from "../../reports/make-report.ts";
import { lastWindow, scheduleOf } from "../../reports/schedule.ts";
import { readTime } from "../../time/range.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";

const examples = ["report hourly", "report daily", "report hourly --at 2021-06-20T10:00"];

/** Shows a scheduled report right away. */
export const report = defineCommand({
  name: "report",
  aliases: ["报告"],
  summary: say("Show the hourly or the daily report right away", "立即在此查看小时报告或每日报告"),
  parameters: [
    {
      name: "kind",
      required: true,
      choices: reportKinds,
      expected: say("hourly or daily", "报告类型，应为 hourly 或 daily"),
    },
  ],
  ranged: false,
  options: [
    {
      name: "at",
      value: "time",
      summary: say("show the report due at this time", "查看在该时间应发送的报告"),
    },
  ],
  examples,
  buttons: [
    { label: say("Hourly report", "小时报告"), line: "report hourly" },
    { label: say("Daily report", "每日报告"), line: "report daily" },
  ],
  async run(sources, { kind, at }, { zone, now, readLogsUntilMs }) {
    if (!isReportKind(kind)) return mistakeView({ message: say("Which report?", "哪种报告？"), tries: examples });
    const dueAt = at === "" ? now : readTime(at, now, zone);
    if (dueAt === undefined)
      return mistakeView({
        message: say(`I don't understand the time “${at}”.`, `看不懂时间“${at}”。`),
        tries: examples,
      });
    const window = lastWindow(scheduleOf(kind, sources.site), dueAt);
    const scope = { window, jobs: [] };
    const made = await makeReport(sources, { kind, scope, zone, now, readLogsUntilMs, late: false });
    return made.view;
  },
});
