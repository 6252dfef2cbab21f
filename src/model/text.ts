/** The two languages every text of ours is written in; Feishu's own names for them. */
export const locales = ["zh_cn", "en_us"] as const;
export type Locale = (typeof locales)[number];

/** A text written by us, in every language; the reader's client picks one. */
export type Text = { readonly [L in Locale]: string };

/** Both languages at once, English first because the code around it is English. */
export function say(english: string, chinese: string): Text {
  return { en_us: english, zh_cn: chinese };
}

/** A text that needs no translation, such as a name, a number or a hash. */
export function same(text: string): Text {
  return { en_us: text, zh_cn: text };
}

/** Outside text is a plain string, ours is a Text; this reads either. */
export function inLocale(text: Text | string, locale: Locale): string {
  return typeof text === "string" ? text : text[locale];
}
