import type { BlockOf, ChartSeries, Tone } from "../src/views/view.ts";
import { inOneString } from "./both-languages.ts";
import type { ChartDatum, ChartElement, ChartSpec, Element } from "./card.ts";
import { plain, type RenderOptions } from "./elements.ts";
import { lengths } from "./limits.ts";
import { heading, note } from "./notes.ts";
import { chartColors } from "./tone.ts";

type Chart = BlockOf<"chart">;

export function renderChart(chart: Chart, { locale }: RenderOptions): readonly Element[] {
  const words = [heading(chart.title, locale), note(chart.caption, locale)] as const;
  if (chart.points.length === 0 || chart.series.length === 0) return words;
  const [title, caption] = words;
  return [title, chartElement(chart), caption];
}

function chartElement(chart: Chart): ChartElement {
  return {
    tag: "chart",
    aspect_ratio: chart.shape === "ring" ? "4:3" : "16:9",
    chart_spec: {
      ...shapeOf(chart),
      color: colorsOf(chart.series),
      legends: { visible: true, orient: "bottom" },
    },
  };
}

function shapeOf(chart: Chart): Omit<ChartSpec, "color" | "legends"> {
  switch (chart.shape) {
    case "stacked":
      return {
        type: "bar",
        data: { values: overX(chart) },
        xField: "x",
        yField: "y",
        seriesField: "series",
        stack: true,
      };
    case "line":
      return { type: "line", data: { values: overX(chart) }, xField: "x", yField: "y", seriesField: "series" };
    case "ring":
      return {
        type: "pie",
        data: { values: slices(chart) },
        categoryField: "series",
        valueField: "y",
        innerRadius: 0.6,
        outerRadius: 0.9,
      };
  }
}

/**
 * VChart takes series, and so colours, in the order the data names them: each x names every series in its turn. A bar that
 * is missing is 0; a point of a line that is missing stays missing.
 */
function overX({ shape, series, points }: Chart): readonly ChartDatum[] {
  const at = new Map(points.map((point) => [`${point.series}\n${point.x}`, point.y]));
  const labels = seriesLabels(series);
  return [...new Set(points.map((point) => point.x))].flatMap((x) =>
    series.flatMap(({ name }, index) => {
      const y = finite(at.get(`${name}\n${x}`) ?? (shape === "stacked" ? 0 : undefined));
      const shown = plain(x, lengths.chartLabel).zh_cn;
      return y === undefined ? [] : [{ x: shown, y, series: labels[index] ?? name }];
    }),
  );
}

function slices({ series, points }: Chart): readonly ChartDatum[] {
  const labels = seriesLabels(series);
  return series.map(({ name }, index) => {
    const sum = points.reduce((total, point) => total + (point.series === name ? (finite(point.y) ?? 0) : 0), 0);
    return { y: sum, series: labels[index] ?? name };
  });
}

function seriesLabels(series: readonly ChartSeries[]): readonly string[] {
  return series.map(({ label }) => inOneString(label, lengths.chartLabel));
}

function colorsOf(series: readonly ChartSeries[]): readonly string[] {
  const used = new Map<Tone, number>();
  return series.map(({ tone }) => {
    const count = used.get(tone) ?? 0;
    used.set(tone, count + 1);
    const shades = chartColors[tone];
    return shades[count % shades.length] ?? "";
  });
}

/** JSON has no other numbers. */
function finite(y: number | undefined): number | undefined {
  return Number.isFinite(y) ? y : undefined;
}
