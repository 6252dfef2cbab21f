import { inLocale, type Locale, type Text } from "../src/model/text.ts";
import type { Line, Span, StyledSpan, Tone } from "../src/views/view.ts";
import { escapeMarkdown, inert, oneLine, safeUrl } from "./escape.ts";
import { lengths, mostOf } from "./limits.ts";
import { shorten } from "./shorten.ts";
import { toneColor } from "./tone.ts";

/** How the spans of a line look that do not say so themselves. */
export interface LineStyle {
  readonly strong?: boolean;
  readonly tone?: Tone;
}

/** Feishu may drop a single line feed within a paragraph. */
export const lineBreak = "<br>";

/** A markdown delimiter beside an escaped character only counts as one next to white space; this one is as good as invisible. */
const hairSpace = "\u200a";

/** A line as markdown, in every language. */
export function lineMarkup(line: Line, style: LineStyle = {}): Text {
  return inEveryLocale((locale) =>
    line
      .slice(0, mostOf.spans)
      .map((span) => spanMarkup(span, locale, style))
      .join(""),
  );
}

export function linesMarkup(lines: readonly Line[], style: LineStyle = {}): Text {
  const written = lines.map((line) => lineMarkup(line, style));
  return inEveryLocale((locale) => written.map((line) => line[locale]).join(lineBreak));
}

export function inEveryLocale(write: (locale: Locale) => string): Text {
  return { zh_cn: write("zh_cn"), en_us: write("en_us") };
}

/** What a span says, on one line and of bearable length. */
export function spanText(text: Text | string, locale: Locale): string {
  const limit = typeof text === "string" ? lengths.span : lengths.sentence;
  return shorten(oneLineKeepingEdges(inLocale(text, locale)), limit);
}

function spanMarkup(span: Span, locale: Locale, style: LineStyle): string {
  const { text, ...own }: StyledSpan = typeof span === "object" && "text" in span ? span : { text: span };
  const shown = spanText(text, locale);
  const words = shown.trim();
  if (words === "") return shown;
  const before = /^\s/.test(shown) ? " " : "";
  const after = /\s$/.test(shown) ? " " : "";
  return before + styled(words, { ...style, ...own }) + after;
}

function styled(words: string, { strong, code, tone, url }: Omit<StyledSpan, "text">): string {
  if (code && url === undefined && !words.includes("`")) return `\`${inert(words)}\``;
  const escaped = escapeMarkdown(words);
  const address = url === undefined ? null : safeUrl(url);
  if (address !== null && address.length <= lengths.url) return bold(`[${escaped}](${address})`, strong);
  const face = bold(escaped, strong);
  return tone === undefined ? face : `<font color='${toneColor[tone]}'>${face}</font>`;
}

function bold(markup: string, strong = false): string {
  if (!strong) return markup;
  const before = /^[&[]/.test(markup) ? hairSpace : "";
  const after = /[;)]$/.test(markup) ? hairSpace : "";
  return `${before}**${markup}**${after}`;
}

function oneLineKeepingEdges(text: string): string {
  const line = oneLine(text);
  if (line === "") return text === "" ? "" : " ";
  return (/^\s/.test(text) ? " " : "") + line + (/\s$/.test(text) ? " " : "");
}
