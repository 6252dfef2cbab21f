import { ConfigError, loadConfig, type Settings } from "../config.ts";
import type { ReportKind } from "../model/report.ts";
import { say } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { makeReport } from "../reports/make-report.ts";
import { lastWindow, scheduleOf } from "../reports/schedule.ts";
import { type Application, createApplication, systemClock } from "../service/application.ts";
import { openChat } from "../service/chat.ts";
import { createLogger } from "../service/logger.ts";
import { openRunner } from "../service/reports.ts";
import { readTime } from "../time/range.ts";
import { sentReportView } from "../view/sent-report.ts";
import type { View } from "../view/view.ts";
import { InputError } from "./input-error.ts";

export interface ReportWish {
  readonly kind: ReportKind;
  /** When it would have been sent; now where it is not said. */
  readonly at: string | undefined;
  readonly dryRun: boolean;
}

/** A report from the terminal: shown, or sent to everybody who gets it and does not have it yet. */
export async function reportNow(environment: NodeJS.ProcessEnv, cwd: string, wish: ReportWish): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const now = systemClock.now();
  const at = wish.at === undefined ? now : readTime(wish.at, now, settings.timezone);
  if (at === undefined) throw notATime(wish.at);
  const application = createApplication(settings, createLogger("warn"), systemClock);
  try {
    return wish.dryRun ? await show(wish.kind, at, application) : await send(wish.kind, at, application, settings);
  } finally {
    await application.close();
  }
}

function notATime(given: string | undefined): InputError {
  return new InputError(
    say(`--at: “${given}” is no time such as 2021-06-20T10:00`, `--at：看不懂时间“${given}”，写法如 2021-06-20T10:00`),
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
/** What is not there by then is left to the service. */
const WITHIN_MS = 90 * SECOND;

async function send(kind: ReportKind, at: number, application: Application, settings: Settings): Promise<View> {
  const log = createLogger("warn");
  const chat = openChat(settings, systemClock, createLogger("warn"));
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
