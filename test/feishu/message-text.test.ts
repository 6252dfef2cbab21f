import { expect, test } from "vitest";
import { commandIn } from "../../src/conversation/addressed.ts";
import { messageText } from "../../src/feishu/message-text.ts";
import type { IncomingMessage } from "../../src/ports/chat.ts";

test.each([
  ["text", { text: "@_user_1 /ci summary" }, ["@_user_1"], "/ci summary"],
  ["text", { text: "@_user_1 hi @_user_12" }, ["@_user_1", "@_user_12"], "hi"],
  ["text", { text: "@_all /ci help" }, [], "/ci help"],
  ["text", { text: "" }, [], ""],
  [
    "post",
    {
      title: "",
      content: [
        [
          { tag: "at", user_id: "@_user_1" },
          { tag: "text", text: " /ci jobs " },
        ],
        [{ tag: "code_block", text: "7d" }],
      ],
    },
    ["@_user_1"],
    "/ci jobs  7d",
  ],
  ["post", { title: "/ci", content: [[{ tag: "text", text: "prs" }]] }, [], "/ci prs"],
  [
    "post",
    { title: "", content: [[{ tag: "a", text: "a leak", href: "https://github.com/a/b/pull/7" }]] },
    [],
    "[a leak](https://github.com/a/b/pull/7)",
  ],
  ["post", { content: [[{ tag: "a", text: "https://x.io/7", href: "https://x.io/7" }]] }, [], "https://x.io/7"],
  ["post", { content: "broken" }, [], ""],
  ["image", { image_key: "img_1" }, [], null],
  ["text", { text: 5 }, [], null],
])("the words of a %s message %j", (type, content, keys, expected) => {
  expect(messageText(type, JSON.stringify(content), keys)).toBe(expected);
});

test("content that is no JSON has no words", () => {
  expect(messageText("text", "{", [])).toBeNull();
});

const message: IncomingMessage = {
  messageId: "om_1",
  chatId: "oc_1",
  isPrivate: false,
  threadId: null,
  senderId: "ou_1",
  fromOtherTenant: false,
  fromUser: true,
  text: "",
  mentioned: [],
};

test.each([
  ["a group message that begins with /ci", { text: "/ci summary" }, "summary"],
  ["one with a full-width slash", { text: "／ci 概览" }, "概览"],
  ["a bare /ci", { text: "/ci" }, ""],
  ["one that mentions the bot", { text: "summary", mentioned: ["ou_bot"] }, "summary"],
  ["one that mentions the bot and begins with /ci", { text: "/ci jobs", mentioned: ["ou_bot"] }, "jobs"],
  ["one over several lines", { text: "/ci summary\n--repo tidb" }, "summary\n--repo tidb"],
  ["a private message", { text: "jobs 7d", isPrivate: true }, "jobs 7d"],
  ["talk in a group", { text: "how is ci today?" }, undefined],
  ["a word that only begins so", { text: "/cinema" }, undefined],
  ["one that mentions somebody else", { text: "summary", mentioned: ["ou_other"] }, undefined],
  ["an image", { text: null, isPrivate: true }, undefined],
  ["another bot", { text: "/ci summary", fromUser: false }, undefined],
])("what %s asks", (_name, said, expected) => {
  expect(commandIn({ ...message, ...said }, "ou_bot")).toBe(expected);
});

test("while the bot's own id is not known, only /ci calls it in a group", () => {
  expect(commandIn({ ...message, text: "summary", mentioned: ["ou_bot"] }, undefined)).toBeUndefined();
  expect(commandIn({ ...message, text: "/ci summary" }, undefined)).toBe("summary");
});
