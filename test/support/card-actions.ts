import type { ClickAction } from "../../src/playground/wire.ts";

type Node = Readonly<Record<string, unknown>>;

/** Everything a person can do with a card that calls back, each with the command line it stands for. */
export interface CardAction {
  readonly line: string;
  readonly action: ClickAction;
}

export function actionsOf(card: unknown): CardAction[] {
  const found: CardAction[] = [];
  collect(card, {}, found);
  return found;
}

function collect(node: unknown, form: Readonly<Record<string, string>>, found: CardAction[]): void {
  if (Array.isArray(node)) for (const each of node) collect(each, form, found);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const fields = (node as Node).tag === "form" ? initialDays(node) : form;
  found.push(...actionsAt(node as Node, fields));
  for (const each of Object.values(node)) collect(each, fields, found);
}

function actionsAt(node: Node, form: Readonly<Record<string, string>>): CardAction[] {
  const value = callbackOf(node);
  if (value === undefined) return [];
  const tag = String(node.tag);
  const { command } = value;
  if (tag === "select_static") {
    const options = node.options as readonly { readonly value: string }[];
    return options.map(({ value: option }) => ({ line: `${command} ${option}`, action: { tag, value, option } }));
  }
  if (node.form_action_type === "submit") {
    const line = `${command} ${form.from}..${form.to}`;
    return [{ line, action: { tag, value, name: String(node.name), form_value: form } }];
  }
  return [{ line: command, action: { tag, value } }];
}

function callbackOf(node: Node): { readonly command: string } | undefined {
  const behaviors = Array.isArray(node.behaviors) ? (node.behaviors as Node[]) : [];
  return behaviors.find(({ type }) => type === "callback")?.value as { command: string } | undefined;
}

/** What the pickers of a form hold before anybody touches them, as clients tell it. */
function initialDays(form: unknown): Record<string, string> {
  const days: Record<string, string> = {};
  const visit = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    const { tag, name, initial_date: day } = node as Node;
    if (tag === "date_picker") days[String(name)] = `${String(day)} +0800`;
    for (const each of Object.values(node)) visit(each);
  };
  visit(form);
  return days;
}
