import { Argument } from "commander";
import type { Logger } from "pino";
import { ConfigError, loadConfig, type Settings } from "../config.ts";
import { type ReportKind, reportKinds } from "../model/report.ts";
import { say } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { makeReport } from "../reports/make-report.ts";
import { lastWindow, scheduleOf } from "../reports/schedule.ts";
import { type Application, createApplication, systemClock } from "../service/application.ts";
import { openChat } from "../service/chat.ts";
import { createTerminalLogger } from "../service/logger.ts";
import { openRunner } from "../service/reports.ts";
import { whileWaiting } from "../terminal/progress.ts";
import { readTime } from "../time/range.ts";
import { sentReportView } from "../view/sent-report.ts";
import type { View } from "../view/view.ts";
import { InputError } from "./input-error.ts";
import { defineOperation } from "./operation.ts";
import type { Terminal } from "./surface.ts";

interface SendReportOptions {
  readonly at?: string;
  readonly dryRun?: boolean;
}

export const sendReport = defineOperation<SendReportOptions>({
  prints: true,
  shape(command) {
    command
      .addArgument(new Argument("<kind>").choices([...reportKinds]))
      .option("--at <time>", "the report that was due at this time, such as 2021-06-20T10:00")
      .option("--dry-run", "only show it");
  },
  run: ({ terminal, args: [kind], options }) =>
    whileWaiting(terminal.err, () => sendOrShow(kind as ReportKind, options, terminal)),
});

async function sendOrShow(
  kind: ReportKind,
  { at: typed, dryRun = false }: SendReportOptions,
  { environment, cwd, err }: Terminal,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const now = systemClock.now();
  const at = typed === undefined ? now : readTime(typed, now, settings.timezone);
  if (at === undefined) throw notATime(typed);
  const log = createTerminalLogger("warn", err);
  const application = createApplication(settings, dryRun ? "temporary" : "existing", log, systemClock);
  try {
    return dryRun ? await show(kind, at, application) : await send(kind, at, { application, settings, log });
  } finally {
    await application.close();
  }
}

function notATime(given: string | undefined): InputError {
  return new InputError(
    say(
      `--at: “${given}” is not a time such as 2021-06-20T10:00`,
      `--at：看不懂时间“${given}”，写法如 2021-06-20T10:00`,
    ),
  );
}

async function show(kind: ReportKind, at: number, application: Application): Promise<View> {
  const sources = await application.sources();
  const { site } = sources;
  const scope = { window: lastWindow(scheduleOf(kind, site), at), jobs: [] };
  const now = systemClock.now();
  const readLogsUntilMs = Number.POSITIVE_INFINITY;
  return (await makeReport(sources, { kind, scope, zone: site.zone, now, readLogsUntilMs, late: false })).view;
}

const TICK_MS = 0.3 * SECOND;
/** Whatever has not been sent by then is left for the service. */
const WITHIN_MS = 90 * SECOND;

interface SendParts {
  readonly application: Application;
  readonly settings: Settings;
  readonly log: Logger;
}

async function send(kind: ReportKind, at: number, { application, settings, log }: SendParts): Promise<View> {
  const chat = openChat(settings, systemClock, log);
  if (chat) application.speakThrough(chat);
  if (!chat && settings.webhook === undefined)
    throw new ConfigError(["app_id: missing; expected the App ID of your Feishu app, or webhook (or --dry-run)"]);
  const runner = await openRunner({ settings, application, chat, clock: systemClock, log });
  const { deliveries } = await application.stores.open();
  const keys = await runner.sendNow(kind, at);
  const until = systemClock.now() + WITHIN_MS;
  for (;;) {
    await runner.deliverReady(keys);
    const found = await findAll(deliveries, keys);
    const open = found.filter(({ state }) => state === "waiting" || state === "sending");
    if (open.length === 0 || systemClock.now() > until) return sentReportView(found, runner.missing());
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

async function findAll(deliveries: Deliveries, keys: readonly string[]) {
  const found = await Promise.all(keys.map((key) => deliveries.find(key)));
  return found.filter((delivery) => delivery !== undefined);
}
