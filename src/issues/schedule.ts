import { Cron } from "croner";
import { HOUR, MINUTE, SECOND, type Window } from "../model/window.ts";
import type { Ledger } from "../ports/ledger.ts";
import { startOfDay } from "../time/zone.ts";
import type { IssueDesk } from "./desk.ts";

/** A night to work through: when it fell due, and the window of its runs. */
export interface Night {
  readonly dueAt: number;
  readonly window: Window;
}

/** A row appears when its build ends, so the evening before the window is looked at again. */
const LATE_ROWS_MS = 12 * HOUR;
/** How long a claim on a night is valid. */
const LEASE_MS = 10 * MINUTE;
/** A night that was missed for longer than this is left to the next one. */
const TOO_LATE_MS = 20 * HOUR;
const READ_LOGS_FOR_MS = 3 * MINUTE;

/** The last night that fell due by `issue_cron`: the day before. */
export function dueNight(cron: string, zone: string, now: number): Night | undefined {
  // croner leaves out the reference itself, and counts in whole seconds.
  const [tick] = new Cron(cron, { paused: true, timezone: zone }).previousRuns(1, new Date(now + SECOND));
  if (!tick) return undefined;
  const dueAt = tick.getTime();
  if (now - dueAt > TOO_LATE_MS) return undefined;
  return { dueAt, window: { begin: startOfDay(dueAt, zone, -1) - LATE_ROWS_MS, end: startOfDay(dueAt, zone) } };
}

/** Works through a night once, in whichever replica is first; undefined if it is done or another is doing it. */
export async function workOnNight(
  desk: Pick<IssueDesk, "repo" | "work">,
  ledger: Pick<Ledger, "claim" | "done">,
  { dueAt, window }: Night,
  now: () => number,
): Promise<{ readonly steps: number } | undefined> {
  const key = `issues:${desk.repo}:${dueAt}`;
  const lease = await ledger.claim(key, LEASE_MS, now());
  if (!lease) return undefined;
  const plan = await desk.work(window, now() + READ_LOGS_FOR_MS);
  // A listing that cannot be trusted is read again when the claim expires.
  if (plan.kind === "distrusted") return undefined;
  await ledger.done(lease, now());
  return { steps: plan.planned.length };
}
