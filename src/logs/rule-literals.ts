import type { RE2JS } from "re2js";

/** What the regex engine knows about text that every match must contain: `all of`, `one of`, or a literal. */
interface Needed {
  readonly type: number;
  readonly str: string;
  readonly subs: readonly Needed[];
}
const LITERAL = 1;
const ALL_OF = 2;
const ONE_OF = 3;

/** Literals of which every match of the pattern contains at least one; none if the pattern has no such text. */
export function literalsOf(pattern: RE2JS): readonly string[] {
  const { prefilter } = (pattern as unknown as { re2Input: { prefilter: Needed | null | undefined } }).re2Input;
  return prefilter == null ? [] : literalsIn(prefilter);
}

function literalsIn(needed: Needed): readonly string[] {
  const lists = needed.subs.map(literalsIn).filter((list) => list.length > 0);
  switch (needed.type) {
    case LITERAL:
      return [needed.str];
    case ALL_OF:
      return lists.reduce<readonly string[]>((best, list) => (shortest(list) > shortest(best) ? list : best), []);
    case ONE_OF:
      return lists.length === needed.subs.length ? lists.flat() : [];
    default:
      return [];
  }
}

function shortest(literals: readonly string[]): number {
  return literals.length === 0 ? 0 : Math.min(...literals.map(({ length }) => length));
}
