import fc from "fast-check";
import type { Text } from "../../src/model/text.ts";
import type { View } from "../../src/view/view.ts";

/** What people and programs have been seen to put into titles, branches and logs, and what they could. */
const hostile = fc.constantFrom(
  "<at id=all></at>",
  '</font><at user_id="all">',
  "&#60;at id=all&#62;",
  "**bold** [x](javascript:alert(1)) ![y](z) `code` ~~s~~",
  "```\n<at id=all>\n```",
  "# h\n- a\n1. b\n> c\n| a | b |\n|---|---|",
  "\u202egnp.exe\u202c \u200f\u2066",
  "👩‍👩‍👧‍👦".repeat(40),
  "x".repeat(300),
  "好".repeat(3000),
  "a\u0000\u001b[31m\r\n\tb",
  "\ud83d lone",
  "",
  " ",
  "$" + "{jndi} {{x}} :DONE:",
);
const anyString = fc.oneof(hostile, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
const text: fc.Arbitrary<Text> = fc.record({ zh_cn: anyString, en_us: anyString });
const either = fc.oneof(text, anyString);
const tone = fc.constantFrom("good", "warn", "bad", "info", "neutral" as const);
const url = fc.oneof(fc.webUrl(), anyString);
const span = fc.oneof(
  either,
  fc.record({ text: either, strong: fc.boolean(), code: fc.boolean(), tone, url }, { requiredKeys: ["text"] }),
  fc.record({ text: fc.oneof(fc.constant("ou_7d8a6e6d"), either), person: fc.boolean() }),
);
const line = fc.array(span, { maxLength: 5 });
const command = fc.record(
  { kind: fc.constant("command" as const), label: text, command: anyString, primary: fc.boolean() },
  { requiredKeys: ["kind", "label", "command"] },
);
const action = fc.oneof(command, fc.record({ kind: fc.constant("link" as const), label: text, url }));
const series = fc.uniqueArray(fc.record({ name: anyString, label: text, tone }), {
  selector: ({ name }) => name,
  maxLength: 5,
});
/** Named by us, unlike what stands in the cells. */
const columnName = fc.constantFrom("job", "runs", "failed");
const point = fc.record({ x: anyString, y: fc.double(), series: anyString });

const block = fc.oneof(
  fc.record({ kind: fc.constant("lines" as const), lines: fc.array(line), quiet: fc.boolean() }),
  fc.record({
    kind: fc.constant("figures" as const),
    figures: fc.array(
      fc.record(
        { label: text, value: anyString, tone, note: line, command: anyString },
        { requiredKeys: ["label", "value"] },
      ),
    ),
  }),
  fc
    .record({
      kind: fc.constant("chart" as const),
      shape: fc.constantFrom("stacked" as const, "line" as const, "ring" as const),
      title: text,
      series,
      points: fc.array(point),
      caption: text,
    })
    .map((chart) => ({
      ...chart,
      points: chart.points.map((each, index) => ({ ...each, series: chart.series[index % 3]?.name ?? each.series })),
    })),
  fc.record(
    {
      kind: fc.constant("rows" as const),
      title: text,
      rows: fc.array(
        fc.record(
          { title: line, lines: fc.array(line), tone, command: anyString },
          { requiredKeys: ["title", "lines"] },
        ),
        { maxLength: 60 },
      ),
      total: fc.integer({ min: -1, max: 1000 }),
      more: anyString,
      empty: text,
    },
    { requiredKeys: ["kind", "title", "rows", "total", "empty"] },
  ),
  fc.record({
    kind: fc.constant("table" as const),
    title: text,
    columns: fc.array(
      fc.record({ name: columnName, label: text, align: fc.constantFrom("left" as const, "right" as const) }),
    ),
    rows: fc.array(fc.dictionary(columnName, either)),
  }),
  fc.record({
    kind: fc.constant("excerpt" as const),
    title: line,
    text: fc.array(anyString).map((lines) => lines.join("\n")),
    open: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("actions" as const), actions: fc.array(action) }),
  fc.record({
    kind: fc.constant("choice" as const),
    label: text,
    command: anyString,
    options: fc.constant([
      { label: { zh_cn: "失败", en_us: "Failures" }, word: "failures" },
      { label: { zh_cn: "名称", en_us: "Name" }, word: "name" },
    ]),
    chosen: fc.constantFrom("failures", "name"),
  }),
  fc.record({
    kind: fc.constant("range" as const),
    command: anyString,
    quick: fc.array(fc.record({ label: text, range: fc.constantFrom("today", "7d") }), { maxLength: 5 }),
    from: fc.constant("2021-06-19"),
    to: fc.constant("2021-06-20"),
  }),
);

/** Any View whatever, of strings nobody would wish for. */
export const arbitraryView = fc.record(
  {
    title: text,
    subtitle: text,
    tone,
    blocks: fc.array(block, { maxLength: 12 }),
    trail: fc.array(command),
    data: fc.constant({}),
  },
  { requiredKeys: ["title", "tone", "blocks", "trail", "data"] },
) as fc.Arbitrary<View>;
