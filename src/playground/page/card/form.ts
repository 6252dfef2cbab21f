import { el } from "../dom.ts";
import { word } from "../locale.ts";
import { perform } from "./behavior.ts";
import { boxed } from "./box.ts";
import type { CardContext, DrawElement, FormField, FormScope } from "./context.ts";
import { type Json, stringOf } from "./untrusted.ts";

export const drawForm: DrawElement = (node, context) => {
  const form: FormScope = { fields: new Map() };
  const body = el("div", { class: "form stack", role: "form", "aria-label": stringOf(node.name) || null });
  body.append(...context.draw(node.elements, { ...context, form }));
  return boxed(body, node);
};

/** Adds an element to its form; false if it is in none, in which case a change calls back at once. */
export function joinForm(node: Json, context: CardContext, field: FormField): boolean {
  if (!context.form || typeof node.name !== "string") return false;
  context.form.fields.set(node.name, field);
  return true;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The field of a control with one text; `told` converts the text for the service. */
export function controlField(control: Control, node: Json, told = (value: string) => value): FormField {
  const initial = control.value;
  return {
    value: () => (control.value === "" ? undefined : told(control.value)),
    reset() {
      control.value = initial;
    },
    missing: () => (node.required === true && control.value === "" ? control : null),
  };
}

type WithinForm = CardContext & { readonly form: FormScope };

export function submitForm(button: HTMLElement, node: Json, context: WithinForm): void {
  button.addEventListener("click", async () => {
    const { fields } = context.form;
    const missing = [...fields.values()].map((field) => field.missing()).find((control) => control !== null);
    if (missing) {
      showMissing(missing, context);
      return;
    }
    button.setAttribute("aria-busy", "true");
    const values = [...fields].map(([name, field]) => [name, field.value()] as const);
    const form_value = Object.fromEntries(values.filter(([, value]) => value !== undefined));
    const callback = { behaviors: [{ type: "callback" }] };
    await perform({ ...callback, ...node }, context, { tag: "button", name: stringOf(node.name), form_value });
    button.removeAttribute("aria-busy");
  });
}

export function resetForm(button: HTMLElement, { fields }: FormScope): void {
  button.addEventListener("click", () => {
    for (const field of fields.values()) field.reset();
  });
}

function showMissing(control: HTMLElement, { locale }: CardContext): void {
  control.setAttribute("aria-invalid", "true");
  control.title = word(locale, "required");
  control.addEventListener("input", () => control.removeAttribute("aria-invalid"), { once: true });
  control.focus();
}
