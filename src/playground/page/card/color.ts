const families = new Set(
  "blue carmine green indigo lime orange purple red sunflower turquoise violet wathet yellow grey".split(" "),
);

/** Percentage of the family's colour in a light shade; the rest is the card's background. */
const tintPercent: Readonly<Record<string, number>> = {
  "00": 2,
  "50": 7,
  "100": 14,
  "200": 26,
  "300": 45,
  "350": 58,
  "400": 76,
  "500": 100,
};
/** Percentage of the family's text colour in a dark shade; the rest is the ink colour. */
const inkPercent: Readonly<Record<string, number>> = {
  "600": 100,
  "650": 92,
  "700": 84,
  "800": 68,
  "900": 52,
  "950": 46,
  "1000": 40,
};

/** CSS for one of Feishu's colour names, such as `green`, `red-50` or `bg-white`; null for an unknown name. */
export function cssColor(name: unknown): string | null {
  if (typeof name !== "string") return null;
  if (name === "white" || name === "bg-white") return "var(--paper)";
  if (name === "default") return "var(--text)";
  const [, family = "", shade = "600"] = /^([a-z]+)(?:-(\d+))?$/.exec(name === "neutral" ? "grey" : name) ?? [];
  if (!families.has(family)) return null;
  const tint = tintPercent[shade];
  if (tint !== undefined) return `color-mix(in oklab, var(--${family}) ${tint}%, var(--paper))`;
  const ink = inkPercent[shade];
  return ink === undefined ? null : `color-mix(in oklab, var(--${family}-text) ${ink}%, var(--ink))`;
}

/** CSS for backgrounds, where a bare family name means its lightest tint. */
export function cssBackground(name: unknown): string | null {
  if (name === "default" || typeof name !== "string") return null;
  return cssColor(families.has(name) ? `${name}-50` : name);
}

/** Colours of a tag: tinted background, dark text. */
export function tagColors(name: unknown): { ground: string; text: string } {
  const family = typeof name === "string" && (families.has(name) || name === "neutral") ? name : "blue";
  return { ground: cssColor(`${family === "neutral" ? "grey" : family}-100`) ?? "", text: cssColor(family) ?? "" };
}
