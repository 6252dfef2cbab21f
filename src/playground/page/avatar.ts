import { el, styled } from "./dom.ts";
import { icon } from "./icon.ts";

export interface Face {
  readonly kind: "person" | "bot" | "robot" | "group";
  readonly name: string;
}

const families = ["blue", "turquoise", "orange", "purple", "carmine", "indigo", "green", "violet"];

/** An avatar made from a name: two characters of a Chinese name (a person's last, a group's first), else initials. */
export function avatar({ kind, name }: Face, size: "small" | "normal" = "normal"): HTMLElement {
  const picture = el("span", { class: `avatar face-${kind} ${size}`, "aria-hidden": "true" });
  if (kind === "bot") picture.append(icon("robot"));
  else if (kind === "robot") picture.append(icon("bell"));
  else picture.append(initials(name, kind));
  const family = families[hash(name) % families.length] ?? "blue";
  return kind === "bot" ? picture : styled(picture, { "--face": `var(--${family})` });
}

function initials(name: string, kind: Face["kind"]): string {
  const [chinese] = name.match(/\p{Script=Han}+/u) ?? [];
  if (chinese) return kind === "group" ? chinese.slice(0, 2) : chinese.slice(-2);
  const words = name.split(/\s+/).filter((part) => /^[\p{L}\p{N}]/u.test(part));
  return words
    .slice(0, 2)
    .map(([first]) => first?.toUpperCase())
    .join("");
}

function hash(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, 7);
}
