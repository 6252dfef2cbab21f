import type { BlockOf, ChartSeries, Tone } from "../src/view/view.ts";
import type { ChartDatum, ChartElement, ChartSpec, Element } from "./card.ts";
import { inOneString, plain, type RenderOptions } from "./elements.ts";
import { lengths } from "./limits.ts";
import { heading, note } from "./notes.ts";
import { chartColors } from "./tone.ts";

type Chart = BlockOf<"chart">;

export function renderChart(chart: Chart, { locale }: RenderOptions): readonly Element[] {
  const title = heading(chart.title, locale);
  const caption = note(chart.caption, locale);
  const series = drawnSeries(chart.series);
  const values = chart.shape === "ring" ? slices(chart, series) : overX(chart, series);
  return values.length === 0 ? [title, caption] : [title, chartElement(chart, series, values), caption];
}

interface DrawnSeries {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

function drawnSeries(series: readonly ChartSeries[]): readonly DrawnSeries[] {
  const used = new Map<Tone, number>();
  return series.map(({ name, label, tone }) => {
    const count = used.get(tone) ?? 0;
    used.set(tone, count + 1);
    const shades = chartColors[tone];
    return { name, label: inOneString(label, lengths.chartLabel), color: shades[count % shades.length] ?? shades[0] };
  });
}

function chartElement({ shape }: Chart, series: readonly DrawnSeries[], values: readonly ChartDatum[]): ChartElement {
  const named = new Set(values.map((value) => value.series));
  return {
    tag: "chart",
    chart_spec: {
      ...shapes[shape],
      data: { values },
      // VChart assigns colours in the order in which the data names the series
      color: [...named].flatMap((label) => series.find((each) => each.label === label)?.color ?? []),
      legends: { visible: true, orient: "bottom" },
    },
  };
}

const overTime = { xField: "x", yField: "y", seriesField: "series" } as const;
const shapes: Readonly<Record<Chart["shape"], Omit<ChartSpec, "data" | "color" | "legends">>> = {
  // Bars count runs: half a run is no tick. https://visactor.io/vchart/option/barChart-axes-linear#tick
  stacked: { type: "bar", ...overTime, stack: true, axes: [{ orient: "left", tick: { noDecimals: true } }] },
  line: { type: "line", ...overTime },
  ring: { type: "pie", categoryField: "series", valueField: "y", innerRadius: 0.6, outerRadius: 0.9 },
};

/** A missing bar is 0. A missing point of a line stays missing. */
function overX({ shape, points }: Chart, series: readonly DrawnSeries[]): readonly ChartDatum[] {
  const at = new Map(points.map((point) => [`${point.series}\n${point.x}`, point.y]));
  return [...new Set(points.map((point) => point.x))].flatMap((x, index) => {
    const drawn = series.flatMap(({ name, label }) => {
      const y = finite(at.get(`${name}\n${x}`) ?? (shape === "stacked" ? 0 : undefined));
      return y === undefined ? [] : [{ x: plain(x, lengths.chartLabel).zh_cn, y, series: label }];
    });
    return shape === "stacked" && index > 0 ? barsSeen(drawn) : drawn;
  });
}

/** Bars of height 0 would take a third of the card. One stays, for its x; the first x has all, to order the series. */
function barsSeen(bars: readonly ChartDatum[]): readonly ChartDatum[] {
  const seen = bars.filter(({ y }) => y !== 0);
  return seen.length > 0 ? seen : bars.slice(0, 1);
}

/** Empty where the sum is 0. */
function slices({ points }: Chart, series: readonly DrawnSeries[]): readonly ChartDatum[] {
  const sums = series.map(({ name, label }) => {
    const own = points.filter((point) => point.series === name);
    return { y: finite(own.reduce((sum, { y }) => sum + y, 0)) ?? 0, series: label };
  });
  return sums.some(({ y }) => y > 0) ? sums : [];
}

/** JSON has no other numbers. */
function finite(y: number | undefined): number | undefined {
  return Number.isFinite(y) ? y : undefined;
}
