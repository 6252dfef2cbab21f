const ESC = "\u001b";
const BEL = "\u0007";
/** Jenkins hides machine-readable notes in the log, between the "conceal" and "reset" escapes. */
const NOTE = new RegExp(`${ESC}\\[8mha:[^${ESC}]*${ESC}\\[0m`, "g");
/** Colours and cursor moves (CSI), links and titles (OSC), and two-character escapes. */
const ESCAPE = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|[@-Z\\\\-_])`, "g");

/** Removes colours, cursor moves and Jenkins' hidden notes. */
export function stripAnsi(text: string): string {
  return text.includes(ESC) ? stripNotes(text).replace(ESCAPE, "") : text;
}

/** Removes Jenkins' hidden notes only. */
export function stripNotes(text: string): string {
  return text.replace(NOTE, "");
}

/** A piece of a line with its style sheet classes. */
export interface Styled {
  readonly text: string;
  readonly classes: readonly string[];
}

/** Set colour and weight ("SGR"). */
const SGR = new RegExp(`${ESC}\\[([0-9;:]*)m`, "g");
/** Cursor moves, titles, links and cut-off escapes, all of which are dropped. */
const OTHER_ESCAPE = new RegExp(
  `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|${ESC}\\[(?![0-9;:]*m)[0-?]*[ -/]*[@-~]?|${ESC}(?!\\[[0-9;:]*m)[^\\[\\]]?`,
  "g",
);

const flags: Readonly<Record<number, string>> = { 1: "bold", 2: "faint", 3: "italic", 4: "underline", 9: "struck" };
const flagEnds: Readonly<Record<number, readonly string[]>> = {
  22: ["bold", "faint"],
  23: ["italic"],
  24: ["underline"],
  29: ["struck"],
};

/** The active style: flags, and one of the sixteen colours each for text and background. */
interface Look {
  readonly flags: readonly string[];
  readonly text: number | null;
  readonly ground: number | null;
  readonly inverse: boolean;
}
const plain: Look = { flags: [], text: null, ground: null, inverse: false };

/** Returns a function that styles one line after another and remembers colours, as a terminal does. Links become text. */
export function openColors(): (line: string) => Styled[] {
  let look = plain;
  return (line) => {
    const pieces = line.replace(OTHER_ESCAPE, "").split(SGR);
    const styled: Styled[] = [];
    for (const [index, piece] of pieces.entries()) {
      if (index % 2 === 1) look = applySgr(look, piece);
      else if (piece !== "") styled.push({ text: piece, classes: classesOf(look) });
    }
    return styled;
  };
}

function classesOf({ flags, text, ground, inverse }: Look): string[] {
  const [front, back] = inverse ? [ground ?? "ground", text ?? "text"] : [text, ground];
  return [...flags, ...(front === null ? [] : [`fg-${front}`]), ...(back === null ? [] : [`bg-${back}`])];
}

function applySgr(before: Look, codes: string): Look {
  const numbers = codes.split(/[;:]/).map(Number);
  let look = before;
  for (let index = 0; index < numbers.length; index++) {
    const code = numbers[index] ?? 0;
    if (code === 38 || code === 48) {
      const { color, used } = extendedColor(numbers.slice(index + 1));
      look = { ...look, [code === 38 ? "text" : "ground"]: color };
      index += used;
    } else look = applyCode(look, code);
  }
  return look;
}

function applyCode(look: Look, code: number): Look {
  if (code === 0) return plain;
  const flag = flags[code];
  if (flag !== undefined) return { ...look, flags: [...look.flags.filter((each) => each !== flag), flag] };
  const ended = flagEnds[code];
  if (ended !== undefined) return { ...look, flags: look.flags.filter((each) => !ended.includes(each)) };
  if (code === 7 || code === 27) return { ...look, inverse: code === 7 };
  if (code === 39) return { ...look, text: null };
  if (code === 49) return { ...look, ground: null };
  if (code >= 30 && code <= 37) return { ...look, text: code - 30 };
  if (code >= 90 && code <= 97) return { ...look, text: code - 82 };
  if (code >= 40 && code <= 47) return { ...look, ground: code - 40 };
  if (code >= 100 && code <= 107) return { ...look, ground: code - 92 };
  return look;
}

/** Maps `5;n` (256 colours) or `2;r;g;b` to the nearest of the sixteen, which are readable in light and dark themes. */
function extendedColor([kind, ...rest]: readonly number[]): { color: number | null; used: number } {
  if (kind === 5) return { color: fromPalette(rest[0] ?? 0), used: 2 };
  if (kind === 2) return { color: nearest(rest.slice(0, 3)), used: 4 };
  return { color: null, used: 1 };
}

/** The 256 colours are sixteen named ones, a cube of 6 × 6 × 6, and 24 greys. */
function fromPalette(index: number): number {
  if (index < 16) return index;
  if (index >= 232) return nearest([0, 0, 0].map(() => 8 + (index - 232) * 10));
  const level = (divisor: number) => Math.floor((index - 16) / divisor) % 6;
  return nearest([36, 6, 1].map((divisor) => (level(divisor) === 0 ? 0 : 55 + 40 * level(divisor))));
}

/** The sixteen colours of xterm. */
const sixteen: readonly (readonly number[])[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

function nearest(rgb: readonly number[]): number {
  const distances = sixteen.map((color) =>
    color.reduce((sum, level, channel) => sum + (level - (rgb[channel] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}
