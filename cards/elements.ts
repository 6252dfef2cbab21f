import { inLocale, type Locale, type Text } from "../src/model/text.ts";
import type { Venue } from "../src/ports/chat.ts";
import { type Append, canCarry, toActionValue } from "./action-value.ts";
import type { Button, Callback, ColumnSet, Localized, Markdown, PanelStyle, PlainText } from "./card.ts";
import { inert, oneLine } from "./escape.ts";
import { lengths } from "./limits.ts";
import { inEveryLocale } from "./markup.ts";
import { shorten } from "./shorten.ts";

/** How a whole card is drawn. */
export interface RenderOptions {
  /** The language for readers whose client has neither Chinese nor English. */
  readonly locale: Locale;
  /** False where no click comes back, as with webhook robots. Links remain. */
  readonly interactive: boolean;
  /** Where the card will stand; a group by default. */
  readonly venue?: Venue;
}

/** A box that stands out slightly, in light and dark mode. */
export const panelStyle: PanelStyle = {
  background_style: "grey-50",
  padding: "8px 12px 8px 12px",
  vertical_spacing: "2px",
};

const nothing = "–";

/** Both languages, or one text where they are equal. Feishu refuses empty text. */
export function localized(text: Text, locale: Locale): Localized {
  const shown = inEveryLocale((each) => text[each].trim() || nothing);
  return shown.zh_cn === shown.en_us ? { content: shown.zh_cn } : { content: shown[locale], i18n_content: shown };
}

/** @param markup ready-made markdown, in which every outside string is escaped */
export function markdown(markup: Text, locale: Locale, size?: Markdown["text_size"]): Markdown {
  return { tag: "markdown", ...localized(markup, locale), ...(size === undefined ? {} : { text_size: size }) };
}

export function plainText(text: Text | string, locale: Locale, length: number): PlainText {
  return { tag: "plain_text", ...localized(plain(text, length), locale) };
}

/** Text for places without markup: one line, of bounded length, with nothing that could be read as a tag. */
export function plain(text: Text | string, length: number): Text {
  return inEveryLocale((each) => inert(shorten(oneLine(inLocale(text, each)), length)));
}

/** Null where no click comes back, or the command does not fit a button. */
export function callback(
  command: string | undefined,
  { interactive, venue }: RenderOptions,
  append?: Append,
): Callback | null {
  if (!interactive || command === undefined || !canCarry(command)) return null;
  return { type: "callback", value: toActionValue(command, venue, append) };
}

export function button(
  label: Text,
  look: Pick<Button, "type" | "size">,
  behavior: Button["behaviors"][0],
  locale: Locale,
): Button {
  return { tag: "button", text: plainText(label, locale, lengths.buttonLabel), ...look, behaviors: [behavior] };
}

/** Puts buttons side by side; they wrap at the edge of the screen. */
export function buttonRow(buttons: readonly Button[]): readonly ColumnSet[] {
  if (buttons.length === 0) return [];
  const columns = buttons.map((each) => ({ tag: "column", width: "auto", elements: [each] }) as const);
  return [{ tag: "column_set", flex_mode: "flow", horizontal_spacing: "8px", columns }];
}

/** Charts and tables have no `i18n_content`, so their words show both languages: `失败 Failed`. */
export function inOneString(text: Text | string, length: number): string {
  const { zh_cn, en_us } = plain(text, length);
  return zh_cn === en_us ? zh_cn : `${zh_cn} ${en_us}`;
}
