type Attribute = string | number | boolean | null | undefined | ((event: never) => void);
export type Child = Node | string | null | undefined;

/** Creates an element. Functions become listeners (`onclick`), true an empty attribute, false and null no attribute. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function setAttribute(element: HTMLElement, name: string, value: Attribute): void {
  if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
}

/** Sets inline styles by property, because the content security policy forbids `style` attributes. */
export function styled<Styled extends HTMLElement | SVGElement>(
  element: Styled,
  style: Readonly<Record<string, string | null | undefined>>,
): Styled {
  for (const [property, value] of Object.entries(style)) {
    if (value !== null && value !== undefined) element.style.setProperty(property, value);
  }
  return element;
}

/** An element that the page's HTML must have. @throws Error if it is missing */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
