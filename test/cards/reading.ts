import { plainMarkup } from "../support/card-text.ts";

type Node = Readonly<Record<string, unknown>>;
type Locale = "zh_cn" | "en_us";

/**
 * What a person sees of a card, as text: a line a component. `[label → command]` is a button, `( … ) → command` a box that
 * opens something, `«red:words»` coloured words, `small:` small print.
 */
export function reading(card: unknown, locale: Locale = "en_us"): string {
  const { header, body } = card as { header: Node; body: { elements: readonly Node[] } };
  const head = [header.title, header.subtitle].filter(Boolean).map((text) => textOf(text as Node, locale));
  return [`${String(header.template)}: ${head.join(" | ")}`, ...body.elements.map((node) => draw(node, locale))].join(
    "\n",
  );
}

function draw(node: Node, locale: Locale): string {
  switch (node.tag) {
    case "markdown":
      return `${node.text_size === "notation" ? "small: " : ""}${textOf(node, locale)}`;
    case "div":
      return `small: ${textOf(node.text as Node, locale)}`;
    case "column_set":
      return (node.columns as Node[]).map((column) => inside(column, locale)).join(" | ");
    case "interactive_container":
      return `( ${inside(node, locale)} ) → ${target(node)}`;
    case "collapsible_panel": {
      const title = textOf((node.header as Node).title as Node, locale);
      return `${node.expanded ? "▾" : "▸"} ${title}\n${inside(node, locale, "\n")}`;
    }
    case "button":
      return `[${textOf(node.text as Node, locale)} → ${target(node)}]`;
    case "select_static": {
      const options = node.options as { text: Node; value: string }[];
      const shown = options.map(({ text, value }) => (value === node.initial_option ? "*" : "") + textOf(text, locale));
      return `[${textOf(node.placeholder as Node, locale)}: ${shown.join(", ")} → ${target(node)}]`;
    }
    case "form":
      return `form( ${inside(node, locale)} )`;
    case "date_picker":
      return `{${String(node.name)} ${String(node.initial_date)}}`;
    case "person_list":
      return `people(${(node.persons as { id: string }[]).map(({ id }) => id).join(", ")})`;
    case "table":
      return table(node);
    case "chart":
      return chart(node.chart_spec as Node);
    default:
      return `?${String(node.tag)}`;
  }
}

function inside(node: Node, locale: Locale, between = " / "): string {
  return (node.elements as Node[]).map((each) => draw(each, locale)).join(between);
}

function table({ columns, rows }: Node): string {
  const all = columns as { name: string; display_name: string; horizontal_align: string }[];
  const head = all.map(({ display_name: name, horizontal_align: align }) => (align === "right" ? `${name}>` : name));
  const lines = (rows as Record<string, string>[]).map((row) => all.map(({ name }) => row[name]).join(" | "));
  return [head.join(" | "), ...lines].join("\n");
}

function chart({ type, data, color }: Node): string {
  const { values } = data as { values: { x?: string; y: number; series: string }[] };
  const points = values.map(({ x, y, series }) => `${x === undefined ? "" : `${x} `}${series} ${y}`);
  return `${String(type)} chart ${(color as string[]).join(" ")}: ${points.join("; ")}`;
}

function target(node: Node): string {
  const [behavior] = node.behaviors as { default_url?: string; value?: { command: string; append?: string } }[];
  const { command = "", append } = behavior?.value ?? {};
  return behavior?.default_url ?? (append === undefined ? command : `${command} <${append}>`);
}

function textOf({ content, i18n_content: both }: Node, locale: Locale): string {
  const shown = (both as Record<Locale, string> | undefined)?.[locale] ?? String(content);
  return plainMarkup(shown.replace(/<font color='(\w+)'>(.*?)<\/font>/g, "«$1:$2»"));
}
