import { lengths } from "./limits.ts";

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text */
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&#60;",
  ">": "&#62;",
  "~": "&#126;",
  "-": "&#45;",
  "!": "&#33;",
  "*": "&#42;",
  "/": "&#47;",
  "\\": "&#92;",
  "[": "&#91;",
  "]": "&#93;",
  "(": "&#40;",
  ")": "&#41;",
  "#": "&#35;",
  ":": "&#58;",
  "+": "&#43;",
  '"': "&#34;",
  "'": "&#39;",
  "`": "&#96;",
  $: "&#36;",
  _: "&#95;",
  "|": "&#124;",
};

/** Markdown that shows a text literally. One pass, so that an entity in the text stays as it was typed. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[&<>~\-!*/\\[\]()#:+"'`$_|]/g, (character) => entities[character] ?? character)
    .replace(/^(\d+)\./, "$1&#46;"); // else an ordered list
}

/** Keeps tags from being read as such where entities would show: code, plain text, charts. A zero-width space hides nothing. */
export function inert(text: string): string {
  return text.replace(/<(?=\/?(?:at|person)\b)/gi, "<\u200b");
}

/** One line without what has no glyph: control characters, directional overrides, halves of surrogate pairs. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, " ").trim();
}

/** Removes what has no glyph from a text of many lines. */
export function printable(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to go
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/\p{Surrogate}/gu, "\ufffd")
  );
}

/** An address percent-encoded so that it cannot end a markdown link; null for one that no client should open. */
export function safeUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return null;
  // `https://github.com@elsewhere.example` only looks like GitHub
  if (username !== "" || password !== "") return null;
  const encoded = href.replace(/[()<>"'`\\|*{}]/g, percentEncoded);
  return encoded.length > lengths.url ? null : encoded;
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
