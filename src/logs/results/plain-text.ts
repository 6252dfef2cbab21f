import { toUSVString } from "node:util";
import { openEscapeFilter } from "../escape-filter.ts";

/** How pytest writes an escape character that XML does not allow. */
const WRITTEN_ESCAPE = /#x1B(?=\[)/g;
/** Control characters other than the tab and the line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text of a results file without colours, control characters and half characters. */
export function plainText(text: string): string {
  const written = text.replace(WRITTEN_ESCAPE, "\u001b");
  const plain = written.includes("\u001b") ? openEscapeFilter()(Buffer.from(written)).toString() : written;
  return toUSVString(plain.replace(/\r\n?/g, "\n").replace(CONTROL, ""));
}

/** The text on one line, for a name. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}
