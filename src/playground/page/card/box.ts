import { styled } from "../dom.ts";
import { cssBackground } from "./color.ts";
import { type Json, stringOf } from "./untrusted.ts";

const spacings: Readonly<Record<string, string>> = { small: "4px", medium: "8px", large: "12px", extra_large: "16px" };
const lengths = /^(?:-?\d{1,3}(?:\.\d+)?px\s*){1,4}$/;

/** Reads `"8px"`, `"8px 12px"` … or a named spacing; null for anything else. */
export function cssLength(value: unknown): string | null {
  if (typeof value !== "string") return null;
  return spacings[value] ?? (lengths.test(value.trim()) ? value : null);
}

const verticalAlign: Readonly<Record<string, string>> = { top: "flex-start", center: "center", bottom: "flex-end" };
const horizontalAlign: Readonly<Record<string, string>> = { left: "flex-start", center: "center", right: "flex-end" };

export function flexAlign(value: unknown): string | null {
  const name = stringOf(value);
  return verticalAlign[name] ?? horizontalAlign[name] ?? null;
}

/** Applies padding, spacing, alignment and background of a container. */
export function boxed<Styled extends HTMLElement>(element: Styled, node: Json): Styled {
  const sideways = node.direction === "horizontal";
  if (sideways) element.classList.add("sideways");
  return styled(element, {
    padding: cssLength(node.padding),
    "background-color": cssBackground(node.background_style ?? node.background_color),
    "row-gap": cssLength(node.vertical_spacing),
    "column-gap": cssLength(node.horizontal_spacing),
    "align-items": flexAlign(sideways ? node.vertical_align : node.horizontal_align),
    "justify-content": flexAlign(sideways ? node.horizontal_align : node.vertical_align),
  });
}

/** Applies width and height: `fill`, `auto` or pixels. */
export function sized<Styled extends HTMLElement>(element: Styled, node: Json): Styled {
  const width = stringOf(node.width);
  if (width === "fill") element.classList.add("fill");
  const height = stringOf(node.height);
  return styled(element, {
    width: width.endsWith("px") ? cssLength(width) : null,
    height: height.endsWith("px") ? cssLength(height) : null,
  });
}
