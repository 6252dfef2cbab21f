import type { Delivery } from "../model/delivery.ts";
import type { ReportKind } from "../model/report.ts";
import { allSubscriptions } from "../model/subscription.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { lastWindow, type ReportTimes, scheduleOfSubscription } from "../reports/schedule.ts";
import type { ConfiguredChats } from "./configured-chats.ts";
import { type DelivererParts, deliver, isClosed } from "./deliverer.ts";
import { deliveryOf, planReports } from "./planner.ts";
import { digestsOf, type Situation } from "./quiet.ts";
import type { SendingSpread } from "./spread.ts";

export interface RunnerParts extends DelivererParts {
  readonly configured: ConfiguredChats;
  readonly site: ReportTimes;
  readonly spread: SendingSpread;
}

export interface Runner {
  /** Plans due deliveries and starts sending those that are ready, without waiting for them. */
  tick(): Promise<void>;
  situation(): Promise<Situation>;
  /** Queues the latest report due by `at` for every chat that gets it. Resolves to the keys of the deliveries. */
  sendNow(kind: ReportKind, at: number): Promise<readonly string[]>;
  /** Sends those of these deliveries that are ready, and no others; resolves when they are done. */
  deliverReady(keys: readonly string[]): Promise<void>;
  /** Names in `report_chats` that no group of the bot has. */
  missing(): readonly string[];
  /** Resolves when nothing is being sent. */
  settled(): Promise<void>;
}

const READY_AT_ONCE = 500;

export function createRunner(parts: RunnerParts): Runner {
  const { deliveries, subscriptions, configured, clock, log } = parts;
  const underWay = new Map<string, Promise<void>>();

  async function situation(): Promise<Situation> {
    const [ids, asked, chats] = await Promise.all([configured.list(), subscriptions.all(), subscriptions.chats()]);
    return { subscriptions: allSubscriptions(ids, asked), chats };
  }

  /** Chats are independent: a slow or broken one does not delay the others. */
  function start(delivery: Delivery, at: Situation): void {
    // One at a time per chat: a second one would wait for the platform's limit while its lease ran out.
    if (underWay.has(delivery.chatId)) return;
    const sending = deliver(delivery, at, parts)
      .catch((fault: unknown) =>
        log.error({ err: fault, delivery: delivery.key }, "the outcome of a delivery could not be recorded"),
      )
      .finally(() => underWay.delete(delivery.chatId));
    underWay.set(delivery.chatId, sending);
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.values());
  }

  return {
    situation,
    async sendNow(kind, at) {
      const { subscriptions: all } = await situation();
      const now = clock.now();
      const rows = all.flatMap((subscription) => {
        const schedule = subscription.topic === kind && scheduleOfSubscription(subscription, parts.site);
        if (!schedule) return [];
        const due = { ...lastWindow(schedule, at), dueAt: now, late: false };
        return [{ ...deliveryOf(subscription, due, parts.spread), sendAt: now }];
      });
      await deliveries.add(rows, now);
      return rows.map(({ key }) => key);
    },
    async tick() {
      const now = clock.now();
      const at = await situation();
      const open = at.subscriptions.filter(({ chatId }) => !isClosed(chatOf(at, chatId), now));
      await planReports(open, parts, now);
      await planDigests(deliveries, at, parts, now);
      for (const delivery of await deliveries.ready(now, READY_AT_ONCE)) start(delivery, at);
    },
    async deliverReady(keys) {
      const at = await situation();
      const ready = await deliveries.ready(clock.now(), READY_AT_ONCE);
      for (const delivery of ready) if (keys.includes(delivery.key)) start(delivery, at);
      await settled();
    },
    missing: configured.missing,
    settled,
  };
}

function chatOf({ chats }: Situation, chatId: string) {
  return chats.find((chat) => chat.chatId === chatId);
}

/** Reports that were held back are listed in one card per chat once it may be disturbed again. */
async function planDigests(deliveries: Deliveries, at: Situation, { zone }: RunnerParts, now: number): Promise<void> {
  const held = await deliveries.inState(["held"], 0, READY_AT_ONCE);
  if (held.length === 0) return;
  for (const { digest, told } of digestsOf(held, at, zone, now)) {
    // The digest is written before its reports are marked: after a crash in between they are marked the next time.
    await deliveries.add([digest], now);
    for (const delivery of told) await deliveries.amend(delivery, { state: "told" }, now);
  }
}
