import { z } from "zod";
import { align, color, common, icon, localized, name, oneOf, px, textSize, verticalAlign } from "./card-values.ts";

export const markdown = z.strictObject({
  tag: z.literal("markdown"),
  ...common,
  ...localized,
  text_size: textSize.optional(),
  text_align: align.optional(),
  icon: icon.optional(),
});

export const div = z.strictObject({
  tag: z.literal("div"),
  ...common,
  text: z.strictObject({
    tag: z.literal("plain_text"),
    ...localized,
    text_size: textSize.optional(),
    text_color: color.optional(),
    text_align: align.optional(),
    lines: z.int().positive().optional(),
  }),
  icon: icon.optional(),
});

export const hr = z.strictObject({ tag: z.literal("hr"), ...common });

const tableColumn = z.strictObject({
  name,
  display_name: z.string().optional(),
  data_type: z.literal("text"),
  width: z.union([z.literal("auto"), px(80, 600), z.string().regex(/^\d{1,3}%$/)]).optional(),
  horizontal_align: align.optional(),
  vertical_align: verticalAlign.optional(),
});
export const table = z
  .strictObject({
    tag: z.literal("table"),
    ...common,
    page_size: z.int().min(1).max(10).optional(),
    row_height: z.union([oneOf("low middle high auto"), px(32, 124)]).optional(),
    row_max_height: px(32, 999).optional(),
    freeze_first_column: z.boolean().optional(),
    header_style: z
      .strictObject({
        text_align: align.optional(),
        text_size: textSize.optional(),
        background_style: oneOf("none grey").optional(),
        text_color: color.optional(),
        bold: z.boolean().optional(),
        lines: z.int().positive().optional(),
      })
      .optional(),
    columns: z.array(tableColumn).min(1).max(50),
    rows: z.array(z.record(z.string(), z.string())),
  })
  .refine(({ columns }) => new Set(columns.map((each) => each.name)).size === columns.length, "two columns of one name")
  .refine(
    ({ columns, rows }) =>
      rows.every((row) => Object.keys(row).every((key) => columns.some((each) => each.name === key))),
    "a row has a key that is no column",
  );

/** https://visactor.io/vchart/option : the part that our charts use, as VChart 1.2.2 (client 7.1) has it. */
const chartData = z.strictObject({
  values: z.array(z.strictObject({ x: z.string().optional(), y: z.number(), series: z.string() })).min(1),
});
const chartLook = {
  color: z.array(z.string().regex(/^#[0-9A-F]{6}$/i)).min(1),
  legends: z.strictObject({ visible: z.boolean(), orient: oneOf("top bottom left right") }),
};
const overX = { data: chartData, xField: z.literal("x"), yField: z.literal("y"), seriesField: z.literal("series") };
const axes = z.array(
  z.strictObject({ orient: oneOf("left right top bottom"), tick: z.strictObject({ noDecimals: z.boolean() }) }),
);
const chartSpec = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("bar"),
    ...overX,
    stack: z.boolean().optional(),
    axes: axes.optional(),
    ...chartLook,
  }),
  z.strictObject({ type: z.literal("line"), ...overX, ...chartLook }),
  z.strictObject({
    type: z.literal("pie"),
    data: chartData,
    categoryField: z.literal("series"),
    valueField: z.literal("y"),
    innerRadius: z.number().min(0).max(1).optional(),
    outerRadius: z.number().min(0).max(1).optional(),
    ...chartLook,
  }),
]);
export const chart = z.strictObject({
  tag: z.literal("chart"),
  ...common,
  aspect_ratio: oneOf("1:1 2:1 4:3 16:9").optional(),
  color_theme: oneOf("brand rainbow complementary converse primary").optional(),
  height: z.union([z.literal("auto"), px(1, 999)]).optional(),
  preview: z.boolean().optional(),
  chart_spec: chartSpec,
});
