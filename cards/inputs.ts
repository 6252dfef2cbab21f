import { say } from "../src/model/text.ts";
import type { BlockOf } from "../src/view/view.ts";
import { dayFields } from "./action-value.ts";
import type { Column, DatePicker, Element } from "./card.ts";
import { button, buttonRow, callback, plainText, type RenderOptions } from "./elements.ts";
import { lengths } from "./limits.ts";

/** Draws a choice of a few words. Choosing one calls back at once. */
export function renderChoice(
  { label, command, options: words, chosen }: BlockOf<"choice">,
  options: RenderOptions,
): readonly Element[] {
  const click = callback(command, options, "option");
  if (click === null) return [];
  const text = (of: typeof label) => plainText(of, options.locale, lengths.buttonLabel);
  return [
    {
      tag: "select_static",
      placeholder: text(label),
      options: words.map(({ label: name, word }) => ({ text: text(name), value: word })),
      initial_option: chosen,
      behaviors: [click],
    },
  ];
}

/** Draws buttons for the usual ranges, and a form for any other. A card may hold one form of this name. */
export function renderRange(
  { command, quick, from, to }: BlockOf<"range">,
  options: RenderOptions,
): readonly Element[] {
  const { locale } = options;
  const submit = callback(command, options, "days");
  if (submit === null) return [];
  const buttons = quick.flatMap(({ label, range }) => {
    const click = callback(`${command} ${range}`, options);
    return click === null ? [] : [button(label, { type: "default", size: "small" }, click, locale)];
  });
  const day = (name: string, initial: string): DatePicker => ({
    tag: "date_picker",
    name,
    required: true,
    initial_date: initial,
    width: "fill",
    placeholder: plainText(say("Day", "日期"), locale, lengths.buttonLabel),
  });
  const show = button(say("Show", "查看"), { type: "default", size: "medium" }, submit, locale);
  return [
    ...buttonRow(buttons),
    {
      tag: "form",
      name: "days",
      elements: [
        {
          tag: "column_set",
          flex_mode: "bisect",
          horizontal_spacing: "8px",
          columns: [
            column("weighted", day(dayFields.from, from)),
            column("weighted", day(dayFields.to, to)),
            column("auto", { ...show, name: "show", form_action_type: "submit" }),
          ],
        },
      ],
    },
  ];
}

function column(width: Column["width"], element: Element): Column {
  return { tag: "column", width, ...(width === "weighted" ? { weight: 1 } : {}), elements: [element] };
}
