import { expect, test } from "vitest";
import { commandIn } from "../../src/conversation/addressed.ts";
import type { IncomingMessage } from "../../src/ports/chat.ts";

const BOT = "ou_bot";
const inGroup: IncomingMessage = {
  messageId: "om_1",
  chatId: "oc_1",
  isPrivate: false,
  threadId: null,
  senderId: "ou_1",
  fromOtherTenant: false,
  fromUser: true,
  text: "summary today",
  mentioned: [],
};

test.each<[string, Partial<IncomingMessage>, string | undefined]>([
  ["talk in a group", {}, undefined],
  ["a mention of the bot", { mentioned: [BOT] }, "summary today"],
  ["a mention of somebody else", { mentioned: ["ou_2"] }, undefined],
  ["any text in private", { isPrivate: true }, "summary today"],
  ["/ci", { text: "/ci summary today" }, "summary today"],
  ["a full-width slash", { text: "／ci 概览 今天" }, "概览 今天"],
  ["capitals", { text: " /CI jobs\n7d " }, "jobs\n7d"],
  ["/ci alone", { text: "/ci" }, ""],
  ["a word that begins like it", { text: "/cinema tonight" }, undefined],
  ["/ci in private", { isPrivate: true, text: "/ci help" }, "help"],
  ["another bot", { fromUser: false, isPrivate: true, text: "/ci help" }, undefined],
  ["a picture", { text: null, isPrivate: true }, undefined],
])("%s", (_, message, line) => {
  expect(commandIn({ ...inGroup, ...message }, BOT)).toBe(line);
});

test("while the bot's own id is unknown, only /ci addresses it in a group", () => {
  expect(commandIn({ ...inGroup, mentioned: [BOT] }, undefined)).toBeUndefined();
  expect(commandIn({ ...inGroup, text: "/ci help" }, undefined)).toBe("help");
});

test("of pasted text, 4,000 characters are kept", () => {
  expect(commandIn({ ...inGroup, isPrivate: true, text: "x".repeat(9_000) }, BOT)).toHaveLength(4_000);
});
