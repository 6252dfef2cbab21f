import { inLocale, type Locale, type Text } from "../model/text.ts";

/** Our own markup, in which all outside text is escaped. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | undefined | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template that escapes its values, except for Html; undefined becomes an empty string. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.map((string, index) => string + toMarkup(parts[index])).join("") };
}

function toMarkup(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return part.replace(/[&<>"']/g, (sign) => escapes[sign] ?? "");
  return "markup" in part ? part.markup : part.map(toMarkup).join("");
}

/** Settings that all pages share. */
export interface Frame {
  readonly locale: Locale;
  /** Path prefix if a proxy serves us below its root, else empty. */
  readonly root: string;
}

export interface Head extends Frame {
  readonly title: string;
}

const languages: { readonly [L in Locale]: string } = { en_us: "en", zh_cn: "zh-CN" };

/** The top of a page; the rest can be streamed. */
export function opening({ locale, root, title }: Head): Html {
  return html`<!doctype html>
<html lang="${languages[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="${root}/log-page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}/log-page/style.css">
<script type="module" src="${root}/log-page/main.js"></script>
</head>
<body>
`;
}

export const closing: Html = html`</body>
</html>
`;

/** Returns a function that gives a text in the reader's language. */
export function speak(locale: Locale): (text: Text) => string {
  return (text) => inLocale(text, locale);
}
