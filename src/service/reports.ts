import { Cron } from "croner";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { watchAlerts } from "../alerts/watch.ts";
import type { Settings } from "../config.ts";
import { createRobot } from "../feishu/robot.ts";
import { reportKinds } from "../model/report.ts";
import { DAY, MINUTE, SECOND } from "../model/window.ts";
import type { Outlet } from "../outbox/deliverer.ts";
import { usualSpread } from "../outbox/jitter.ts";
import { createRunner, type Runner } from "../outbox/runner.ts";
import { usualRetries } from "../outbox/step.ts";
import { ROBOT } from "../outbox/targets.ts";
import type { Chat } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { createContent } from "../reports/content.ts";
import type { Application } from "./application.ts";

const LEASE_MS = 5 * MINUTE;
const FINISH_WITHIN_MS = 10 * SECOND;
/** How long it is remembered which windows were sent. */
const DELIVERIES_KEPT_MS = 90 * DAY;

export interface ReportsParts {
  readonly settings: Settings;
  readonly application: Application;
  /** Undefined where there is no app, and only the webhook is pushed to. */
  readonly chat: Chat | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the last reports are sent at the start, so that there is something to see. */
  readonly atOnce?: boolean;
}

/** What plans and sends reports, once the database is there. */
export async function openRunner({ settings, application, chat, clock, log }: ReportsParts): Promise<Runner> {
  const { deliveries, subscriptions } = await application.stores.open();
  const { sources } = application;
  const { site, reports } = await sources();
  const { admins } = settings;
  return createRunner({
    deliveries,
    subscriptions,
    content: createContent({ sources, deliveries: async () => deliveries }),
    outlet: outletOf({ settings, chat, clock }),
    configured: reports.configured,
    site,
    zone: site.zone,
    admins,
    clock,
    log,
    spread: usualSpread,
    leaseMs: LEASE_MS,
    retries: usualRetries,
  });
}

function outletOf({ settings, chat, clock }: Pick<ReportsParts, "settings" | "chat" | "clock">): Outlet {
  const { webhook, webhook_secret: secret } = settings;
  const robot = webhook === undefined ? undefined : createRobot(webhook, secret, settings.locale, clock);
  return {
    async send(chatId, view, uuid) {
      if (chatId !== ROBOT) return chat ? chat.send(chatId, view, uuid) : null;
      await robot?.post(view);
      return null;
    },
    async update(messageId, view) {
      await chat?.update(messageId, view);
    },
  };
}

/** Reports by the clock, until stopped; what is being sent then is finished, or left to its lease. */
export function startReports(parts: ReportsParts): { stop(): Promise<void> } {
  const { application, clock, log } = parts;
  let runner: Runner | undefined;
  const caught = (what: string) => (fault: unknown) => log.warn({ err: fault, what }, "a chore failed");
  const ticker = new Cron("* * * * * *", { protect: true, catch: caught("sending reports") }, async () => {
    if (!runner) {
      runner = await openRunner(parts);
      if (parts.atOnce) for (const kind of reportKinds) await runner.sendNow(kind, clock.now());
    }
    await runner.tick();
  });
  const watch = new Cron("30 */2 * * * *", { protect: true, catch: caught("watching for alerts") }, async () => {
    await watchAlerts(await application.sources(), clock.now());
  });
  const broom = new Cron("10 43 * * * *", { protect: true, catch: caught("forgetting deliveries") }, async () => {
    const { deliveries } = await application.stores.open();
    await deliveries.forget(clock.now() - DELIVERIES_KEPT_MS);
  });
  return {
    async stop() {
      ticker.stop();
      watch.stop();
      broom.stop();
      if (runner) await pTimeout(runner.settled(), { milliseconds: FINISH_WITHIN_MS, fallback: () => {} });
    },
  };
}
