import type { Day } from "./calendar.ts";
import { nightlyCase } from "./cases.ts";
import { nightlyBranches } from "./company.ts";
import type { Planted } from "./planted.ts";
import { randomOf } from "./random.ts";

/** Nights during which a newly failing case keeps failing now and then. */
const LINGERS = 5;

/** The cases that fail in a branch's nightly run: a new one, and some of earlier nights. */
export function nightlyFailures(branch: string, night: Day, seed: number): Planted[] {
  const failures: Planted[] = [];
  for (let ago = 0; ago < LINGERS; ago++) {
    const born = night.index - ago;
    const comesBack = ago === 0 || randomOf(seed, "nightly", born, night.index).chance(0.35);
    if (comesBack && birthBranch(born, seed) === branch) failures.push(nightlyCase(born));
  }
  return failures;
}

/** Mostly master, sometimes a release branch that got a cherry-pick. */
function birthBranch(night: number, seed: number): string {
  const random = randomOf(seed, "nightly birth", night);
  const [trunk, ...releases] = nightlyBranches;
  return random.chance(0.65) ? trunk : random.pick(releases);
}
