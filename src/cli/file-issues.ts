import { orWhyNot } from "../commands/issue/command.ts";
import { noIssuesView } from "../commands/kit/issues.ts";
import { loadConfig } from "../config.ts";
import { issueAlarmView } from "../issues/views/alarm.ts";
import { issuePlanView } from "../issues/views/plan.ts";
import { MINUTE } from "../model/window.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { openChat } from "../service/chat.ts";
import { createTerminalLogger } from "../service/logger.ts";
import { whileWaiting } from "../terminal/progress.ts";
import type { View } from "../view/view.ts";
import { readGivenRange } from "./input-error.ts";
import { defineOperation } from "./operation.ts";
import type { Terminal } from "./surface.ts";

interface FileIssuesOptions {
  readonly dryRun?: boolean;
}

const READ_LOGS_FOR_MS = 10 * MINUTE;

export const fileIssues = defineOperation<FileIssuesOptions>({
  prints: true,
  shape(command) {
    command
      .argument("[range...]", "yesterday, 7d, 2021-06-19..2021-06-21")
      .option("--dry-run", "only print what would be done");
  },
  run: ({ terminal, args, options }) => whileWaiting(terminal.err, () => workOff(args.join(" "), options, terminal)),
});

/** Does what the schedule does every night, now and for any range. */
async function workOff(
  range: string,
  { dryRun = false }: FileIssuesOptions,
  { environment, cwd, err }: Terminal,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const now = systemClock.now();
  const { window } = readGivenRange(range || "yesterday", now, settings.timezone);
  const application = createApplication(
    settings,
    dryRun ? "temporary" : "existing",
    createTerminalLogger("warn", err),
    systemClock,
  );
  const chat = openChat(settings, systemClock, createTerminalLogger("warn", err));
  if (chat) application.speakThrough(chat);
  try {
    const { issues: desk } = await application.sources();
    if (!desk) return noIssuesView();
    return await orWhyNot(desk.repo, async () => {
      const plan = await (dryRun
        ? desk.plan(window, now + READ_LOGS_FOR_MS)
        : desk.work(window, now + READ_LOGS_FOR_MS));
      if (plan.kind === "planned") return issuePlanView(desk.repo, plan.planned, plan.unread, !dryRun);
      const { fault, openNow, openBefore = null } = plan;
      return issueAlarmView(desk.repo, { kind: "distrusted", fault, openNow, openBefore, mayTrust: false });
    });
  } finally {
    await application.close();
  }
}
