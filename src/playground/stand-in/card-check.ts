import { type ApiFault, badParameter, cardRefused, tooLong } from "./fault.ts";

/** The rules of card JSON 2.0 that Feishu's server enforces; the service's own tests check far more. */
const CARD_BYTES = 30 * 1024;
const ELEMENTS = 200;
const TABLES = 5;

const textTags = new Set(["plain_text", "lark_md", "text_tag", "standard_icon", "custom_icon"]);
const goneInV2 = new Set(["note", "action"]);
const elementTags = new Set([
  ..."markdown div hr img img_combination column_set column table chart collapsible_panel button overflow".split(" "),
  ..."select_static multi_select_static select_person multi_select_person select_img".split(" "),
  ..."date_picker picker_time picker_datetime input form interactive_container person person_list checker".split(" "),
]);

type Json = Record<string, unknown>;

interface Element {
  readonly tag: string;
  readonly path: string;
  readonly node: Json;
}

export interface CardRules {
  /** Whether an `<at>` names an existing person. */
  readonly knows: (openId: string) => boolean;
}

/** The card in a message's content. @throws the fault that Feishu would answer with */
export function checkCardContent(content: string, rules: CardRules): Json {
  if (Buffer.byteLength(content) > CARD_BYTES) throw tooLong();
  return checkCard(parseObject(content), rules);
}

export function checkCard(card: Json, { knows }: CardRules): Json {
  const fault = shellFault(card) ?? elementsFault(elementsOf(card.body)) ?? mentionFault(card, knows);
  if (fault) throw fault;
  return card;
}

export function parseObject(content: string): Json {
  try {
    const parsed: unknown = JSON.parse(content);
    if (isObject(parsed)) return parsed;
  } catch {
    // Handled below, like any other content that is not an object.
  }
  throw badParameter("content is not a string in json format");
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shellFault(card: Json): ApiFault | undefined {
  if (card.schema !== "2.0") return cardRefused(200621, "schema must be 2.0", "ROOT -> schema", String(card.schema));
  const config = card.config;
  if (!isObject(config) || config.update_multi !== true) {
    return cardRefused(300302, "update_multi must be true", "ROOT -> config -> update_multi");
  }
  const body = card.body;
  if (!isObject(body) || !Array.isArray(body.elements)) {
    return cardRefused(200621, "body.elements must be an array", "ROOT -> body -> elements");
  }
  return undefined;
}

function elementsFault(elements: readonly Element[]): ApiFault | undefined {
  const strange = elements.find(({ tag }) => !elementTags.has(tag));
  if (strange) {
    const reason = goneInV2.has(strange.tag)
      ? `cards of schema V2 no longer support this capability; unsupported tag ${strange.tag}`
      : `unknown tag ${strange.tag}`;
    return cardRefused(200861, reason, strange.path, strange.tag);
  }
  if (elements.length > ELEMENTS)
    return cardRefused(11310, "element exceeds the limit", "ROOT", String(elements.length));
  const tables = elements.filter(({ tag }) => tag === "table").length;
  if (tables > TABLES) return cardRefused(11310, "card table number over limit", "ROOT", String(tables));
  return elements.map(tableFault).find((fault) => fault !== undefined);
}

function tableFault({ tag, node, path }: Element): ApiFault | undefined {
  if (tag !== "table" || !Array.isArray(node.columns) || !Array.isArray(node.rows)) return undefined;
  const names = new Set(node.columns.map((column: Json) => column.name));
  const key = node.rows.flatMap((row: Json) => Object.keys(row)).find((name) => !names.has(name));
  return key === undefined ? undefined : cardRefused(200915, "row key is not among the columns", path, key);
}

/** All tagged elements below a node, except texts and icons. */
function elementsOf(node: unknown, path = "ROOT -> body"): Element[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => elementsOf(item, `${path} -> [${index}]`));
  if (!isObject(node)) return [];
  const tag = node.tag;
  const here = typeof tag === "string" && !textTags.has(tag) ? [{ tag, path: `${path}(tag: ${tag})`, node }] : [];
  const below = Object.entries(node)
    .filter(([key]) => key !== "chart_spec" && key !== "value" && key !== "rows" && key !== "options")
    .flatMap(([key, value]) => elementsOf(value, `${path} -> ${key}`));
  return [...here, ...below];
}

function mentionFault(card: Json, knows: (openId: string) => boolean): ApiFault | undefined {
  const ids = markdownIn(card).flatMap((text) =>
    [...text.matchAll(/<at\s+ids?=["']?([^\s"'>]*)/g)].flatMap(([, list]) => (list ?? "").split(",")),
  );
  const stranger = ids.find((id) => id !== "all" && !knows(id));
  return stranger === undefined ? undefined : cardRefused(100290, "invalid user resource", "ROOT", stranger);
}

/** Texts whose tags are read as markup, in every language. */
function markdownIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(markdownIn);
  if (!isObject(node)) return [];
  const isMarkup = node.tag === "markdown" || node.tag === "lark_md";
  const own = isMarkup ? [node.content, ...Object.values(isObject(node.i18n_content) ? node.i18n_content : {})] : [];
  return [...own.filter((text) => typeof text === "string"), ...Object.values(node).flatMap(markdownIn)];
}
