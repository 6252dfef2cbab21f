import type { Delivery } from "../model/delivery.ts";
import type { ReportKind } from "../model/report.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { lastWindow, type ReportTimes } from "../reports/schedule.ts";
import { type DelivererParts, deliver, isClosed, type Situation } from "./deliverer.ts";
import { digestsOf } from "./digests.ts";
import type { Spread } from "./jitter.ts";
import { deliveryOf, planReports, scheduleOfWish } from "./planner.ts";
import { type ConfiguredChats, wishesOf } from "./targets.ts";

export interface RunnerParts extends DelivererParts {
  readonly configured: ConfiguredChats;
  readonly site: ReportTimes;
  readonly spread: Spread;
}

export interface Runner {
  /** Plans what fell due and starts what is ready; does not wait until it is sent. */
  tick(): Promise<void>;
  situation(): Promise<Situation>;
  /** Makes the report that was due last, seen from `at`, ready for everybody who gets it. Resolves to the deliveries' keys. */
  sendNow(kind: ReportKind, at: number): Promise<readonly string[]>;
  /** Sends those of these deliveries that are ready, and nothing else; waits for them. */
  deliverReady(keys: readonly string[]): Promise<void>;
  /** Names in `report_chats` that no group has. */
  missing(): readonly string[];
  /** Resolves when nothing is being sent any more. */
  settled(): Promise<void>;
}

const READY_AT_ONCE = 500;

export function createRunner(parts: RunnerParts): Runner {
  const { deliveries, subscriptions, configured, clock, log } = parts;
  const underWay = new Map<string, Promise<void>>();

  async function situation(): Promise<Situation> {
    const [ids, asked, chats] = await Promise.all([configured.list(), subscriptions.all(), subscriptions.chats()]);
    return { wishes: wishesOf(ids, asked), chats };
  }

  /** Each on its own: a chat that is slow or broken keeps none waiting. */
  function start(delivery: Delivery, at: Situation): void {
    // One at a time in a chat: a second one would only wait, and its lease run out.
    if (underWay.has(delivery.chatId)) return;
    const sending = deliver(delivery, at, parts)
      .catch((fault: unknown) => log.error({ err: fault, delivery: delivery.key }, "what became of it is not written"))
      .finally(() => underWay.delete(delivery.chatId));
    underWay.set(delivery.chatId, sending);
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.values());
  }

  return {
    situation,
    async sendNow(kind, at) {
      const { wishes } = await situation();
      const now = clock.now();
      const rows = wishes.flatMap((wish) => {
        const schedule = wish.topic === kind && scheduleOfWish(wish, parts.site);
        if (!schedule) return [];
        const due = { ...lastWindow(schedule, at), dueAt: now, late: false };
        return [{ ...deliveryOf(wish, due, parts.spread), sendAt: now }];
      });
      await deliveries.add(rows, now);
      return rows.map(({ key }) => key);
    },
    async tick() {
      const now = clock.now();
      const at = await situation();
      const open = at.wishes.filter(({ chatId }) => !isClosed(chatOf(at, chatId), now));
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

/** What was held back in chats that may be disturbed again is told of in one card each. */
async function planDigests(deliveries: Deliveries, at: Situation, { zone }: RunnerParts, now: number): Promise<void> {
  const held = await deliveries.inState(["held"], 0, READY_AT_ONCE);
  if (held.length === 0) return;
  for (const { digest, told } of digestsOf(held, at, zone, now)) {
    // The digest is there before the reports are crossed off: a crash in between crosses them off the next time.
    await deliveries.add([digest], now);
    for (const delivery of told) await deliveries.amend(delivery, { state: "told" }, now);
  }
}
