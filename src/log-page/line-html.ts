import type { Locale } from "../model/text.ts";
import { openColors, type Styled } from "./ansi.ts";
import { type Html, html, speak } from "./html.ts";
import type { NumberedShownLine } from "./window.ts";
import { words } from "./words.ts";

export interface LinePlaces {
  readonly locale: Locale;
  /** Address of a line. */
  readonly hrefOf: (line: number) => string;
  /** Numbers of the lines at which a failure was found. */
  readonly failing: ReadonlySet<number>;
  /** Number of the requested line. */
  readonly chosen?: number | undefined;
  /** Text to mark, in lower case. */
  readonly needle?: string;
}

/** Returns a function that turns one line after another into markup; colours continue across lines. */
export function openLineHtml(places: LinePlaces): (line: NumberedShownLine) => Html {
  const { locale, hrefOf, failing, chosen, needle } = places;
  const colors = openColors();
  return ({ number, stamp, text, cut }) => {
    const classes = ["line", ...(failing.has(number) ? ["failing"] : []), ...(number === chosen ? ["chosen"] : [])];
    const pieces = colors(text).map((piece) => pieceHtml(piece, needle));
    const left = cut > 0 ? html`<i class="cut">${speak(locale)(words.cut(cut))}</i>` : undefined;
    return html`<div class="${classes.join(" ")}" id="L${number}"><a class="number" href="${hrefOf(number)}">${number}</a><code>${stampHtml(stamp)}${pieces}${left}</code></div>
`;
  };
}

function pieceHtml({ text, classes }: Styled, needle: string | undefined): Html {
  const marked = needle === undefined ? html`${text}` : withMarks(text, needle);
  return classes.length === 0 ? marked : html`<span class="${classes.join(" ")}">${marked}</span>`;
}

function withMarks(text: string, needle: string): Html {
  const lower = text.toLowerCase();
  // Some letters change their length with their case, which would shift the positions.
  if (lower.length !== text.length) return html`${text}`;
  const parts: Html[] = [];
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    parts.push(html`${text.slice(from, at)}<mark>${text.slice(at, at + needle.length)}</mark>`);
    from = at + needle.length;
  }
  return html`${parts}${text.slice(from)}`;
}

/** Marks up a time stamp so that a phone shows only the time of day and zone. */
function stampHtml(stamp: string): Html | undefined {
  if (stamp === "") return undefined;
  const [, before = "", time = "", fraction = "", zone = "", after = ""] =
    /^(.*?)(\d\d:\d\d:\d\d)(\.\d+)?(Z?)(.*)$/.exec(stamp.trimEnd()) ?? [];
  if (time === "") return html`<span class="stamp">${stamp}</span>`;
  return html`<span class="stamp"><span class="date">${before}</span>${time}<span class="date">${fraction}</span>${zone}<span class="date">${after}</span> </span>`;
}
