import { SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** Limits calls with a token bucket: `burst` calls at once, `perSecond` calls a second in the long run. */
export interface Allowance {
  /** Counts one call; false if none is left. */
  take(): boolean;
}

export function createAllowance(burst: number, perSecond: number, clock: Clock): Allowance {
  let left = burst;
  let since = clock.now();
  return {
    take() {
      const now = clock.now();
      left = Math.min(burst, left + (Math.max(0, now - since) * perSecond) / SECOND);
      since = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
