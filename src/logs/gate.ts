import { encodingsOf } from "./encodings.ts";

/** Shortest mark, in bytes: at any position it contains an aligned word, or all of one but its last byte. */
export const MARK_BYTES = 6;
/** Bytes of a text that are compared as one number. */
export const WORD_BYTES = 4;
/** Letters by how often English uses them, and words that logs are full of. */
const COMMON_FIRST = "e taoinsrlhdcumpgfywb01vkxjqz";
const COMMON_WORDS =
  " error errors [error= ERROR WARN INFO PASS: FAIL failed failure test tests testing worker work network public table " +
  "available able run running context execute executor execution request require duplicate contact canceled cancelled batch for the " +
  "and with from this that not found file files connection connect server client cannot can could warning message " +
  "return process start started stop update create delete default version package module github.com index state " +
  "status config value time type name data set get key list node session statement select insert column database " +
  "schema region store expected exit code try again replica overflow killed called text Test Type indent ";

/** What may precede the first words of a line: a newline, any kind of time stamp, the name of a branch, blanks. */
const LINE_STARTS = [
  "\n",
  "] ",
  "Z ",
  "O ",
  "O+",
  "E ",
  "E+",
  "  ",
  "| ",
  ": ",
  ...Array.from("0123456789", (digit) => `${digit} `),
];

/** A mark for text at the beginning of a line, for texts too short or too common to search for everywhere. */
export function atLineStart(text: string): string[] {
  return LINE_STARTS.map((before) => before + text);
}

/** A mark around a word: the word is `offset` bytes into the mark. */
export interface PlacedMark {
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** Who asked for it: indexes into the list that the gate was built from. */
  readonly owners: readonly number[];
}

/** The marks that may surround an aligned word of a log, by the word. */
export type Gate = ReadonlyMap<number, readonly PlacedMark[]>;

/**
 * Every mark, wherever it starts, covers a word that starts at a multiple of four, so looking at each aligned word once
 * finds all marks. This is several times faster than one regular expression with as many literals.
 */
export function buildGate(marksByOwner: readonly (readonly string[])[]): Gate {
  const gate = new Map<number, PlacedMark[]>();
  for (const [mark, owners] of ownersByMark(marksByOwner)) {
    for (const { word, bytes, offset } of placesOf(mark)) {
      const placed = gate.get(word) ?? [];
      placed.push({ bytes, offset, owners });
      gate.set(word, placed);
    }
  }
  return gate;
}

/** The positions of the formats' marks around words. They do not depend on the rules. */
const knownPlaces = new Map<string, readonly Place[]>();
const MOST_KNOWN = 20_000;

interface Place extends Omit<PlacedMark, "owners"> {
  readonly word: number;
}

function placesOf(mark: string): readonly Place[] {
  const known = knownPlaces.get(mark);
  if (known !== undefined) return known;
  const places = encodingsOf(mark).flatMap((bytes) => {
    if (bytes.length < MARK_BYTES) throw new Error(`mark ${JSON.stringify(mark)} is shorter than ${MARK_BYTES} bytes`);
    const first = rarestStretch(bytes);
    return [0, 1, 2, 3].flatMap((step) =>
      wordsAt(bytes, first + step).map((word): Place => ({ word, bytes, offset: first + step })),
    );
  });
  if (knownPlaces.size < MOST_KNOWN) knownPlaces.set(mark, places);
  return places;
}

function ownersByMark(marksByOwner: readonly (readonly string[])[]): Map<string, number[]> {
  const owners = new Map<string, number[]>();
  for (const [owner, marks] of marksByOwner.entries()) {
    for (const mark of new Set(marks)) owners.set(mark, [...(owners.get(mark) ?? []), owner]);
  }
  return owners;
}

/** Where to take words from the mark: not from `error` if the mark has something rarer. */
function rarestStretch(bytes: Uint8Array): number {
  const words = Array.from({ length: bytes.length - WORD_BYTES + 1 }, (_, at) =>
    rarityOf(bytes.subarray(at, at + WORD_BYTES)),
  );
  const worth = (at: number): number => {
    const stretch = words.slice(at, at + WORD_BYTES);
    return 1000 * Math.min(...stretch) + stretch.reduce((sum, rarity) => sum + rarity, 0);
  };
  const worths = Array.from({ length: Math.max(1, words.length - WORD_BYTES + 1) }, (_, at) => worth(at));
  return worths.indexOf(Math.max(...worths));
}

function rarityOf(word: Uint8Array): number {
  const text = String.fromCharCode(...word);
  if (COMMON_WORDS.includes(text)) return 0;
  return [...text].reduce((sum, letter) => sum + (COMMON_FIRST.indexOf(letter) + 1 || COMMON_FIRST.length), 0);
}

/** The word at an offset in the mark; if the mark lacks its last byte, every word that it might be. */
function wordsAt(bytes: Uint8Array, offset: number): number[] {
  const word = bytes.slice(offset, offset + WORD_BYTES);
  if (word.length === WORD_BYTES) return [wordAt(Buffer.from(word), 0)];
  return Array.from({ length: 256 }, (_, last) => wordAt(Buffer.of(...word, last), 0));
}

/** The four bytes at an offset as one number. */
export function wordAt(bytes: Buffer, at: number): number {
  return bytes.readInt32LE(at);
}
