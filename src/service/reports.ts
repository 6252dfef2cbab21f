import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { type AlertFacts, alertCard, alertView } from "../alerts/view.ts";
import { watchAlerts } from "../alerts/watch.ts";
import type { Settings } from "../config.ts";
import { createRobot } from "../feishu/robot.ts";
import { type IssueCard, issueCard, issueCardView } from "../issues/card.ts";
import { reportKinds } from "../model/report.ts";
import { DAY, MINUTE, SECOND } from "../model/window.ts";
import { ROBOT } from "../outbox/configured-chats.ts";
import { createContent } from "../outbox/content.ts";
import type { Outlet } from "../outbox/deliverer.ts";
import { createRunner, type Runner } from "../outbox/runner.ts";
import { usualSpread } from "../outbox/spread.ts";
import { usualRetries } from "../outbox/step.ts";
import type { Chat } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { createReportContent } from "../reports/content.ts";
import { adminsToTell } from "./admins.ts";
import type { Application } from "./application.ts";
import { choresOf } from "./chore.ts";

const LEASE_MS = 5 * MINUTE;
const FINISH_WITHIN_MS = 10 * SECOND;
/** How long deliveries are kept after they were due. */
const DELIVERIES_KEPT_MS = 90 * DAY;

export interface ReportsParts {
  readonly settings: Settings;
  readonly application: Application;
  /** Undefined without an app, when only the webhook gets reports. */
  readonly chat: Chat | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the last reports are sent at the start, so that the demo has something to show. */
  readonly atOnce?: boolean;
}

/** Opens what plans and sends reports. @throws UnreachableError if the database cannot be reached */
export async function openRunner({ settings, application, chat, clock, log }: ReportsParts): Promise<Runner> {
  const { deliveries, subscriptions } = await application.stores.open();
  const { sources } = application;
  const { site, reports, links } = await sources();
  const { zone } = site;
  const admins = adminsToTell(settings.admins);
  return createRunner({
    deliveries,
    subscriptions,
    content: createContent({
      reports: createReportContent({ sources, deliveries: async () => deliveries }),
      cards: [
        { ...alertCard, view: (facts: AlertFacts) => alertView(facts, zone) },
        { ...issueCard, view: (card: IssueCard) => issueCardView(card, { links, zone }) },
      ],
      log,
    }),
    outlet: outletOf({ settings, chat, clock }),
    configured: reports.configured,
    site,
    zone,
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

/** Sends reports on schedule until stopped; a delivery under way gets ten seconds, or waits for its lease to end. */
export function startReports(parts: ReportsParts): { stop(): Promise<void> } {
  const { application, clock, log } = parts;
  let runner: Runner | undefined;
  const chore = choresOf(clock, log);
  const ticker = chore("* * * * * *", "sending reports", async () => {
    if (!runner) {
      runner = await openRunner(parts);
      if (parts.atOnce) for (const kind of reportKinds) await runner.sendNow(kind, clock.now());
    }
    await runner.tick();
  });
  const watch = chore("30 */2 * * * *", "watching for alerts", async () => {
    await watchAlerts(await application.sources(), clock.now());
  });
  const broom = chore("10 43 * * * *", "forgetting deliveries", async () => {
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
