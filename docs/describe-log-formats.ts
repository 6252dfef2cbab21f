import type { ReadTool } from "../src/logs/format.ts";
import { formats } from "../src/logs/formats/registry.ts";

export const readTools: readonly ReadTool[] = formats
  .flatMap(({ reads = [] }) => reads)
  .toSorted((a, b) => a.tool.localeCompare(b.tool, "en", { sensitivity: "base" }));

/** `docs/log-formats.md`, made from the formats' own examples. */
export function logFormatsText(): string {
  const rows = readTools.map(({ tool, example }) => `| ${asMarkdown(tool)} | ${asCode(example)} |`);
  return [
    "# Logs that ci_stat reads",
    "",
    `\`npm run docs\` makes this page from \`src/logs/formats/\`. The scanner reads ${readTools.length} tools, each with an example of a failure below;`,
    "a test scans every example. Tools that report in the same shape as one of these are read too. For anything else there are",
    "[rules](log-rules.md).",
    "",
    "| tool | example |",
    "| --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** The README, in either language, with the number of tools as it is. */
export function withToolCount(readme: string): string {
  return readme.replace(
    /\[\d+( tools| 种工具)\]\(docs\/log-formats\.md\)/,
    `[${readTools.length}$1](docs/log-formats.md)`,
  );
}

/** Lines in one table cell; blanks that a browser would fold are kept. */
function asCode(example: string): string {
  return example
    .split("\n")
    .map((line) =>
      line.trim() === ""
        ? ""
        : `<code>${asMarkdown(line).replace(/^ +| {2,}/g, (blanks) => "&nbsp;".repeat(blanks.length))}</code>`,
    )
    .join("<br>");
}

function asMarkdown(text: string): string {
  return text.replace(/[&<>|*_`~\\[\]]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
