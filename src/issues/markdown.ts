/** Quotes outside text in GitHub's Markdown, so that it never becomes markup, mentions anybody or imitates our mark. */

/** A block of code with a fence longer than any run of back-quotes inside. */
export function fence(text: string, language = ""): string {
  const runs = text.match(/`+/g) ?? [];
  const ticks = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${ticks}${language}\n${unmarked(printable(text))}\n${ticks}`;
}

/** A span of code on one line. */
export function code(text: string): string {
  const line = unmarked(printable(text)).replace(/\s+/g, " ").trim();
  const runs = line.match(/`+/g) ?? [];
  const ticks = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return line === "" ? "–" : `${ticks}${space}${line}${space}${ticks}`;
}

/** A span of code inside a table, where `|` would end the cell. */
export function cell(text: string): string {
  return code(text).replaceAll("|", "\\|");
}

/** `label` is Markdown already. */
export function link(label: string, url: string | undefined): string {
  return url === undefined ? label : `[${label}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** Without invisible characters: control codes, and marks that change the direction of writing. */
export function printable(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
  );
}

/** An HTML comment in a log could imitate our marker, which is searched for in the whole body. */
function unmarked(text: string): string {
  return text.replaceAll("<!--", "<\u200b!--");
}
