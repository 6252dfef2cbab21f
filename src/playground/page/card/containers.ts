import { el, styled } from "../dom.ts";
import { iconForToken } from "../icon.ts";
import { act, isActive } from "./behavior.ts";
import { boxed, cssLength, flexAlign, sized } from "./box.ts";
import { cssBackground, cssColor } from "./color.ts";
import type { CardContext, DrawElement } from "./context.ts";
import { inlineText, words } from "./text.ts";
import { type Json, objectOf, objectsOf, stringOf } from "./untrusted.ts";

const flexModes = new Set(["none", "stretch", "flow", "bisect", "trisect"]);

export const drawColumnSet: DrawElement = (node, context) => {
  const mode = stringOf(node.flex_mode, "none");
  const nodes = objectsOf(node.columns);
  const columns = nodes.map((column) => drawColumn(column, context));
  const set = el("div", { class: `columns flex-${flexModes.has(mode) ? mode : "none"}` }, ...columns);
  return styled(set, {
    "--tracks": nodes.map(trackOf).join(" "),
    gap: cssLength(node.horizontal_spacing),
    "justify-content": flexAlign(node.horizontal_align),
    "background-color": cssBackground(node.background_style),
  });
};

/** Uses grid tracks, because padding would make flex items of equal weight unequal. */
function trackOf({ width, weight }: Json): string {
  if (width === "weighted") return `minmax(0, ${Number(weight) || 1}fr)`;
  const pixels = cssLength(width);
  return pixels?.endsWith("px") ? pixels : "minmax(0, max-content)";
}

function drawColumn(node: Json, context: CardContext): HTMLElement {
  const column = el("div", { class: "column stack" }, ...context.draw(node.elements, context));
  return styled(boxed(column, { ...node, vertical_align: undefined }), {
    "align-self": flexAlign(node.vertical_align),
  });
}

export const drawCollapsiblePanel: DrawElement = (node, context) => {
  const header = objectOf(node.header);
  const border = objectOf(node.border);
  const content = boxed(el("div", { class: "panel-body stack" }, ...context.draw(node.elements, context)), {
    padding: node.padding,
    vertical_spacing: node.vertical_spacing,
  });
  const title = el("span", { class: "panel-title" }, inlineText(header.title, context));
  const panel = el(
    "details",
    { class: "panel", open: node.expanded === true },
    styled(el("summary", { class: iconPlace(header) }, title, panelIcon(header)), {
      "background-color": cssBackground(header.background_color),
    }),
    content,
  );
  return styled(panel, {
    "border-color": border.color === undefined ? null : cssColor(withShade(border.color)),
    "border-radius": cssLength(border.corner_radius),
    "background-color": cssBackground(node.background_color),
  });
};

function panelIcon(header: Json): HTMLElement | null {
  const icon = objectOf(header.icon);
  const drawn = iconForToken(icon.token ?? "down-small-ccm_outlined");
  const angle = Number(header.icon_expanded_angle);
  return (
    drawn &&
    styled(el("span", { class: "panel-icon" }, drawn), {
      color: cssColor(icon.color),
      "--expanded-angle": `${Number.isFinite(angle) && header.icon_expanded_angle !== undefined ? angle : -180}deg`,
    })
  );
}

function iconPlace(header: Json): string {
  return header.icon_position === "left"
    ? "icon-left"
    : header.icon_position === "follow_text"
      ? "icon-follow"
      : "icon-right";
}

/** A row that can be tapped; an interactive element inside takes precedence. */
export const drawInteractiveContainer: DrawElement = (node, context) => {
  const container = sized(
    boxed(el("div", { class: "container stack" }, ...context.draw(node.elements, context)), node),
    node,
  );
  styled(container, {
    border: node.has_border === true ? `1px solid ${cssColor(withShade(node.border_color)) ?? "var(--line)"}` : null,
    "border-radius": cssLength(node.corner_radius),
  });
  if (!isActive(node)) return container;
  container.classList.add("active");
  container.setAttribute("role", "button");
  container.setAttribute("tabindex", "0");
  const hint = words(node.hover_tips, context);
  if (hint) container.title = hint;
  act(container, node, context, () => ({ tag: "interactive_container" }));
  return container;
};

/** For borders, a bare family name means shade 300. */
function withShade(color: unknown): unknown {
  return typeof color === "string" && /^[a-z]+$/.test(color) ? `${color}-300` : color;
}
