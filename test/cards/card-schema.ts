import { card as cardSchema } from "./card-components.ts";
import { checkMarkdown, markdownTables } from "./markdown-rules.ts";

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/reference/im-v1/message/create : 230025, 11310. */
const platform = { cardBytes: 30_000, elements: 200, tables: 5, charts: 5, nesting: 5 };
/** https://open.feishu.cn/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN : a webhook robot's whole body. */
const webhookBytes = 20_000;

type Node = { readonly [key: string]: unknown };
interface Visit {
  readonly node: Node;
  /** Tags of the components around this one, outermost first. */
  readonly within: readonly string[];
}

/** What Feishu would refuse in a card, or should never show; empty for a valid one. */
export function checkCard(card: unknown): string[] {
  const parsed = cardSchema.safeParse(card);
  const shape = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const visits = components(card);
  return [
    ...shape,
    ...checkSize(card, platform.cardBytes),
    ...checkPlaces(visits),
    ...checkCounts(visits),
    ...checkTexts(card),
  ];
}

/** The same for a card where no click comes back: a webhook robot's, at most 20 KB and with links only. */
export function checkStaticCard(card: unknown): string[] {
  const callbacks = JSON.stringify(card).includes('"type":"callback"') ? ["a callback that nobody answers"] : [];
  return [...checkCard(card), ...checkSize(card, webhookBytes), ...callbacks];
}

/** Every text in a card that people read, with its path: of `i18n_content` both, of tables and charts each. */
export function shownTexts(card: unknown): { readonly path: string; readonly text: string }[] {
  const found: { path: string; text: string }[] = [];
  walkTexts(card, "", found);
  return found;
}

function checkSize(card: unknown, most: number): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(card) ?? "");
  return bytes > most ? [`${bytes} bytes, more than ${most}`] : [];
}

function checkPlaces(visits: readonly Visit[]): string[] {
  return visits.flatMap(({ node, within }) => {
    const { tag } = node;
    const parent = within.at(-1);
    return [
      ...((tag === "table" || tag === "form") && within.length > 0 ? [`${tag} inside ${parent}`] : []),
      ...((tag === "column") !== (parent === "column_set") ? [`${tag} inside ${parent ?? "the body"}`] : []),
      ...(within.length >= platform.nesting ? [`${tag} is nested ${within.length + 1} deep`] : []),
      ...(tag === "form" ? checkForm(node) : []),
    ];
  });
}

function checkForm(form: Node): string[] {
  const inside = components({ body: { elements: form.elements } }).map(({ node }) => node);
  const fields = inside.filter(({ tag }) => ["input", "select_static", "date_picker", "button"].includes(String(tag)));
  return [
    ...(inside.some((node) => node.form_action_type === "submit") ? [] : ["a form without a submit button"]),
    ...fields.filter(({ name }) => !name).map(({ tag }) => `${tag} without a name in a form`),
  ];
}

function checkCounts(visits: readonly Visit[]): string[] {
  const nodes = visits.map(({ node }) => node);
  const numberOf = (tag: string) => nodes.filter((node) => node.tag === tag).length;
  const inMarkdown = nodes.reduce((sum, node) => sum + markdownTables(String(node.content ?? "")), 0);
  const tables = numberOf("table") + inMarkdown;
  return [
    ...(nodes.length > platform.elements ? [`${nodes.length} elements`] : []),
    ...(tables > platform.tables ? [`${tables} tables`] : []),
    ...(numberOf("chart") > platform.charts ? [`${numberOf("chart")} charts`] : []),
    ...repeated(nodes.map((node) => node.element_id)).map((id) => `two elements with the id ${id}`),
    ...repeated(nodes.map((node) => node.name)).map((name) => `two elements with the name ${name}`),
  ];
}

function repeated(values: readonly unknown[]): unknown[] {
  return values.filter((value, index) => value !== undefined && values.indexOf(value) !== index);
}

function checkTexts(card: unknown): string[] {
  return shownTexts(card).flatMap(({ path, text }) => {
    const inMarkdown = path.includes("markdown");
    const faults = inMarkdown ? checkMarkdown(text) : [];
    const mention = /<at\b/i.test(text) ? ["a mention"] : [];
    const broken = /\p{Surrogate}/u.test(text) ? ["half of a surrogate pair"] : [];
    return [...faults, ...mention, ...broken].map((fault) => `${path}: ${fault}`);
  });
}

function walkTexts(value: unknown, path: string, found: { path: string; text: string }[]): void {
  if (typeof value === "string") {
    found.push({ path, text: value });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const tag = "tag" in value ? `${String(value.tag)}.` : "";
  for (const [key, each] of Object.entries(value)) {
    if (isShown(key, each, path)) walkTexts(each, `${path}${tag}${key}.`, found);
  }
}

/** Strings are read by people under these keys only; values of clicks, colours and addresses are not. */
function isShown(key: string, value: unknown, path: string): boolean {
  if (key === "value" || key === "color") return false;
  if (typeof value !== "string") return true;
  return /^(content|zh_cn|en_us|display_name|x|series)$/.test(key) || /rows\.\d+\.$/.test(path);
}

function components(card: unknown): Visit[] {
  const visits: Visit[] = [];
  const visit = (list: unknown, within: readonly string[]) => {
    for (const node of Array.isArray(list) ? (list as Node[]) : []) {
      visits.push({ node, within });
      const inside = [...within, String(node.tag)];
      visit(node.elements, inside);
      if (node.tag === "column_set") visit(node.columns, inside);
    }
  };
  visit((card as { body?: Node } | null)?.body?.elements, []);
  return visits;
}
