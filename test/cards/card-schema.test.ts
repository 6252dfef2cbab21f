import { expect, test } from "vitest";
import { checkCard, checkStaticCard } from "./card-schema.ts";

type Json = { [key: string]: unknown };

const text = (content: string) => ({ tag: "plain_text", content });
const markdown = (content: string, more: Json = {}) => ({ tag: "markdown", content, ...more });
const button = (more: Json = {}) => ({
  tag: "button",
  text: text("Jobs"),
  behaviors: [{ type: "callback", value: { v: 1, command: "jobs" } }],
  ...more,
});
const columnSet = (...elements: unknown[]) => ({ tag: "column_set", columns: [{ tag: "column", elements }] });
const panel = (...elements: unknown[]) => ({
  tag: "collapsible_panel",
  header: { title: markdown("Log") },
  elements,
});
const table = (more: Json = {}) => ({
  tag: "table",
  columns: [{ name: "job", display_name: "Job", data_type: "text" }],
  rows: [{ job: "tidb_ghpr_unit_test" }],
  ...more,
});
const chart = (spec: Json = {}) => ({
  tag: "chart",
  chart_spec: {
    type: "bar",
    data: { values: [{ x: "08:00", y: 3, series: "Failed" }] },
    xField: "x",
    yField: "y",
    seriesField: "series",
    color: ["#E5484D"],
    legends: { visible: true, orient: "bottom" },
    ...spec,
  },
});
const link = (url: string) => button({ behaviors: [{ type: "open_url", default_url: url }] });
const form = (...elements: unknown[]) => ({ tag: "form", name: "range", elements });
const submit = { tag: "button", text: text("Show"), name: "show", form_action_type: "submit" };
const date = { tag: "date_picker", name: "from", placeholder: text("From") };

function card(elements: unknown[], more: Json = {}): Json {
  return {
    schema: "2.0",
    config: { update_multi: true, summary: { content: "CI" } },
    header: { title: text("CI"), template: "green" },
    body: { elements },
    ...more,
  };
}

test("a card with one of everything is valid", () => {
  const all = [
    markdown("**bold** <font color='red'>3&#45;4</font><br>`a_b` [link](https://ci.example.com/job/a_b)", {
      i18n_content: { zh_cn: "中文", en_us: "English" },
      element_id: "first",
      margin: "0px 0px -4px 0px",
    }),
    markdown("````\n```\n<b> [x](y) **\n````"),
    { tag: "div", text: { ...text("plain <b>"), text_color: "grey-500" } },
    { tag: "hr" },
    columnSet(button(), link("https://ci.example.com/")),
    { tag: "interactive_container", behaviors: [{ type: "callback", value: {} }], elements: [markdown("row")] },
    panel(markdown("inside")),
    table(),
    chart(),
    form(date, submit),
    { tag: "select_static", options: [{ text: text("7 days"), value: "7d" }] },
    { tag: "overflow", options: [{ text: text("7 days"), value: "7d" }] },
  ];
  expect(checkCard(card(all))).toEqual([]);
});

