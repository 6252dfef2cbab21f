import { createHash } from "node:crypto";
import type { NewDelivery } from "../model/delivery.ts";
import { wishesOf } from "../outbox/targets.ts";
import type { Clock } from "../ports/clock.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";
import type { View } from "../view/view.ts";
import type { Audience, Notifier } from "./notifier.ts";

export interface OutboxParts {
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  /** Chats of `report_chats`. */
  readonly configured: () => Promise<readonly string[]>;
  /** Open_ids. */
  readonly admins: readonly string[];
  readonly clock: Clock;
}

/** Lays cards out to be delivered with the reports: each chat gets each once, whoever runs. */
export function createOutbox({ deliveries, subscriptions, configured, admins, clock }: OutboxParts): Notifier {
  async function chats(to: Audience): Promise<readonly string[]> {
    if (to === "admins" && admins.length > 0) return admins;
    const wishes = wishesOf(await configured(), await subscriptions.all());
    return wishes.filter(({ topic }) => topic === "issues").map(({ chatId }) => chatId);
  }

  return {
    async notify(view, { key, to }) {
      const now = clock.now();
      const content = JSON.stringify({ ...view, data: {} } satisfies View);
      const topic = to === "admins" ? "notice" : "issues";
      const each = (await chats(to)).map(
        (chatId): NewDelivery => ({
          key: `issues:${shortHash(key)}:${chatId}`,
          topic,
          chatId,
          window: { begin: now, end: now },
          dueAt: now,
          sendAt: now,
          content,
          state: "waiting",
        }),
      );
      await deliveries.add(each, now);
    },
  };
}

function shortHash(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
