import type { Block, View } from "../src/view/view.ts";
import { renderActions, renderTrail } from "./actions.ts";
import type { Card, Element } from "./card.ts";
import { renderChart } from "./chart.ts";
import { localized, plain, plainText, type RenderOptions } from "./elements.ts";
import { renderExcerpt } from "./excerpt.ts";
import { renderFigures } from "./figures.ts";
import { fitBlocks, sizeOf } from "./fit.ts";
import { renderChoice, renderRange } from "./inputs.ts";
import { lengths, limits } from "./limits.ts";
import { renderLines } from "./lines.ts";
import { renderRows } from "./rows.ts";
import { renderTable } from "./table.ts";
import { toneColor } from "./tone.ts";

export type { RenderOptions };

/** Draws a View as a Feishu card that respects every limit of the platform, whatever the View holds. */
export function renderCard(view: View, options: RenderOptions): Card {
  const frame = renderFrame(view, options);
  const trail = renderTrail(view.trail, options);
  const taken = sizeOf(withElements(frame, trail));
  const bytes = options.interactive ? limits.cardBytes : limits.staticCardBytes;
  const budget = { bytes: bytes - taken.bytes, elements: limits.elements - taken.elements };
  const elements = fitBlocks(view.blocks, budget, (block, leftOut) => renderBlock(block, leftOut, options));
  return withElements(frame, [...trail, ...elements]);
}

function withElements(frame: Card, elements: readonly Element[]): Card {
  return { ...frame, body: { ...frame.body, elements } };
}

function renderFrame({ title, subtitle, tone }: View, { locale }: RenderOptions): Card {
  return {
    schema: "2.0",
    config: { update_multi: true, summary: localized(plain(title, lengths.title), locale) },
    header: {
      title: plainText(title, locale, lengths.title),
      ...(subtitle === undefined ? {} : { subtitle: plainText(subtitle, locale, lengths.subtitle) }),
      template: toneColor[tone],
    },
    body: { padding: "12px 12px 16px 12px", vertical_spacing: "8px", elements: [] },
  };
}

function renderBlock(block: Block, leftOut: number, options: RenderOptions): readonly Element[] {
  switch (block.kind) {
    case "lines":
      return renderLines(block, leftOut, options);
    case "figures":
      return renderFigures(block, leftOut, options);
    case "chart":
      return renderChart(block, options);
    case "rows":
      return renderRows(block, leftOut, options);
    case "table":
      return renderTable(block, leftOut, options);
    case "excerpt":
      return renderExcerpt(block, leftOut, options);
    case "actions":
      return renderActions(block, leftOut, options);
    case "choice":
      return renderChoice(block, options);
    case "range":
      return renderRange(block, options);
  }
}
