import { el } from "../dom.ts";
import { word } from "../locale.ts";
import { perform } from "./behavior.ts";
import { sized } from "./box.ts";
import type { CardContext, DrawElement } from "./context.ts";
import { controlField, joinForm } from "./form.ts";
import { words } from "./text.ts";
import { type Json, objectsOf, stringOf } from "./untrusted.ts";

/** A select calls back on each choice, even without a behavior. */
export const drawSelect: DrawElement = (node, context) => {
  const options = objectsOf(node.options);
  const choices = options.map((option) => choice(words(option.text, context), stringOf(option.value)));
  return singleSelect(node, context, choices, initialOf(node, options));
};

export const drawSelectPerson: DrawElement = (node, context) => {
  const people = objectsOf(node.options).map(({ value }) => stringOf(value));
  const choices = people.map((openId) => choice(context.nameOf(openId) ?? openId, openId));
  return singleSelect(node, context, choices, stringOf(node.initial_option));
};

function singleSelect(node: Json, context: CardContext, choices: HTMLOptionElement[], initial: string): HTMLElement {
  const placeholder = words(node.placeholder, context) || word(context.locale, "choose");
  const hint = choice(placeholder, "");
  hint.disabled = true;
  const select = el(
    "select",
    { class: "control select", "aria-label": placeholder, disabled: node.disabled === true },
    hint,
    ...choices,
  );
  select.value = initial;
  if (!joinForm(node, context, controlField(select, node))) {
    select.addEventListener("change", () => void perform(withCallback(node), context, chosen(node, select.value)));
  }
  return sized(select, node);
}

function chosen(node: Json, option: string) {
  return { tag: stringOf(node.tag), option, ...(typeof node.name === "string" && { name: node.name }) };
}

/** Adds the default callback of pickers and selects to an element without behaviors. */
export function withCallback(node: Json): Json {
  return objectsOf(node.behaviors).length > 0 ? node : { ...node, behaviors: [{ type: "callback" }] };
}

function initialOf(node: Json, options: readonly Json[]): string {
  if (typeof node.initial_option === "string") return node.initial_option;
  const index = Number(node.initial_index ?? 0);
  return index > 0 ? stringOf(options[index - 1]?.value) : "";
}

function choice(label: string, value: string): HTMLOptionElement {
  return el("option", { value }, label);
}

export const drawMultiSelect: DrawElement = (node, context) => {
  const selected = new Set(Array.isArray(node.selected_values) ? node.selected_values : []);
  const boxes = objectsOf(node.options).map((option) => {
    const value = stringOf(option.value);
    const box = el("input", { type: "checkbox", value, checked: selected.has(value) });
    return { box, row: el("label", { class: "multi-option" }, box, words(option.text, context)) };
  });
  const values = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  const label = words(node.placeholder, context) || word(context.locale, "choose");
  const list = el("div", { class: "multi-select", role: "group", "aria-label": label }, ...boxes.map(({ row }) => row));
  const field = {
    value: values,
    reset() {
      for (const { box } of boxes) box.checked = selected.has(box.value);
    },
    missing: () => (node.required === true && values().length === 0 ? (boxes[0]?.box ?? null) : null),
  };
  if (!joinForm(node, context, field)) {
    list.addEventListener("change", () => {
      void perform(withCallback(node), context, { tag: stringOf(node.tag), options: values() });
    });
  }
  return sized(list, node);
};
