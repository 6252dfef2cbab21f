import "./plain-snapshots.ts";
import { inLocale, type Locale, type Text } from "../../src/model/text.ts";
import type { Action, Block, BlockOf, Line, Row, Span, StyledSpan, Tone, View } from "../../src/view/view.ts";

type Words = (text: Text | string) => string;

/**
 * Everything a View shows, as lines of plain text in one language, in the order a phone shows it.
 *
 * - `[bad]` before a title, figure or row, and `[bad: 3]` within a line, is a tone.
 * - `→ command` is what a tap runs, `↗ address` what it opens; `[[Label → …]]` is a primary button.
 * - Code stands in `‹…›`, a quiet line begins with `~`, an excerpt's lines with `|`.
 * - A chart lists its points that are not zero.
 */
export function viewText(view: View, locale: Locale = "en_us"): string {
  const words: Words = (text) => inLocale(text, locale);
  const head = [
    `[${view.tone}] ${words(view.title)}`,
    ...(view.subtitle === undefined ? [] : [words(view.subtitle)]),
    ...view.trail.map((action) => `‹ ${actionText(action, words)}`),
  ];
  return [head.join("\n"), ...view.blocks.map((block) => blockText(block, words).join("\n"))].join("\n\n");
}

/** The blocks of some kinds only, for a test about a part of a long card. */
export function partText(view: View, kinds: readonly Block["kind"][], locale: Locale = "en_us"): string {
  return viewText({ ...view, trail: [], blocks: view.blocks.filter(({ kind }) => kinds.includes(kind)) }, locale);
}

function blockText(block: Block, words: Words): string[] {
  switch (block.kind) {
    case "lines":
      return block.lines.map((line) => `${block.quiet ? "~ " : ""}${lineText(line, words)}`);
    case "figures":
      return block.figures.map(({ label, value, tone, note, command }) => {
        const change = note === undefined ? "" : ` (${lineText(note, words)})`;
        return `${toneText(tone)}${words(label)}: ${value}${change}${commandText(command)}`;
      });
    case "chart":
      return chartText(block, words);
    case "rows":
      return rowsText(block, words);
    case "table":
      return [
        words(block.title),
        `| ${block.columns.map(({ label }) => words(label)).join(" | ")} |`,
        ...block.rows.map((row) => `| ${block.columns.map(({ name }) => words(row[name] ?? "")).join(" | ")} |`),
      ];
    case "excerpt":
      return [
        `${block.open ? "▾" : "▸"} ${lineText(block.title, words)}`,
        ...block.text.split("\n").map((line) => `| ${line}`),
      ];
    case "actions":
      return block.actions.map((action) => actionText(action, words));
    case "choice":
      return [
        `${words(block.label)} → ${block.command} …`,
        ...block.options.map(
          ({ label, word }) => `  ${word === block.chosen ? "(•)" : "( )"} ${words(label)} → ${word}`,
        ),
      ];
    case "range":
      return [
        `Range ${block.from} to ${block.to} → ${block.command} …`,
        `  ${block.quick.map(({ label, range }) => `${words(label)} → ${range}`).join(", ")}`,
      ];
  }
}

function chartText({ shape, title, series, points, caption }: BlockOf<"chart">, words: Words): string[] {
  const places = [...new Set(points.map(({ x }) => x))];
  const shown = places.flatMap((place) => {
    const here = points.filter(({ x, y }) => x === place && y !== 0).map(({ y, series: name }) => `${name} ${y}`);
    return here.length === 0 ? [] : [`  ${place}: ${here.join(", ")}`];
  });
  return [
    `${words(title)} (${shape}, ${places.length} places)`,
    `  ${series.map(({ name, label, tone }) => `${name} is [${tone}] ${words(label)}`).join(", ")}`,
    ...shown,
    words(caption),
  ];
}

function rowsText({ title, rows, total, more, list, empty }: BlockOf<"rows">, words: Words): string[] {
  const left = total - rows.length;
  const whole = list === undefined ? "" : ` → ${list.command} after ${list.before}`;
  return [
    `${words(title)}${whole}`,
    ...(rows.length === 0 ? [`  (${words(empty)})`] : rows.flatMap((row) => rowText(row, words))),
    ...(left === 0 ? [] : [`  and ${left} more${commandText(more)}`]),
  ];
}

function rowText({ title, lines, tone, command }: Row, words: Words): string[] {
  return [
    `  ${toneText(tone)}${lineText(title, words)}${commandText(command)}`,
    ...lines.map((line) => `      ${lineText(line, words)}`),
  ];
}

function actionText(action: Action, words: Words): string {
  if (action.kind === "link") return `[${words(action.label)} ↗ ${action.url}]`;
  const shown = `[${words(action.label)} → ${action.command}]`;
  return action.primary ? `[${shown}]` : shown;
}

function lineText(line: Line, words: Words): string {
  return line.map((span) => spanText(span, words)).join("");
}

function spanText(span: Span, words: Words): string {
  const { text, code, tone, url, person }: StyledSpan =
    typeof span === "object" && "text" in span ? span : { text: span };
  const face = `${person ? "@" : ""}${code ? `‹${words(text)}›` : words(text)}${url === undefined ? "" : ` ↗ ${url}`}`;
  return tone === undefined ? face : `[${tone}: ${face}]`;
}

function toneText(tone: Tone | undefined): string {
  return tone === undefined ? "" : `[${tone}] `;
}

function commandText(command: string | undefined): string {
  return command === undefined ? "" : ` → ${command}`;
}
