import { inLocale, type Locale, type Text } from "../model/text.ts";
import type { Line, StyledSpan, Tone } from "../view/view.ts";
import type { Colors } from "./colors.ts";

/** Writes our texts and outside text to a terminal. */
export interface Painter {
  readonly colors: Colors;
  text(text: Text | string): string;
  tone(tone: Tone | undefined, text: string): string;
  line(line: Line): string;
}

export function painter(locale: Locale, colors: Colors): Painter {
  const tones: { readonly [T in Tone]: (text: string) => string } = {
    good: colors.green,
    warn: colors.yellow,
    bad: colors.red,
    info: colors.cyan,
    neutral: (text) => text,
  };
  const tone = (name: Tone | undefined, text: string) => tones[name ?? "neutral"](text);
  const text = (words: Text | string) => printable(inLocale(words, locale));
  const span = ({ text: words, strong, code, tone: name }: StyledSpan) => {
    const plain = code ? asTyped(text(words)) : text(words);
    return tone(name, strong ? colors.bold(plain) : code ? colors.cyan(plain) : plain);
  };
  return {
    colors,
    text,
    tone,
    line: (line) =>
      line.map((each) => span(typeof each === "object" && "text" in each ? each : { text: each })).join(""),
  };
}

/** Turns a chat command into its terminal form. */
function asTyped(line: string): string {
  return line.replace(/^\/ci (?=\w)/, "ci-stat ");
}

/** Removes control characters: outside text must not move the cursor, ring the bell, recolour or reverse what follows. */
function printable(text: string): string {
  return (
    text
      .replaceAll("\t", "    ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
  );
}

export function indent(text: string, spaces: number): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : " ".repeat(spaces) + line))
    .join("\n");
}

/** Removes the common indent, and empty lines at both ends. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common)).join("\n");
}
