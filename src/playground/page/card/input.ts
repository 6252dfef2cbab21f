import { el } from "../dom.ts";
import { word } from "../locale.ts";
import { perform } from "./behavior.ts";
import { sized } from "./box.ts";
import type { DrawElement } from "./context.ts";
import { controlField, joinForm } from "./form.ts";
import { stringOf } from "./json.ts";
import { withCallback } from "./select.ts";
import { words } from "./text.ts";

const MAX_LENGTH = 1000;

export const drawInput: DrawElement = (node, context) => {
  const placeholder = words(node.placeholder, context);
  const label = words(node.label, context);
  const common = {
    class: "control",
    placeholder: placeholder || null,
    maxlength: Number(node.max_length) || MAX_LENGTH,
    "aria-label": label || placeholder || word(context.locale, "message"),
    disabled: node.disabled === true,
  };
  const control =
    node.input_type === "multiline_text"
      ? el("textarea", { ...common, rows: Number(node.rows) || 5 })
      : el("input", { ...common, type: node.input_type === "password" ? "password" : "text" });
  control.value = stringOf(node.default_value);
  if (!joinForm(node, context, controlField(control, node))) {
    control.addEventListener("change", () => {
      void perform(withCallback(node), context, { tag: "input", input_value: control.value });
    });
  }
  if (!label) return sized(control, node);
  const side = node.label_position === "left" ? "labelled left" : "labelled";
  return sized(el("label", { class: side }, el("span", { class: "label" }, label), control), node);
};
