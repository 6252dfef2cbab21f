import type { Question } from "../commands/kit/command.ts";
import type { Detail } from "../details/details.ts";
import { say, type Text } from "../model/text.ts";
import { createDetailText } from "../terminal/detail-text.ts";
import { fold } from "../terminal/layout.ts";
import { painter } from "../terminal/paint.ts";
import type { Progress } from "../terminal/progress.ts";
import type { TextOptions } from "../terminal/render-text.ts";
import { count, scopeText } from "../view/wording.ts";

/** Details as text, from the head on. */
export async function* detailText(
  title: Text,
  details: AsyncIterable<Detail>,
  { scope, zone }: Question,
  { locale, colors, width }: TextOptions,
): AsyncGenerator<string, void> {
  const paint = painter(locale, colors);
  const write = createDetailText(paint, zone, width);
  yield fold(`${colors.bold(paint.text(title))}\n${colors.dim(paint.text(scopeText(scope, zone)))}\n`, width);
  for await (const detail of details) {
    if (detail.kind === "extent") yield `${colors.dim(paint.text(extentText(detail)))}\n`;
    else yield write(detail);
  }
}

function extentText({ items, total }: { readonly items: number; readonly total: number }): Text {
  if (items === total) return say(`${count(total)} in all`, `共 ${count(total)} 项`);
  return say(`${count(items)} of ${count(total)}`, `${count(items)} 项，共 ${count(total)} 项`);
}

/** Passes the details on and reports each run to the progress bar. */
export async function* counting(details: AsyncIterable<Detail>, progress: Progress): AsyncGenerator<Detail, void> {
  for await (const detail of details) {
    if (detail.kind === "extent") progress.expect(detail.runs);
    if (detail.kind === "runs") progress.done(detail.runs.length);
    yield detail;
  }
}
