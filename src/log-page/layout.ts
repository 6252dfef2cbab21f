import { inLocale, type Locale, type Text } from "../model/text.ts";
import { type Html, html } from "./html.ts";

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
