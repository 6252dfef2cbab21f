import { z } from "zod";
import { behaviors, common, confirm, icon, name, oneOf, plainText, px, shortText } from "./card-values.ts";

export const button = z
  .strictObject({
    tag: z.literal("button"),
    ...common,
    text: shortText,
    type: oneOf("default primary danger text primary_text danger_text primary_filled danger_filled laser").optional(),
    size: oneOf("tiny small medium large").optional(),
    width: z.union([oneOf("default fill"), px(100, 9999)]).optional(),
    icon: icon.optional(),
    hover_tips: plainText.optional(),
    disabled: z.boolean().optional(),
    disabled_tips: plainText.optional(),
    confirm: confirm.optional(),
    behaviors: behaviors.optional(),
    name: name.optional(),
    form_action_type: oneOf("submit reset").optional(),
  })
  .refine(
    (each) => each.behaviors !== undefined || each.form_action_type !== undefined,
    "a button has behaviors, or belongs to a form, whose submit button may have both",
  );

const option = z.strictObject({ text: shortText, value: z.string().min(1) });
export const overflow = z.strictObject({
  tag: z.literal("overflow"),
  ...common,
  options: z.array(option).min(1),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
});

const field = { ...common, name: name.optional(), required: z.boolean().optional(), behaviors: behaviors.optional() };
export const selectStatic = z.strictObject({
  tag: z.literal("select_static"),
  ...field,
  options: z
    .array(option)
    .min(1)
    .refine((all) => new Set(all.map((each) => each.value)).size === all.length, "two options of one value"),
  placeholder: shortText.optional(),
  initial_option: z.string().optional(),
  initial_index: z.int().min(0).optional(),
  width: z.union([oneOf("default fill"), px(100, 9999)]).optional(),
});
export const datePicker = z
  .strictObject({
    tag: z.literal("date_picker"),
    ...field,
    initial_date: z.iso.date().optional(),
    placeholder: shortText.optional(),
    width: z.union([oneOf("default fill"), px(100, 9999)]).optional(),
  })
  .refine((each) => each.initial_date !== undefined || each.placeholder !== undefined, "needs a date or a placeholder");
export const input = z.strictObject({
  tag: z.literal("input"),
  ...field,
  input_type: oneOf("text multiline_text password").optional(),
  max_length: z.int().min(1).max(1000).optional(),
  label: plainText.optional(),
  placeholder: shortText.optional(),
  default_value: z.string().optional(),
  width: z.union([oneOf("default fill"), px(100, 9999)]).optional(),
});
