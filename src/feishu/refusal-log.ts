import type { Logger } from "pino";
import { MINUTE } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** Logs refused requests: the first of a kind at once, then how many more came, at most once a minute. */
export interface RefusalLog {
  note(reason: string): void;
}

const QUIET_MS = MINUTE;

/** Anybody can send requests, so they must not fill the log. */
export function createRefusalLog(clock: Clock, log: Logger): RefusalLog {
  const kinds = new Map<string, { loggedAt: number; unlogged: number }>();
  return {
    note(reason) {
      const now = clock.now();
      const kind = kinds.get(reason);
      if (kind && now - kind.loggedAt < QUIET_MS) {
        kind.unlogged += 1;
        return;
      }
      log.warn({ reason, ...(kind && kind.unlogged > 0 ? { more: kind.unlogged } : {}) }, "refused an event");
      kinds.set(reason, { loggedAt: now, unlogged: 0 });
    },
  };
}
