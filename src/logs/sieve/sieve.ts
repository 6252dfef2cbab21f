import { readFileSync } from "node:fs";

/** Part of the language's host, but typed only in TypeScript's libraries for browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (compiled: object) => { readonly exports: unknown };
};

/** What `assembly/find-word.ts` exports; numbers are addresses in its memory. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly text: { readonly value: number };
  readonly TEXT_BYTES: { readonly value: number };
  readonly newlines: { readonly value: number };
  add(word: number): void;
  find(from: number, end: number): number;
}

/** Finds known words in the text that lies in its buffer, at the speed of memory. */
export interface Sieve {
  readonly buffer: Buffer;
  /** Where the first known word lies in `[from, end)`, or `end` or a little more. It looks at multiples of four. */
  find(from: number, end: number): number;
  /** How many newlines the last `find` passed. */
  newlinesPassed(): number;
}

const isSource = import.meta.url.endsWith(".ts");
const wasm = new URL(`${isSource ? "../../../dist/src/logs/sieve" : "."}/find-word.wasm`, import.meta.url);
const compiled = new WebAssembly.Module(readFileSync(wasm));

/** Takes about a megabyte. The words are of four bytes of a text, in the order of `readInt32LE`; none is 0. */
export function createSieve(words: Iterable<number>): Sieve {
  const exports = new WebAssembly.Instance(compiled).exports as Exports;
  const { memory, text, TEXT_BYTES, newlines } = exports;
  const buffer = Buffer.from(memory.buffer, text.value, TEXT_BYTES.value);
  const begin = text.value;
  const passed = new Int32Array(memory.buffer, newlines.value, 1);
  for (const word of words) exports.add(word);
  return {
    buffer,
    find: (from, end) => exports.find(begin + from, begin + end) - begin,
    newlinesPassed: () => passed[0] as number,
  };
}
