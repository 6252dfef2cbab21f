import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Random numbers that depend only on the key. */
export interface Random {
  chance(probability: number): boolean;
  between(low: number, high: number): number;
  /** A whole number; both ends are included. */
  integer(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** A value near the median, sometimes twice as large. */
  around(median: number): number;
  hex(digits: number): string;
}

export function randomOf(...key: readonly (string | number)[]): Random {
  const generator = xoroshiro128plus(hash(key.join("/")));
  // The first numbers of neighbouring seeds are similar, so they are skipped.
  for (let skipped = 0; skipped < 8; skipped++) generator.next();
  const unit = () => uniformFloat64(generator);
  const between = (low: number, high: number) => low + (high - low) * unit();
  const integer = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  return {
    chance: (probability) => unit() < probability,
    between,
    integer,
    pick: (items) => items[Math.floor(unit() * items.length)] ?? items[0],
    around: (median) => median * Math.exp((unit() + unit() + unit() - 1.5) * 0.5),
    hex: (digits) => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join(""),
  };
}

/** FNV-1a with the finalizer of MurmurHash3, so that every bit of the key matters. */
export function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