test.each<[string, unknown, RegExp]>([
  ["no object", null, /expected object/],
  ["no schema", { ...card([]), schema: undefined }, /schema/],
  ["schema 1.0", card([], { schema: "1.0" }), /schema/],
  ["root elements of JSON 1.0", card([], { elements: [] }), /elements/],
  ["an unknown property of the card", card([], { i18n_elements: {} }), /i18n_elements/],
  [
    "an unknown property of config",
    card([], { config: { update_multi: true, wide_screen_mode: true } }),
    /wide_screen/,
  ],
  ["update_multi false", card([], { config: { update_multi: false, summary: { content: "x" } } }), /update_multi/],
  ["no title", card([], { header: { template: "red" } }), /title/],
  ["a template that is no colour", card([], { header: { title: text("x"), template: "pink" } }), /template/],
  ["an unknown tag", card([{ tag: "note", elements: [] }]), /tag/],
  ["the action module of JSON 1.0", card([{ tag: "action", actions: [button()] }]), /tag/],
  ["an unknown property of an element", card([button({ url: "https://a.example" })]), /url/],
  ["an unknown property deep inside", card([columnSet(panel(markdown("x", { href: {} })))]), /href/],
  ["an empty text", card([markdown("")]), /content/],
  ["one language of two", card([markdown("x", { i18n_content: { zh_cn: "x" } })]), /en_us/],
  ["an empty language", card([markdown("x", { i18n_content: { zh_cn: "x", en_us: "" } })]), /en_us/],
  ["a third language", card([markdown("x", { i18n_content: { zh_cn: "x", en_us: "x", ja_jp: "x" } })]), /ja_jp/],
  ["a text size that is none", card([markdown("x", { text_size: "12px" })]), /text_size/],
  ["a hex colour", card([{ tag: "div", text: { ...text("x"), text_color: "#ff0000" } }]), /text_color/],
  ["a shade that is none", card([{ tag: "div", text: { ...text("x"), text_color: "red-150" } }]), /text_color/],
  ["a margin out of range", card([{ tag: "hr", margin: "100px" }]), /margin/],
  ["a margin of two sides", card([{ tag: "hr", margin: "4px 8px" }]), /margin/],
  ["an element_id that starts with a digit", card([{ tag: "hr", element_id: "1a" }]), /element_id/],
  ["an element_id of 21 characters", card([{ tag: "hr", element_id: "a".repeat(21) }]), /element_id/],
  [
    "two elements of one id",
    card([
      { tag: "hr", element_id: "a" },
      { tag: "hr", element_id: "a" },
    ]),
    /the id a/,
  ],
  ["two fields of one name", card([form(date, date, submit)]), /the name from/],
  ["an element straight in a column_set", card([{ tag: "column_set", columns: [markdown("x")] }]), /columns/],
  ["a column on its own", card([{ tag: "column", elements: [] }]), /column inside the body/],
  ["a column in a panel", card([panel({ tag: "column", elements: [] })]), /column inside collapsible_panel/],
  [
    "a column too narrow",
    card([{ tag: "column_set", columns: [{ tag: "column", width: "15px", elements: [] }] }]),
    /width/,
  ],
  ["a weight of 6", card([{ tag: "column_set", columns: [{ tag: "column", weight: 6, elements: [] }] }]), /weight/],
  [
    "an unknown flex_mode",
    card([{ tag: "column_set", flex_mode: "wrap", columns: [{ tag: "column", elements: [] }] }]),
    /flex_mode/,
  ],
  ["a table in a column", card([columnSet(table())]), /table inside column/],
  ["a form in a panel", card([panel(form(date, submit))]), /form inside collapsible_panel/],
  ["a form without a submit button", card([form(date)]), /submit/],
  ["a field of a form without a name", card([form({ ...date, name: undefined }, submit)]), /without a name/],
  ["six levels", card([panel(panel(panel(panel(panel(markdown("x"))))))]), /6 deep/],
  [
    "a panel title in lark_md",
    card([{ ...panel(markdown("x")), header: { title: { tag: "lark_md", content: "x" } } }]),
    /title/,
  ],
  [
    "a panel with header padding",
    card([{ ...panel(markdown("x")), header: { title: text("x"), padding: "4px" } }]),
    /padding/,
  ],
  [
    "a container that nothing answers",
    card([{ tag: "interactive_container", elements: [markdown("x")] }]),
    /behaviors/,
  ],
  ["a button type that is none", card([button({ type: "link" })]), /type/],
  ["a button text of 101 characters", card([button({ text: text("x".repeat(101)) })]), /100 characters/],
  ["a button value that is a string", card([button({ behaviors: [{ type: "callback", value: "jobs" }] })]), /value/],
  ["a button that does nothing", card([button({ behaviors: undefined })]), /behaviors/],
  ["a javascript address", card([link("javascript:alert(1)")]), /default_url/],
  ["a lark address", card([link("lark://x")]), /default_url/],
  ["an address that is none", card([link("/runs/1")]), /default_url/],
  ["a page of 11 rows", card([table({ page_size: 11 })]), /page_size/],
  ["a row key that is no column", card([table({ rows: [{ pr: "x" }] })]), /no column/],
  [
    "two columns of one name",
    card([
      table({
        columns: [
          { name: "job", data_type: "text" },
          { name: "job", data_type: "text" },
        ],
      }),
    ]),
    /one name/,
  ],
  ["a cell that is a number", card([table({ rows: [{ job: 3 }] })]), /rows/],
  ["six tables", card(Array.from({ length: 6 }, () => table())), /6 tables/],
  [
    "six tables, one of them markdown",
    card([...Array.from({ length: 5 }, () => table()), markdown("a|b\n---|---\n1|2")]),
    /6 tables/,
  ],
  ["six charts", card(Array.from({ length: 6 }, () => chart())), /6 charts/],
  ["a chart type that VChart calls otherwise", card([chart({ type: "column" })]), /type/],
  ["a chart with a function", card([chart({ label: { formatMethod: "x" } })]), /label/],
  ["a chart without data", card([chart({ data: { values: [] } })]), /values/],
  ["201 elements", card(Array.from({ length: 201 }, () => ({ tag: "hr" }))), /201 elements/],
  ["more than 30 KB", card([markdown("字".repeat(10_000))]), /bytes/],
  [
    "two options of one value",
    card([
      {
        tag: "select_static",
        options: [
          { text: text("a"), value: "x" },
          { text: text("b"), value: "x" },
        ],
      },
    ]),
    /one value/,
  ],
  ["a mention", card([markdown("<at id=all></at>")]), /mention/],
  ["a mention in code", card([markdown("`<at id=all></at>`")]), /mention/],
  ["a mention in plain text", card([], { header: { title: text("<at id=all></at>") } }), /mention/],
  [
    "a mention in one language",
    card([markdown("x", { i18n_content: { zh_cn: "<AT id=all>", en_us: "x" } })]),
    /mention/,
  ],
  ["a person", card([markdown("<person id='x'></person>")]), /mention/],
  ["a mention in a table cell", card([table({ rows: [{ job: "<at id=all></at>" }] })]), /mention/],
  ["a mention in a legend", card([chart({ data: { values: [{ x: "1", y: 1, series: "<at id=all>" }] } })]), /mention/],
  ["an unknown tag in markdown", card([markdown("<b>x</b>")]), /unescaped </],
  ["a colour that we do not use", card([markdown("<font color='pink'>x</font>")]), /unescaped </],
  ["an unclosed font", card([markdown("<font color='red'>x")]), /unclosed <font>/],
  ["an unclosed bold", card([markdown("**x")]), /unclosed \*\*/],
  ["bold beside bold", card([markdown("**a****b**")]), /beside/],
  ["a bare underscore", card([markdown("a_b")]), /unescaped _/],
  ["a bare ampersand", card([markdown("a & b")]), /unescaped &/],
  ["an open back-quote", card([markdown("a ` b")]), /unescaped `/],
  ["a fence that is closed from inside", card([markdown("```\nx\n```\n<b>\n```")]), /unescaped/],
  ["an image", card([markdown("![x](img_v2)")]), /unescaped/],
  ["a link to javascript", card([markdown("[x](javascript:alert)")]), /unescaped/],
  ["a heading", card([markdown("# x")]), /unescaped #/],
  ["a list", card([markdown("1. x")]), /list/],
  ["half an emoji", card([markdown("\ud83d")]), /surrogate/],
])("refuses %s", (_, broken, fault) => {
  expect(checkCard(broken).join("\n")).toMatch(fault);
});

test("a webhook robot's card has no callbacks and 20 KB at most", () => {
  expect(checkStaticCard(card([link("https://ci.example.com/")]))).toEqual([]);
  expect(checkStaticCard(card([button()])).join()).toMatch(/callback/);
  expect(checkStaticCard(card([markdown("x".repeat(20_000))])).join()).toMatch(/more than 20000/);
  expect(checkCard(card([markdown("x".repeat(20_000))]))).toEqual([]);
});
