import { el } from "../dom.ts";
import { word } from "../locale.ts";
import { isActive, perform } from "./behavior.ts";
import { sized } from "./box.ts";
import type { DrawElement } from "./context.ts";
import { controlField, joinForm } from "./form.ts";
import { withCallback } from "./select.ts";
import { inlineText, words } from "./text.ts";
import { stringOf } from "./untrusted.ts";

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

export const drawDate = picker("date", "initial_date");
export const drawTime = picker("time", "initial_time");
export const drawDatetime = picker("datetime-local", "initial_datetime");

/** The browser's own picker. The value is sent with the offset of this machine's zone, `2025-06-10 +0800`. */
function picker(type: "date" | "time" | "datetime-local", initialKey: string): DrawElement {
  return (node, context) => {
    const label = words(node.placeholder, context) || word(context.locale, "choose");
    const initial = stringOf(node[initialKey]).replace(" ", "T");
    const input = el("input", {
      class: "control",
      type,
      "aria-label": label,
      value: initial,
      disabled: node.disabled === true,
    });
    if (!joinForm(node, context, controlField(input, node, withOffset))) {
      input.addEventListener("change", () => {
        if (input.value === "") return;
        const option = withOffset(input.value);
        const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        void perform(withCallback(node), context, { tag: stringOf(node.tag), option, timezone });
      });
    }
    return sized(input, node);
  };
}

function withOffset(value: string): string {
  return `${value.replace("T", " ")} ${offset()}`;
}

function offset(): string {
  const minutes = -new Date().getTimezoneOffset();
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}${two(Math.abs(minutes) % 60)}`;
}

/** A checkbox. Without a callback, a tick has no effect outside the page. */
export const drawChecker: DrawElement = (node, context) => {
  const box = el("input", { type: "checkbox", checked: node.checked === true, disabled: node.disabled === true });
  const field = {
    value: () => box.checked,
    reset() {
      box.checked = node.checked === true;
    },
    missing: () => null,
  };
  if (!joinForm(node, context, field) && isActive(node)) {
    box.addEventListener("change", () => void perform(node, context, { tag: "checker", checked: box.checked }));
  }
  return el("label", { class: "checker" }, box, el("span", {}, inlineText(node.text, context)));
};
