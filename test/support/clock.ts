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
