import { SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** How many calls are taken: `burst` at once, and so many a second for good. */
export interface Allowance {
  /** False where it is used up. */
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
