import { DAY, HOUR } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError } from "../ports/errors.ts";

/** How the app stands with Feishu: what its calls cost, and whether Feishu lets it send. */
export interface Standing {
  /** Notes a call that counts against the quota, and what came of it: undefined where it went well. */
  note(operation: string, fault: Error | undefined): void;
  /** Calls of the last 24 hours that counted against the quota of this process's app. */
  callsInADay(): number;
  /** Why Feishu lets the app send nothing at the moment; undefined while it does, as far as is known. */
  refusal(): SendingRefusal | undefined;
}

interface SendingRefusal {
  readonly error: RefusedError;
  /** Of the first refusal in a row, epoch milliseconds. */
  readonly sinceMs: number;
  readonly count: number;
}

const sendingOperations = ["reply", "send", "update"];
const HOURS_KEPT = DAY / HOUR;

export function createStanding(clock: Clock): Standing {
  const byHour = new Map<number, number>();
  let refusal: SendingRefusal | undefined;

  function count(): void {
    const hour = Math.floor(clock.now() / HOUR);
    byHour.set(hour, (byHour.get(hour) ?? 0) + 1);
    for (const each of byHour.keys()) if (each <= hour - HOURS_KEPT) byHour.delete(each);
  }

  function noteSent(fault: Error | undefined): void {
    if (fault === undefined) refusal = undefined;
    else if (fault instanceof RefusedError && fault.kind === "app")
      refusal = { error: fault, sinceMs: refusal?.sinceMs ?? clock.now(), count: (refusal?.count ?? 0) + 1 };
  }

  return {
    note(operation, fault) {
      count();
      if (sendingOperations.includes(operation)) noteSent(fault);
    },
    callsInADay() {
      const hour = Math.floor(clock.now() / HOUR);
      return [...byHour].reduce((sum, [each, calls]) => sum + (each > hour - HOURS_KEPT ? calls : 0), 0);
    },
    refusal: () => refusal,
  };
}
