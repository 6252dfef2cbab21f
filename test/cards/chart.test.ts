import { expect, test } from "vitest";
import type { Card } from "../../cards/card.ts";
import { renderCard } from "../../cards/render.ts";
import { chartColors } from "../../cards/tone.ts";
import { same } from "../../src/model/text.ts";
import type { BlockOf } from "../../src/view/view.ts";
import { checkCard } from "./card-schema.ts";
import { allOf } from "./card-walk.ts";
import { chartBlock, options, viewOf } from "./sample-views.ts";

function draw(chart: BlockOf<"chart">): Card {
  const card = renderCard(viewOf(chart), options);
  expect(checkCard(card)).toEqual([]);
  return card;
}

function specOf(chart: BlockOf<"chart">) {
  return allOf(draw(chart), "chart")[0]?.chart_spec as Record<string, unknown> | undefined;
}

test("stacked bars name the series in their order, in the colours of their tones; bars of no height are not sent", () => {
  expect(specOf(chartBlock)).toEqual({
    type: "bar",
    xField: "x",
    yField: "y",
    seriesField: "series",
    stack: true,
    axes: [{ orient: "left", tick: { noDecimals: true } }],
    data: {
      values: [
        { x: "08:00", y: 2, series: "失败 Failed" },
        { x: "08:00", y: 40, series: "通过 Passed" },
        { x: "09:00", y: 31, series: "通过 Passed" },
      ],
    },
    color: [chartColors.bad[0], chartColors.good[0]],
    legends: { visible: true, orient: "bottom" },
  });
});

test("an hour in which nothing ran keeps its place between the others", () => {
  const hours = ["08:00", "09:00", "10:00"].flatMap((x) =>
    ["failure", "success"].map((series) => ({ x, y: x === "09:00" ? 0 : 1, series })),
  );
  const spec = specOf({ ...chartBlock, points: hours }) as { data: { values: { x: string }[] } };
  expect(spec.data.values.map(({ x }) => x)).toEqual(["08:00", "08:00", "09:00", "10:00", "10:00"]);
});

test("a line has no point where there is none, and its colours follow the data", () => {
  const points = [
    { x: "1", y: 5, series: "success" },
    { x: "2", y: 1, series: "failure" },
    { x: "2", y: Number.NaN, series: "success" },
  ];
  expect(specOf({ ...chartBlock, shape: "line", points })).toMatchObject({
    type: "line",
    data: {
      values: [
        { x: "1", y: 5, series: "通过 Passed" },
        { x: "2", y: 1, series: "失败 Failed" },
      ],
    },
    color: [chartColors.good[0], chartColors.bad[0]],
  });
});

test("a ring adds up each series", () => {
  expect(specOf({ ...chartBlock, shape: "ring" })).toMatchObject({
    type: "pie",
    categoryField: "series",
    valueField: "y",
    data: {
      values: [
        { y: 2, series: "失败 Failed" },
        { y: 71, series: "通过 Passed" },
      ],
    },
  });
});

test.each<[string, BlockOf<"chart">]>([
  ["without points", { ...chartBlock, points: [] }],
  ["without series", { ...chartBlock, series: [] }],
  ["that divides nothing", { ...chartBlock, shape: "ring", points: [{ x: "", y: 0, series: "failure" }] }],
  ["of no numbers", { ...chartBlock, shape: "line", points: [{ x: "", y: Number.NaN, series: "failure" }] }],
])("a chart %s is its title and its sentence", (_, chart) => {
  const card = draw(chart);
  expect(allOf(card, "chart")).toEqual([]);
  expect(card.body.elements).toHaveLength(2);
});

test("series of one tone differ in colour", () => {
  const series = ["a", "b", "c"].map((name) => ({ name, label: same(name), tone: "bad" as const }));
  const points = series.map(({ name }) => ({ x: "1", y: 1, series: name }));
  expect(new Set(specOf({ ...chartBlock, series, points })?.color as string[]).size).toBe(3);
});

test.each(Object.values(chartColors).flat())("%s stands out by 3:1 from a white and a near-black card", (color) => {
  expect(contrast(color, "#FFFFFF")).toBeGreaterThanOrEqual(3);
  expect(contrast(color, "#1F1F1F")).toBeGreaterThanOrEqual(3);
});

/** https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
