import { setTimeout as wait } from "node:timers/promises";
import type { Push, PushAnswer } from "./push.ts";

const DELIVERIES_KEPT = 1000;

/** An event and every attempt to deliver it. */
export interface EventDelivery {
  readonly eventId: string;
  readonly payload: object;
  readonly attempts: readonly PushAnswer[];
  /** True once an attempt was answered with status 200. */
  readonly accepted: boolean;
}

export interface DeliveryOptions {
  readonly push: Push;
  readonly retryDelaysMs: readonly number[];
  readonly now: () => number;
}

export type EventDeliveries = ReturnType<typeof createDeliveries>;

/** Delivers events at least once, as the platform does; `stop` ends all delivery. */
export function createDeliveries({ push, retryDelaysMs, now }: DeliveryOptions) {
  const log = new Map<string, EventDelivery>();
  const stopped = new AbortController();

  function record(delivery: EventDelivery): EventDelivery {
    log.set(delivery.eventId, delivery);
    const [oldest] = log.keys();
    if (log.size > DELIVERIES_KEPT && oldest !== undefined) log.delete(oldest);
    return delivery;
  }

  async function attempt(delivery: EventDelivery): Promise<EventDelivery> {
    const answer = await push(delivery.payload, { signed: true, nowMs: now() });
    const accepted = answer.kind === "answered" && answer.status === 200;
    return record({ ...delivery, attempts: [...delivery.attempts, answer], accepted });
  }

  async function deliver(eventId: string, payload: object): Promise<EventDelivery> {
    let delivery = await attempt(record({ eventId, payload, attempts: [], accepted: false }));
    for (const delayMs of retryDelaysMs) {
      if (delivery.accepted) break;
      const goesOn = await wait(delayMs, true, { signal: stopped.signal, ref: false }).catch(() => false);
      if (!goesOn) break;
      delivery = await attempt(delivery);
    }
    return delivery;
  }

  return {
    deliver,
    all: (): readonly EventDelivery[] => [...log.values()],
    /** Delivers an event again, as Feishu sometimes does even after a success. */
    async repeat(eventId: string): Promise<EventDelivery> {
      const delivery = log.get(eventId);
      if (!delivery) throw new Error(`no event ${eventId} was pushed`);
      return attempt(delivery);
    },
    stop: () => stopped.abort(),
  };
}
