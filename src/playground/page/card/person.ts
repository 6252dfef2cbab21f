import { avatar } from "../avatar.ts";
import { el } from "../dom.ts";
import { icon } from "../icon.ts";
import { word } from "../locale.ts";
import type { CardContext, DrawElement } from "./context.ts";
import { words } from "./text.ts";
import { objectsOf, stringOf } from "./untrusted.ts";

export const drawPerson: DrawElement = (node, context) =>
  person(stringOf(node.user_id), context, {
    showsAvatar: node.show_avatar !== false,
    showsName: node.show_name === true || node.style === "capsule",
  });

export const drawPersonList: DrawElement = (node, context) => {
  const looks = { showsAvatar: node.show_avatar === true, showsName: node.show_name !== false };
  const people = objectsOf(node.persons).map(({ id }) => person(stringOf(id), context, looks));
  return el("div", { class: "people" }, ...people);
};

/** Draws a person with avatar, name or both. */
export function person(
  openId: string,
  context: CardContext,
  { showsAvatar, showsName }: { readonly showsAvatar: boolean; readonly showsName: boolean },
): HTMLElement {
  const name = context.nameOf(openId) ?? openId;
  const picture = showsAvatar ? avatar({ kind: "person", name }, "small") : null;
  return el("span", { class: "person", title: name }, picture, showsName ? el("span", {}, name) : null);
}

/** A placeholder, because images are on Feishu's servers. */
export const drawImage: DrawElement = (node, context) => {
  const alt = words(node.alt, context) || word(context.locale, "image");
  return el("div", { class: "image-placeholder", role: "img", "aria-label": alt }, icon("info"), el("span", {}, alt));
};
