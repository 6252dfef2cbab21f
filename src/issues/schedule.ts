import { Cron } from "croner";
import { HOUR, MINUTE, SECOND, type Window } from "../model/window.ts";
import type { Ledger } from "../ports/ledger.ts";
import { startOfDay } from "../time/zone.ts";
import type { IssueDesk } from "./desk.ts";

/** A night that is to be looked at: when that fell due, and whose failures. */
export interface Night {
  readonly dueAt: number;
  readonly window: Window;
}

/** Rows come when a build ends, so the day before is looked at again for what began late in it. */
const LATE_ROWS_MS = 12 * HOUR;
/** Whoever has a night has it for so long; after that it is free again, unless it is done. */
const LEASE_MS = 10 * MINUTE;
/** A night missed for longer is left to the next; what was done is not remembered for ever. */
const TOO_LATE_MS = 20 * HOUR;
const PATIENCE_MS = 3 * MINUTE;

/** The night that fell due last, by `issue_cron`: the day before it. */
export function dueNight(cron: string, zone: string, now: number): Night | undefined {
  // The reference itself is left out, and seconds are croner's smallest step.
  const [tick] = new Cron(cron, { paused: true, timezone: zone }).previousRuns(1, new Date(now + SECOND));
  if (!tick) return undefined;
  const dueAt = tick.getTime();
  if (now - dueAt > TOO_LATE_MS) return undefined;
  return { dueAt, window: { begin: startOfDay(dueAt, zone, -1) - LATE_ROWS_MS, end: startOfDay(dueAt, zone) } };
}

/** Works through a night once, whichever replica is first; undefined where it is done, or somebody is at it. */
export async function workOnNight(
  desk: Pick<IssueDesk, "repo" | "work">,
  ledger: Pick<Ledger, "claim" | "done">,
  { dueAt, window }: Night,
  now: () => number,
): Promise<{ readonly steps: number } | undefined> {
  const key = `issues:${desk.repo}:${dueAt}`;
  const lease = await ledger.claim(key, LEASE_MS, now());
  if (!lease) return undefined;
  const plan = await desk.work(window, now() + PATIENCE_MS);
  // A listing that is not believed is looked at again when the claim runs out.
  if (plan.kind === "distrusted") return undefined;
  await ledger.done(lease, now());
  return { steps: plan.planned.length };
}
