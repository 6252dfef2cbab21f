import { orWhyNot } from "../commands/issue/command.ts";
import { noIssuesView } from "../commands/kit/no-issues.ts";
import { loadConfig } from "../config.ts";
import { distrustedReason, issueAlarmView } from "../issues/views/alarm.ts";
import { issuePlanView } from "../issues/views/plan.ts";
import { MINUTE } from "../model/window.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { openChat } from "../service/chat.ts";
import { createLogger } from "../service/logger.ts";
import type { View } from "../view/view.ts";
import { readGivenRange } from "./given-range.ts";

export interface FileIssuesOptions {
  readonly range: string;
  /** Only says what would be done. */
  readonly dryRun: boolean;
}

const PATIENCE_MS = 10 * MINUTE;

/** `file-issues`: what the schedule does every night, now and for any range. */
export async function fileIssues(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  { range, dryRun }: FileIssuesOptions,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const now = systemClock.now();
  const { window } = readGivenRange(range || "yesterday", now, settings.timezone);
  const application = createApplication(settings, createLogger("warn"), systemClock);
  const chat = openChat(settings, systemClock, createLogger("warn"));
  if (chat) application.speakThrough(chat);
  try {
    const { issues: desk } = await application.sources();
    if (!desk) return noIssuesView();
    return await orWhyNot(desk.repo, async () => {
      const plan = await (dryRun ? desk.plan(window, now + PATIENCE_MS) : desk.work(window, now + PATIENCE_MS));
      if (plan.kind === "planned") return issuePlanView(desk.repo, plan.planned, plan.unread, !dryRun);
      return issueAlarmView(desk.repo, distrustedReason(plan.fault, plan.openNow, plan.openBefore), false);
    });
  } finally {
    await application.close();
  }
}
