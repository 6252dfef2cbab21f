import { expect, test } from "vitest";
import { renderCard } from "../../cards/render.ts";
import type { Line } from "../../src/view/view.ts";
import { cardText } from "../support/card-text.ts";
import { checkCard } from "./card-schema.ts";
import { allOf } from "./card-walk.ts";
import { options, row, rowsBlock, viewOf } from "./sample-views.ts";

const openId = "ou_7d8a6e6df7621556ce0d21922b676706";
const by = (person: string): Line => ["06-20 08:12 filed it · ", { text: person, person: true }];

test("Feishu draws a person, who may have left, and nobody reads an id", () => {
  const lines = { kind: "lines", lines: [["before"], by(openId), ["after"]] } as const;
  const card = renderCard(viewOf(lines, rowsBlock([row("a", { lines: [["b"], by(openId)] })])), options);
  expect(checkCard(card)).toEqual([]);
  expect(allOf(card, "person_list")).toEqual([
    ...Array.from({ length: 2 }, () => ({
      tag: "person_list",
      persons: [{ id: openId }],
      show_name: true,
      show_avatar: true,
      drop_invalid_user_id: true,
    })),
  ]);
  expect(cardText(card)).not.toContain("ou_");
  expect(cardText(card)).toMatch(/before[\s\S]*filed it[\s\S]*after/);
});

test.each(["terminal", "ou_", "<at id=all></at>", "ou_x y"])(
  "%j is nobody that Feishu knows, and stays text",
  (name) => {
    const card = renderCard(viewOf({ kind: "lines", lines: [by(name)] }), options);
    expect(checkCard(card)).toEqual([]);
    expect(allOf(card, "person_list")).toEqual([]);
  },
);

test("a robot's card, which knows nobody, keeps the id as text", () => {
  const card = renderCard(viewOf({ kind: "lines", lines: [by(openId)] }), { ...options, interactive: false });
  expect(allOf(card, "person_list")).toEqual([]);
  expect(cardText(card)).toContain(openId);
});
