import { DAY, HOUR, MINUTE, type Window } from "../../model/window.ts";
import type { Day } from "./calendar.ts";
import { caseNumber } from "./cases.ts";
import { nightlyBranches } from "./company.ts";
import type { Format, Planted } from "./planted.ts";
import { hash, randomOf } from "./random.ts";

/** An hour of bad infrastructure. */
export interface Incident {
  readonly window: Window;
  readonly format: Format;
  /** Share of the runs under way that it breaks. */
  readonly severity: number;
}

const troubles = ["connection_reset", "killed", "unknown_host", "module_proxy", "disk_full"] as const;

/**
 * The backup of the file server saturates the network for about an hour every evening; some evenings are bad.
 * Told by the calendar, not from the present, so that a day is the same whenever one looks at it.
 */
export function incidentOf(day: Day, seed: number): Incident {
  const random = randomOf(seed, "incident", day.index);
  const begin = day.begin + 19 * HOUR + random.integer(0, 16) * 5 * MINUTE;
  const severity = random.chance(0.6) ? 0.7 : 0.3;
  return { window: { begin, end: begin + random.integer(50, 70) * MINUTE }, format: random.pick(troubles), severity };
}

/** Something merged broke a case on master, for a day and a half of every week. */
export function brokenTrunkCase(at: number, day: Day, seed: number): Planted | undefined {
  const monday = day.index - ((day.weekday + 6) % 7);
  const random = randomOf(seed, "broken trunk", monday);
  const mondayBegin = day.begin - ((day.weekday + 6) % 7) * DAY;
  const begin = mondayBegin + random.integer(0, 3) * DAY + random.integer(10, 17) * HOUR;
  if (at < begin || at >= begin + 36 * HOUR) return undefined;
  return caseNumber("pingcap/tidb", "go_unit", random.integer(0, 300));
}

const SLOW_JOB = "tikv_ghpr_test";

/** What a job's usual duration is multiplied by: one job is slow for two weeks of every four, until somebody mends it. */
export function slowness(job: string, day: Day): number {
  return job === SLOW_JOB && Math.floor(day.index / 14) % 2 === 1 ? 1.6 : 1;
}

/** What last night's nightly run broke on: a case that never failed before, and some that keep coming back. */
export function nightlyFailures(branch: string, night: Day, seed: number): Planted[] {
  const failures = [0, 1, 2, 3, 4].filter((ago) => failsNightly(branch, night.index, ago, seed));
  return failures.map((ago) => caseNumber("pingcap/tidb", "go_unit", night.index - ago));
}

function failsNightly(branch: string, night: number, ago: number, seed: number): boolean {
  const bornOn = hash(`${seed}/born/${night - ago}`) % 3 === 0 ? 1 + (hash(`${night - ago}`) % 3) : 0;
  if (nightlyBranches[bornOn] !== branch) return false;
  return ago === 0 || randomOf(seed, "nightly again", night, ago).chance(0.3);
}
