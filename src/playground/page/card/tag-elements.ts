import { el, styled } from "../dom.ts";
import { languageTag, word } from "../locale.ts";
import { cssColor, tagColors } from "./color.ts";
import type { CardContext } from "./context.ts";
import { safeLink } from "./untrusted.ts";

type Attributes = ReadonlyMap<string, string>;

/** The element for one of Feishu's own tags; the caller adds its content. */
export function tagElement(name: string, attributes: Attributes, context: CardContext): HTMLElement {
  switch (name) {
    case "font":
      return styled(el("span"), { color: cssColor(attributes.get("color")) });
    case "text_tag":
      return textTag(attributes.get("color"));
    case "number_tag":
      return el("span", { class: "number-tag" });
    case "a":
      return safeLink(attributes.get("href"));
    case "link":
      return safeLink(attributes.get("url") ?? attributes.get("pc_url"));
    case "at":
      return mention(attributes, context);
    case "person":
      return el("span", { class: "mention" }, context.nameOf(attributes.get("id") ?? "") ?? "");
    case "local_datetime":
      return localDatetime(attributes, context);
    default:
      return el("span");
  }
}

export function textTag(color: unknown, text?: string): HTMLElement {
  const { ground, text: ink } = tagColors(color);
  return styled(el("span", { class: "text-tag" }, text), { "background-color": ground, color: ink });
}

function mention(attributes: Attributes, context: CardContext): HTMLElement {
  const ids = (attributes.get("ids") ?? attributes.get("id") ?? "").split(",");
  const names = ids.map((id) => (id === "all" ? word(context.locale, "everyone") : (context.nameOf(id) ?? id)));
  const label = attributes.get("email") ?? names.join(" @");
  return el("span", { class: "mention", "data-mention": ids.join(",") }, `@${label}`);
}

const dateFormats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_short: { month: "short", day: "numeric" },
  date: { year: "numeric", month: "long", day: "numeric" },
  week: { weekday: "long" },
  week_short: { weekday: "short" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  time_sec: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  timezone: { timeZoneName: "short" },
};

function localDatetime(attributes: Attributes, { locale }: CardContext): HTMLElement {
  const at = new Date(Number(attributes.get("millisecond")));
  if (Number.isNaN(at.getTime())) return el("span");
  const format = dateFormats[attributes.get("format_type") ?? ""] ?? {};
  const shown = new Intl.DateTimeFormat(languageTag[locale], format).format(at);
  return el("time", { datetime: at.toISOString() }, shown);
}
