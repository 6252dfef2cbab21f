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
  "available able run running context execute executor execution request require duplicate contact canceled for the " +
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

/** Tells of an aligned word of a log whether a mark may lie around it. */
export interface Gate {
  /** By hash of the word: 1 where some mark may. */
  readonly mayHold: Uint8Array;
  /** By bucket of the word. */
  readonly marks: readonly (readonly PlacedMark[] | undefined)[];
}

/**
 * Every mark, wherever it starts, covers a word that starts at a multiple of four; so looking at each aligned word once
 * finds them all. That is some five times faster than one regular expression of as many literals.
 */
export function buildGate(marksByOwner: readonly (readonly string[])[]): Gate {
  const mayHold = new Uint8Array(1 << HASH_BITS);
  const marks: (PlacedMark[] | undefined)[] = Array.from({ length: 1 << BUCKET_BITS }, () => undefined);
  for (const [mark, owners] of ownersByMark(marksByOwner)) {
    const bytes = new TextEncoder().encode(mark);
    if (bytes.length < MARK_BYTES) throw new Error(`mark ${JSON.stringify(mark)} is shorter than ${MARK_BYTES} bytes`);
    const first = rarestStretch(bytes);
    for (let offset = first; offset < first + WORD_BYTES; offset++) {
      for (const word of wordsAt(bytes, offset)) {
        const bucket = bucketOf(word);
        mayHold[hashOf(word)] = 1;
        marks[bucket] = [...(marks[bucket] ?? []), { word, bytes, offset, owners }];
      }
    }
  }
  return { mayHold, marks };
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
  const stretches = Array.from({ length: Math.max(1, words.length - WORD_BYTES + 1) }, (_, at) =>
    words.slice(at, at + WORD_BYTES).reduce((sum, rarity) => sum + rarity, 0),
  );
  return stretches.indexOf(Math.max(...stretches));
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
