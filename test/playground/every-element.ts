/** One of each element that a card may hold, written by hand after Feishu's description. */
export const everyElement: readonly object[] = [
  {
    tag: "markdown",
    content:
      '## Heading\n**bold** *italic* ~~struck~~ `code <at id=all></at>` [link](https://example.com/a)\n- one\n- two\n\n> quoted\n\n```go\nfunc main() { fmt.Println("<b>") }\n```\n\n| a | b |\n|:--|--:|\n| 1 | 2 |',
    i18n_content: { zh_cn: "**加粗** <font color='green'>绿色</font> <text_tag color='red'>失败</text_tag>" },
  },
  {
    tag: "markdown",
    content:
      "<font color='red'>red</font> <at id=all></at> :DONE: <local_datetime millisecond='1700000000000' format_type='date_num'></local_datetime><br>next",
  },
  {
    tag: "div",
    text: {
      tag: "plain_text",
      content: "plain **not bold** <at id=all></at>",
      text_color: "grey",
      text_size: "notation",
    },
  },
  {
    tag: "div",
    fields: [
      { is_short: true, text: { tag: "lark_md", content: "**Branch**\nmaster" } },
      { is_short: true, text: { tag: "lark_md", content: "**Repo**\npingcap/tidb" } },
    ],
  },
  { tag: "hr" },
  { tag: "img", img_key: "img_1", alt: { tag: "plain_text", content: "a picture" } },
  { tag: "person_list", persons: [{ id: "ou_nobody" }] },
  {
    tag: "column_set",
    flex_mode: "bisect",
    columns: ["1,204", "482", "31", "96"].map((value) => ({
      tag: "column",
      width: "weighted",
      weight: 1,
      background_style: "grey-50",
      padding: "8px",
      elements: [
        { tag: "markdown", content: `**${value}**`, text_size: "heading-2" },
        { tag: "markdown", content: "runs", text_size: "notation" },
      ],
    })),
  },
  {
    tag: "table",
    page_size: 2,
    columns: [
      { name: "job", display_name: "Job", data_type: "text" },
      {
        name: "runs",
        display_name: "Runs",
        data_type: "number",
        horizontal_align: "right",
        format: { separator: true },
      },
      { name: "state", display_name: "State", data_type: "options" },
      { name: "at", display_name: "At", data_type: "date", date_format: "YYYY-MM-DD" },
      { name: "note", display_name: "Note", data_type: "lark_md" },
    ],
    rows: ["tidb_ghpr_unit_test", "tikv_ghpr_test", "pd_ghpr_build"].map((job, index) => ({
      job,
      runs: 1234 + index,
      state: [{ text: "red", color: "red" }],
      at: 1_700_000_000_000,
      note: "**bold**",
    })),
  },
  {
    tag: "chart",
    aspect_ratio: "16:9",
    chart_spec: {
      type: "bar",
      title: { text: "Runs by outcome" },
      stack: true,
      data: {
        values: ["08", "09", "10", "11"].flatMap((x, index) => [
          { x, y: 40 + index * 7, s: "success" },
          { x, y: 12 - index, s: "failure" },
        ]),
      },
      xField: "x",
      yField: "y",
      seriesField: "s",
      color: ["#2EA043", "#E5484D"],
    },
  },
  {
    tag: "collapsible_panel",
    expanded: false,
    header: {
      title: { tag: "markdown", content: "**testSuite.TestPlanStats**" },
      icon: { tag: "standard_icon", token: "down-small-ccm_outlined" },
    },
    border: { color: "grey", corner_radius: "6px" },
    elements: [{ tag: "markdown", content: "```\nexecutor_test.go:204: unexpected value\n```" }],
  },
  {
    tag: "interactive_container",
    background_style: "grey-50",
    padding: "8px 12px",
    corner_radius: "8px",
    behaviors: [{ type: "callback", value: { command: "job tidb" } }],
    elements: [{ tag: "markdown", content: "**a row that opens**" }],
  },
  {
    tag: "button",
    text: { tag: "plain_text", content: "Jobs" },
    type: "primary",
    behaviors: [{ type: "callback", value: { command: "jobs" } }],
  },
  {
    tag: "button",
    text: { tag: "plain_text", content: "Log" },
    behaviors: [{ type: "open_url", default_url: "https://example.com/log" }],
  },
  {
    tag: "button",
    text: { tag: "plain_text", content: "File issue" },
    type: "danger",
    confirm: {
      title: { tag: "plain_text", content: "Sure?" },
      text: { tag: "plain_text", content: "An issue will be filed." },
    },
    behaviors: [{ type: "callback", value: { command: "issue TestX" } }],
  },
  { tag: "overflow", options: [{ text: { tag: "plain_text", content: "Mute" }, value: "mute" }] },
  {
    tag: "select_static",
    placeholder: { tag: "plain_text", content: "Range" },
    options: [
      { text: { tag: "plain_text", content: "Today" }, value: "today" },
      { text: { tag: "plain_text", content: "7 days" }, value: "7d" },
    ],
  },
  { tag: "date_picker", placeholder: { tag: "plain_text", content: "Day" } },
  { tag: "picker_time", placeholder: { tag: "plain_text", content: "Time" } },
  { tag: "picker_datetime", placeholder: { tag: "plain_text", content: "Moment" } },
  { tag: "input", placeholder: { tag: "plain_text", content: "Search a case" } },
  { tag: "checker", text: { tag: "plain_text", content: "done" } },
  {
    tag: "form",
    name: "range",
    elements: [
      { tag: "date_picker", name: "from", required: true, placeholder: { tag: "plain_text", content: "From" } },
      {
        tag: "multi_select_static",
        name: "repos",
        options: [{ text: { tag: "plain_text", content: "tidb" }, value: "tidb" }],
      },
      {
        tag: "button",
        name: "show",
        text: { tag: "plain_text", content: "Show" },
        type: "primary_filled",
        form_action_type: "submit",
      },
      { tag: "button", name: "reset", text: { tag: "plain_text", content: "Reset" }, form_action_type: "reset" },
    ],
  },
];
