import type { Clock } from "../../src/ports/clock.ts";

/** A clock that stands until it is set. */
export function standingClock(now: number): Clock & { set(now: number): void } {
  let time = now;
  return {
    now: () => time,
    set(next) {
      time = next;
    },
  };
}

/** A clock that all processes of a run share. It may go faster than the real one, so that leases end sooner. */
export interface ClockOrders {
  /** Real time of its start, epoch milliseconds. */
  readonly startedAt: number;
  /** What it shows at its start. */
  readonly from: number;
  readonly speed: number;
}

export function runningClock({ startedAt, from, speed }: ClockOrders): Clock {
  return { now: () => Math.round(from + (Date.now() - startedAt) * speed) };
}
