import { el, styled } from "../dom.ts";
import { word } from "../locale.ts";
import { cssLength } from "./box.ts";
import { drawButton } from "./button.ts";
import { drawChart } from "./chart.ts";
import { drawCollapsiblePanel, drawColumnSet, drawInteractiveContainer } from "./containers.ts";
import type { CardContext, DrawElement } from "./context.ts";
import { drawForm } from "./form.ts";
import { drawChecker, drawDate, drawDatetime, drawInput, drawTime } from "./inputs.ts";
import { drawOverflow } from "./overflow.ts";
import { drawImage, drawPerson, drawPersonList } from "./person.ts";
import { drawMultiSelect, drawSelect, drawSelectPerson } from "./select.ts";
import { drawTable } from "./table.ts";
import { drawDiv, drawMarkdown } from "./text.ts";
import { type Json, objectsOf, stringOf } from "./untrusted.ts";

const drawers: Readonly<Record<string, DrawElement>> = {
  markdown: drawMarkdown,
  div: drawDiv,
  hr: () => el("hr"),
  img: drawImage,
  person: drawPerson,
  person_list: drawPersonList,
  column_set: drawColumnSet,
  collapsible_panel: drawCollapsiblePanel,
  interactive_container: drawInteractiveContainer,
  form: drawForm,
  table: drawTable,
  chart: drawChart,
  button: drawButton,
  overflow: drawOverflow,
  select_static: drawSelect,
  multi_select_static: drawMultiSelect,
  select_person: drawSelectPerson,
  date_picker: drawDate,
  picker_time: drawTime,
  picker_datetime: drawDatetime,
  input: drawInput,
  checker: drawChecker,
};

export function drawElements(elements: unknown, context: CardContext): HTMLElement[] {
  return objectsOf(elements).map((node) => drawElement(node, context));
}

function drawElement(node: Json, context: CardContext): HTMLElement {
  const tag = stringOf(node.tag, "?");
  const drawn = drawers[tag]?.(node, context) ?? unsupported(tag, context);
  drawn.dataset.tag = tag;
  if (typeof node.element_id === "string") drawn.dataset.elementId = node.element_id;
  return styled(drawn, { margin: cssLength(node.margin) });
}

/** Visible, so that tests and people notice what the page cannot draw. */
function unsupported(tag: string, { locale }: CardContext): HTMLElement {
  return el("div", { class: "unsupported", role: "alert" }, word(locale, "unsupported", { tag }));
}
