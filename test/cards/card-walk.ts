import type { Card } from "../../cards/card.ts";

type Node = { readonly tag: string; readonly [key: string]: unknown };

/** Every object with one of these tags, in reading order. */
export function allOf(card: Card, ...tags: readonly string[]): Node[] {
  const found: Node[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if ("tag" in value && tags.includes(String(value.tag))) found.push(value as Node);
    for (const each of Object.values(value)) visit(each);
  };
  visit(card.body);
  return found;
}

/** The command lines that the card can run, in reading order. */
export function commandsOf(card: Card): string[] {
  return [...JSON.stringify(card).matchAll(/"value":\{"v":1,"command":("(?:[^"\\]|\\.)*")[,}]/g)].map(
    ([, command = ""]) => JSON.parse(command) as string,
  );
}
