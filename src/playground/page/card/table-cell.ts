import type { CardContext } from "./context.ts";
import { larkMarkdown, markdown } from "./markdown.ts";
import { person } from "./person.ts";
import { textTag } from "./tag-elements.ts";
import { isObject, type Json, objectOf, stringOf } from "./untrusted.ts";

/** Draws a cell by the `data_type` of its column. */
export function drawCell(value: unknown, column: Json, context: CardContext): readonly (Node | string)[] {
  switch (stringOf(column.data_type, "text")) {
    case "lark_md":
      return [larkMarkdown(String(value ?? ""), context)];
    case "markdown":
      return [markdown(String(value ?? ""), context)];
    case "number":
      return [formatNumber(value, objectOf(column.format))];
    case "options":
      return optionTags(value);
    case "persons":
      return [value].flat().map((openId) => person(stringOf(openId), context, { showsAvatar: true, showsName: true }));
    case "date":
      return [formatDate(value, stringOf(column.date_format, "YYYY-MM-DD"))];
    default:
      return [String(value ?? "")];
  }
}

function formatNumber(value: unknown, format: Json): string {
  if (typeof value !== "number") return String(value ?? "");
  const precision = typeof format.precision === "number" ? format.precision : undefined;
  const digits = precision === undefined ? {} : { minimumFractionDigits: precision, maximumFractionDigits: precision };
  return stringOf(format.symbol) + value.toLocaleString("en-US", { useGrouping: format.separator === true, ...digits });
}

function optionTags(value: unknown): readonly Node[] {
  if (!Array.isArray(value)) return [textTag("grey", String(value ?? ""))];
  return value.map((option) =>
    isObject(option) ? textTag(option.color, stringOf(option.text)) : textTag("grey", String(option)),
  );
}

function formatDate(value: unknown, format: string): string {
  const at = new Date(Number(value));
  if (Number.isNaN(at.getTime())) return "";
  const two = (number: number) => String(number).padStart(2, "0");
  const parts: Readonly<Record<string, string>> = {
    YYYY: String(at.getFullYear()),
    MM: two(at.getMonth() + 1),
    DD: two(at.getDate()),
    HH: two(at.getHours()),
    mm: two(at.getMinutes()),
    ss: two(at.getSeconds()),
  };
  return format.replace(/YYYY|MM|DD|HH|mm|ss/g, (part) => parts[part] ?? part);
}
