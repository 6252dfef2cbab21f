import { Cron } from "croner";
import type { Logger } from "pino";
import { HOUR } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** How often a chore that goes on failing is logged. */
const TOLD_EVERY_MS = HOUR;

/** Starts work that recurs. `when` is a cron expression with seconds. */
type StartChore = (when: string, what: string, work: () => Promise<void>) => Cron;

/**
 * Chores never run twice at a time. Of faults in a row the first is logged, then one an hour with their count, and once
 * that it works again: an outage of a night fills no disk.
 */
export function choresOf(clock: Clock, log: Logger): StartChore {
  return (when, what, work) => {
    const faults = countFaults(what, clock, log);
    return new Cron(when, { protect: true, catch: faults.add }, async () => {
      await work();
      faults.end();
    });
  };
}

/** @returns `add` for a fault, `end` for the first success after it */
export function countFaults(what: string, clock: Clock, log: Logger): { add(fault: unknown): void; end(): void } {
  let faults = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    add(fault) {
      faults += 1;
      if (clock.now() - toldAt < TOLD_EVERY_MS) return;
      toldAt = clock.now();
      log.warn({ err: fault, what, faults }, "a chore failed");
    },
    end() {
      if (faults === 0) return;
      log.info({ what, faults }, "a chore works again");
      faults = 0;
      toldAt = Number.NEGATIVE_INFINITY;
    },
  };
}
