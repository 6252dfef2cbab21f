import { inLocale, type Locale, type Text } from "../src/model/text.ts";
import type { Line, Span, StyledSpan, Tone } from "../src/view/view.ts";
import { escapeMarkdown, inert, oneLine, safeUrl } from "./escape.ts";
import { lengths, mostOf } from "./limits.ts";
import { shorten } from "./shorten.ts";
import { toneColor } from "./tone.ts";

/** The look of spans that do not define their own. */
interface LineStyle {
  readonly strong?: boolean;
  readonly tone?: Tone;
}

/** The looks that markdown can show: neither code nor links have a colour. */
type Look =
  | { readonly kind: "code" }
  | { readonly kind: "link"; readonly url: string; readonly strong: boolean }
  | { readonly kind: "words"; readonly tone: Tone | null; readonly strong: boolean };

/** Feishu may drop a single line feed within a paragraph. */
const lineBreak = "<br>";

/** `**` beside punctuation, an emoji or an entity works only next to white space. This much is nearly invisible. */
const hairSpace = "\u200a";

/** A line as markdown, in every language. */
export function lineMarkup(line: Line, style: LineStyle = {}): Text {
  return inEveryLocale((locale) => markupIn(line, locale, style));
}

export function linesMarkup(lines: readonly Line[], style: LineStyle = {}): Text {
  return inEveryLocale((locale) => lines.map((line) => markupIn(line, locale, style)).join(lineBreak));
}

export function inEveryLocale(write: (locale: Locale) => string): Text {
  return { zh_cn: write("zh_cn"), en_us: write("en_us") };
}

/** The text of a span, on one line and of bounded length. White space at its ends stays: it separates neighbours. */
export function spanText(text: Text | string, locale: Locale): string {
  const raw = inLocale(text, locale);
  const words = shorten(oneLine(raw), typeof text === "string" ? lengths.span : lengths.sentence);
  if (words === "") return raw === "" ? "" : " ";
  return (/^\s/.test(raw) ? " " : "") + words + (/\s$/.test(raw) ? " " : "");
}

export function asStyled(span: Span): StyledSpan {
  return typeof span === "object" && "text" in span ? span : { text: span };
}

/** Neighbours that look the same are written as one: `**a****b**` would not be bold. */
function markupIn(line: Line, locale: Locale, style: LineStyle): string {
  const runs: { text: string; look: Look }[] = [];
  for (const span of line.slice(0, mostOf.spans).map(asStyled)) {
    const run = { text: spanText(span.text, locale), look: lookOf(span, locale, style) };
    if (run.text === "") continue;
    const last = runs.at(-1);
    if (last !== undefined && sameLook(last.look, run.look)) last.text += run.text;
    else runs.push(run);
  }
  return runs.map(({ text, look }) => written(text, look)).join("");
}

function lookOf(span: StyledSpan, locale: Locale, style: LineStyle): Look {
  const strong = span.strong ?? style.strong ?? false;
  const url = span.url === undefined ? null : safeUrl(span.url);
  if (url !== null) return { kind: "link", url, strong };
  if (span.code && !inLocale(span.text, locale).includes("`")) return { kind: "code" };
  return { kind: "words", tone: span.tone ?? style.tone ?? null, strong };
}

function sameLook(a: Look, b: Look): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function written(text: string, look: Look): string {
  const words = text.trim();
  if (words === "") return text;
  const before = text.startsWith(" ") ? " " : "";
  const after = text.endsWith(" ") ? " " : "";
  return before + styled(words, look) + after;
}

function styled(words: string, look: Look): string {
  switch (look.kind) {
    case "code":
      return `\`${inert(words)}\``;
    case "link":
      return bold(`[${escapeMarkdown(words)}](${look.url})`, look.strong);
    case "words": {
      const face = bold(escapeMarkdown(words), look.strong);
      return look.tone === null ? face : `<font color='${toneColor[look.tone]}'>${face}</font>`;
    }
  }
}

function bold(markup: string, strong: boolean): string {
  if (!strong) return markup;
  const before = /^[\p{P}\p{S}]/u.test(markup) ? hairSpace : "";
  const after = /[\p{P}\p{S}]$/u.test(markup) ? hairSpace : "";
  return `${before}**${markup}**${after}`;
}
