import type { Text } from "../src/model/text.ts";
import type { CommandAction } from "../src/view/view.ts";
import type { Element } from "./card.ts";
import { button, buttonRow, callback, type RenderOptions } from "./elements.ts";
import { mostOf } from "./limits.ts";

/** The way back: the views above as small buttons, outermost first, the last one a step back. */
export function renderTrail(trail: readonly CommandAction[], options: RenderOptions): readonly Element[] {
  const shown = trail.slice(-mostOf.trail);
  const buttons = shown.flatMap(({ label, command }, index) => {
    const click = callback(command, options);
    const words = index === shown.length - 1 ? backTo(label) : above(label);
    return click === null ? [] : [button(words, { type: "text", size: "tiny" }, click, options.locale)];
  });
  return buttonRow(buttons);
}

function above({ zh_cn, en_us }: Text): Text {
  return { zh_cn: `${zh_cn} ›`, en_us: `${en_us} ›` };
}

function backTo({ zh_cn, en_us }: Text): Text {
  // Chinese leaves a space before Latin letters
  const gap = /^\w/.test(zh_cn) ? " " : "";
  return { zh_cn: `‹ 返回${gap}${zh_cn}`, en_us: `‹ Back to ${en_us}` };
}
