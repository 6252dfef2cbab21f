/** Shortest mark, in bytes: wherever it stands, it holds an aligned word, or all of one but its last byte. */
export const MARK_BYTES = 6;
const WORD_BYTES = 4;
/** Fewer give more false alarms, more do not fit in the processor's cache: measured, 18 is by far the fastest. */
const HASH_BITS = 18;
const BUCKET_BITS = 12;
/** Letters by how often English uses them, and words that logs are full of. */
const COMMON_FIRST = "e taoinsrlhdcumpgfywb01vkxjqz";
const COMMON_WORDS =
  " error errors [error= ERROR WARN INFO PASS: FAIL failed failure test tests testing worker work network public table " +
  "available able run running context execute executor execution request require duplicate contact canceled cancelled batch for the " +
  "and with from this that not found file files connection connect server client cannot can could warning message " +
  "return process start started stop update create delete default version package module github.com index state " +
  "status config value time type name data set get key list node session statement select insert column database " +
  "schema region store expected exit code try again replica overflow killed called text Test ";

/** What a line's first words come after: the line before, a time stamp of either kind, blanks, a colour. */
const LINE_STARTS = ["\n", "] ", "Z ", "  ", "0m", "1m"];

/** A mark for text that begins a line; for what is too short or too common to be looked for anywhere. */
export function atLineStart(text: string): string[] {
  return LINE_STARTS.map((before) => before + text);
}

/** A mark as it lies around a word: the word is `offset` bytes into it. */
export interface PlacedMark {
  readonly word: number;
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** Who asked for it: places in the list the gate was built from. */
  readonly owners: readonly number[];
}

/** Tells of an aligned word of a log which marks may lie around it. */
export interface Gate {
  /** By hash of the word: 1 where some mark may. */
  readonly mayHold: Uint8Array;
  /** The marks by bucket of their word; those of bucket `b` are at `[buckets[b], buckets[b + 1])`. */
  readonly marks: readonly PlacedMark[];
  readonly buckets: Int32Array;
  /** Each mark's word, where it is quickly looked at. */
  readonly words: Int32Array;
}

/**
 * Every mark, wherever it starts, covers a word that starts at a multiple of four; so looking at each aligned word once
 * finds them all. That is several times faster than one regular expression of as many literals.
 */
export function buildGate(marksByOwner: readonly (readonly string[])[]): Gate {
  const marks = [...ownersByMark(marksByOwner)]
    .flatMap(([mark, owners]) => placesOf(mark, owners))
    .sort((one, other) => bucketOf(one.word) - bucketOf(other.word));
  const mayHold = new Uint8Array(1 << HASH_BITS);
  const buckets = new Int32Array((1 << BUCKET_BITS) + 1);
  for (const { word } of marks) {
    mayHold[hashOf(word)] = 1;
    buckets[bucketOf(word) + 1] = (buckets[bucketOf(word) + 1] ?? 0) + 1;
  }
  for (let bucket = 1; bucket < buckets.length; bucket++) {
    buckets[bucket] = (buckets[bucket] ?? 0) + (buckets[bucket - 1] ?? 0);
  }
  return { mayHold, marks, buckets, words: Int32Array.from(marks, ({ word }) => word) };
}

/** Whether some mark may lie around the word. */
export function holdsWord({ mayHold, buckets, words }: Gate, word: number): boolean {
  if (mayHold[hashOf(word)] === 0) return false;
  const bucket = bucketOf(word);
  const end = buckets[bucket + 1] as number;
  for (let at = buckets[bucket] as number; at < end; at++) if (words[at] === word) return true;
  return false;
}

function placesOf(mark: string, owners: readonly number[]): PlacedMark[] {
  const bytes = new TextEncoder().encode(mark);
  if (bytes.length < MARK_BYTES) throw new Error(`mark ${JSON.stringify(mark)} is shorter than ${MARK_BYTES} bytes`);
  const first = rarestStretch(bytes);
  return [0, 1, 2, 3].flatMap((step) =>
    wordsAt(bytes, first + step).map((word) => ({ word, bytes, offset: first + step, owners })),
  );
}

/** Fibonacci hashing: the upper bits of the product are the mixed ones. */
export function hashOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - HASH_BITS);
}

export function bucketOf(word: number): number {
  return hashOf(word) >>> (HASH_BITS - BUCKET_BITS);
}

function ownersByMark(marksByOwner: readonly (readonly string[])[]): Map<string, number[]> {
  const owners = new Map<string, number[]>();
  for (const [owner, marks] of marksByOwner.entries()) {
    for (const mark of new Set(marks)) owners.set(mark, [...(owners.get(mark) ?? []), owner]);
  }
  return owners;
}

/** Where to look for words of the mark: not among those of `error`, where there is something rarer. */
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

/** The word that lies there in the mark; where the mark lacks its last byte, every word it might be. */
function wordsAt(bytes: Uint8Array, offset: number): number[] {
  const word = bytes.slice(offset, offset + WORD_BYTES);
  if (word.length === WORD_BYTES) return [toWord(word)];
  return Array.from({ length: 256 }, (_, last) => toWord(Uint8Array.of(...word, last)));
}

/** In the machine's own byte order, as the search reads it. */
function toWord(bytes: Uint8Array): number {
  return new Int32Array(bytes.buffer)[0] ?? 0;
}
