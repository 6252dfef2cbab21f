import { z } from "zod";
import { chart, div, hr, markdown, table } from "./card-content.ts";
import { button, datePicker, input, overflow, selectStatic } from "./card-controls.ts";
import {
  align,
  behaviors,
  color,
  common,
  confirm,
  icon,
  layout,
  localized,
  name,
  oneOf,
  openable,
  plainText,
  px,
  sides,
  spacing,
  template,
  verticalAlign,
} from "./card-values.ts";

/**
 * Feishu's card JSON 2.0, as strict as its servers: "传入不支持的属性将报错". Sources, under
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/:
 * card-json-v2-structure, card-json-v2-breaking-changes-release-notes, enumerations-for-fields-related-to-color, and
 * card-json-v2-components/ containers/{column-set,form-container,interactive-container,collapsible-panel},
 * content-components/{title,plain-text,rich-text,table,chart}, interactive-components/{button,overflow,input,date-picker,
 * single-select-dropdown-menu}. Components that no card of ours needs are left out, so that they are refused.
 */

const element: z.ZodType = z.lazy(() =>
  z.discriminatedUnion("tag", [
    markdown,
    div,
    hr,
    table,
    chart,
    button,
    overflow,
    selectStatic,
    datePicker,
    input,
    columnSet,
    personList,
    interactiveContainer,
    collapsiblePanel,
    form,
  ]),
);

const backgroundStyle = { background_style: color.optional() };
const column = z.strictObject({
  tag: z.literal("column"),
  ...common,
  ...layout,
  ...backgroundStyle,
  width: z.union([oneOf("auto weighted"), px(16, 600)]).optional(),
  weight: z.int().min(1).max(5).optional(),
  elements: z.array(element),
});
const columnSet = z.strictObject({
  tag: z.literal("column_set"),
  ...common,
  ...backgroundStyle,
  flex_mode: oneOf("none stretch flow bisect trisect").optional(),
  horizontal_spacing: spacing.optional(),
  horizontal_align: align.optional(),
  columns: z.array(column).min(1),
});

const personList = z.strictObject({
  tag: z.literal("person_list"),
  ...common,
  persons: z.array(z.strictObject({ id: z.string().regex(/^ou_\w+$/) })).min(1),
  show_name: z.boolean().optional(),
  show_avatar: z.boolean().optional(),
  // Without it one person who has left makes the platform refuse the whole card.
  drop_invalid_user_id: z.literal(true),
});

const interactiveContainer = z.strictObject({
  tag: z.literal("interactive_container"),
  ...common,
  ...layout,
  ...backgroundStyle,
  width: z.union([oneOf("fill auto"), px(16, 999)]).optional(),
  height: z.union([z.literal("auto"), px(10, 999)]).optional(),
  has_border: z.boolean().optional(),
  border_color: color.optional(),
  corner_radius: px(0, 999).optional(),
  hover_tips: plainText.optional(),
  disabled: z.boolean().optional(),
  confirm: confirm.optional(),
  behaviors,
  elements: z.array(element).min(1),
});

/** Its title is plain_text or markdown, never lark_md. `header.padding` is left out: servers were seen to refuse it. */
const collapsiblePanel = z.strictObject({
  tag: z.literal("collapsible_panel"),
  ...common,
  ...layout,
  expanded: z.boolean().optional(),
  background_color: color.optional(),
  border: z.strictObject({ color: color.optional(), corner_radius: px(0, 999).optional() }).optional(),
  header: z.strictObject({
    title: z.discriminatedUnion("tag", [plainText, markdown]),
    background_color: color.optional(),
    vertical_align: verticalAlign.optional(),
    width: oneOf("fill auto auto_when_fold").optional(),
    icon: icon.optional(),
    icon_position: oneOf("left right follow_text").optional(),
    icon_expanded_angle: z.union([z.literal(-180), z.literal(-90), z.literal(90), z.literal(180)]).optional(),
  }),
  elements: z.array(element).min(1),
});

const form = z.strictObject({ tag: z.literal("form"), ...common, ...layout, name, elements: z.array(element).min(1) });

export const card = z.strictObject({
  schema: z.literal("2.0"),
  config: z.strictObject({
    update_multi: z.literal(true),
    width_mode: oneOf("default compact fill").optional(),
    enable_forward: z.boolean().optional(),
    enable_forward_interaction: z.boolean().optional(),
    summary: z.strictObject(localized),
  }),
  card_link: z.strictObject({ url: openable }).optional(),
  header: z.strictObject({
    title: plainText,
    subtitle: plainText.optional(),
    text_tag_list: z
      .array(z.strictObject({ tag: z.literal("text_tag"), text: plainText, color: z.string() }))
      .max(3)
      .optional(),
    template: template.optional(),
    icon: icon.optional(),
    padding: sides(0, 99).optional(),
  }),
  body: z.strictObject({ ...layout, elements: z.array(element) }),
});
