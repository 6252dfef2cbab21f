import { el } from "../dom.ts";
import { word } from "../locale.ts";
import { perform } from "./behavior.ts";
import { sized } from "./box.ts";
import type { DrawElement } from "./context.ts";
import { controlField, joinForm } from "./form.ts";
import { stringOf } from "./json.ts";
import { withCallback } from "./select.ts";
import { words } from "./text.ts";

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
