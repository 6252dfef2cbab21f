/** Every text of a card in one language, in the order it is drawn: what a person could read. */
export function cardText(card: unknown, locale: "zh_cn" | "en_us" = "en_us"): string {
  const texts: string[] = [];
  collect(card, locale, texts);
  return texts.join("\n");
}

function collect(part: unknown, locale: string, texts: string[]): void {
  if (Array.isArray(part)) for (const each of part) collect(each, locale, texts);
  else if (typeof part === "object" && part !== null) {
    const { content, i18n_content } = part as { content?: unknown; i18n_content?: Record<string, string> };
    if (typeof content === "string") texts.push(plainMarkup(i18n_content?.[locale] ?? content));
    for (const [key, value] of Object.entries(part)) if (key !== "i18n_content") collect(value, locale, texts);
  }
}

/** Without markup, its entities read. */
export function plainMarkup(markup: string): string {
  return markup
    .replaceAll("<br>", "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/\*\*|`/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");
}
