import { distance } from "fastest-levenshtein";

const SHOWN = 3;

/** Names that may have been meant: first those that contain what was typed, then those a few letters away. */
export function closestNames(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  const ranked = names
    .map((name) => ({ name, steps: stepsBetween(wanted, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(2, Math.ceil(Math.min(wanted.length, name.length) / 3)))
    .sort((one, other) => one.steps - other.steps || one.name.length - other.name.length);
  return ranked.slice(0, SHOWN).map(({ name }) => name);
}

function stepsBetween(wanted: string, name: string): number {
  if (wanted.length >= 3 && name.includes(wanted)) return 0;
  return distance(wanted, name);
}
