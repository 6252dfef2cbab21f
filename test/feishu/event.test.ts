import { describe, expect, test } from "vitest";
import { readEvent } from "../../src/feishu/event.ts";

const header = { event_id: "e1", token: "t", tenant_key: "ours" };

function message(more: { sender?: object; message?: object; tenant?: string } = {}) {
  return {
    schema: "2.0",
    header: { ...header, event_type: "im.message.receive_v1", tenant_key: more.tenant ?? "ours" },
    event: {
      sender: { sender_id: { open_id: "ou_1" }, sender_type: "user", tenant_key: "ours", ...more.sender },
      message: {
        message_id: "om_1",
        chat_id: "oc_1",
        chat_type: "group",
        message_type: "text",
        content: '{"text":"@_user_1 /ci help"}',
        mentions: [{ key: "@_user_1", id: { open_id: "ou_bot" } }],
        ...more.message,
      },
    },
  };
}

function click(more: { operator?: object; action?: object } = {}) {
  return {
    schema: "2.0",
    header: { ...header, event_type: "card.action.trigger" },
    event: {
      operator: { open_id: "ou_1", tenant_key: "ours", ...more.operator },
      action: { tag: "button", value: { v: 1, command: "jobs 7d" }, ...more.action },
      context: { open_message_id: "om_1", open_chat_id: "oc_1" },
    },
  };
}

test("a message in a group", () => {
  expect(readEvent(message())).toEqual({
    kind: "message",
    token: "t",
    message: {
      messageId: "om_1",
      chatId: "oc_1",
      isPrivate: false,
      threadId: null,
      senderId: "ou_1",
      fromOtherTenant: false,
      fromUser: true,
      text: "/ci help",
      mentioned: ["ou_bot"],
    },
  });
});

test.each([
  ["in private", { message: { chat_type: "p2p" } }, { isPrivate: true }],
  ["in a thread", { message: { thread_id: "omt_1" } }, { threadId: "omt_1" }],
  ["of another bot", { sender: { sender_type: "bot" } }, { fromUser: false }],
  ["of somebody from another organization", { sender: { tenant_key: "theirs" } }, { fromOtherTenant: true }],
  ["whose sender's organization is not told", { sender: { tenant_key: undefined } }, { fromOtherTenant: false }],
  ["where our own is not told", { tenant: "", sender: { tenant_key: "theirs" } }, { fromOtherTenant: false }],
  ["without words", { message: { message_type: "image", content: '{"image_key":"k"}' } }, { text: null }],
  ["with mentions of nobody", { message: { mentions: [{ key: "@_all" }] } }, { mentioned: [] }],
  ["without a sender's id", { sender: { sender_id: null } }, { senderId: "" }],
])("a message %s", (_which, more, read) => {
  expect(readEvent(message(more))).toMatchObject({ kind: "message", message: read });
});

test.each([
  ["a command", {}, { asked: { kind: "command", command: "jobs 7d", venue: "group" }, operatorId: "ou_1" }],
  [
    "a choice",
    { action: { value: { v: 1, command: "jobs --sort", append: "option", inPlace: true }, option: "rate" } },
    { asked: { kind: "command", command: "jobs --sort rate", venue: "private" } },
  ],
  [
    "two days",
    {
      action: {
        value: { v: 1, command: "jobs", append: "days", inPlace: true, inThread: true },
        form_value: { from: "2021-06-18 +0800", to: "2021-06-19 +0800" },
      },
    },
    { asked: { kind: "command", command: "jobs 2021-06-18..2021-06-19", venue: "thread" } },
  ],
  ["somebody else's button", { action: { value: "approve" } }, { asked: { kind: "unsupported" } }],
  ["a guest", { operator: { tenant_key: "theirs" } }, { fromOtherTenant: true }],
])("a click: %s", (_which, more, read) => {
  expect(readEvent(click(more))).toMatchObject({ kind: "click", id: "e1", click: { messageId: "om_1", ...read } });
});

describe("what happens to groups", () => {
  const event = (event_type: string, chat_id: unknown) => ({ header: { ...header, event_type }, event: { chat_id } });
  test.each([
    ["im.chat.member.bot.added_v1", "oc_1", { kind: "joined", token: "t", chatId: "oc_1" }],
    ["im.chat.updated_v1", "oc_1", { kind: "chat_changed", token: "t", chatId: "oc_1" }],
    ["im.chat.updated_v1", "../1", { kind: "unsupported", token: "t", type: "im.chat.updated_v1" }],
    ["im.chat.disbanded_v1", "oc_1", { kind: "unsupported", token: "t", type: "im.chat.disbanded_v1" }],
  ])("%s of %s", (type, chatId, read) => {
    expect(readEvent(event(type, chatId))).toEqual(read);
  });
});

test.each([
  ["an id that would change a path", message({ message: { message_id: "om_1/../x" } }), "im.message.receive_v1"],
  ["a click on no message", { ...click(), event: {} }, "card.action.trigger"],
  ["nothing", null, "unknown"],
  ["no header", { schema: "2.0" }, "unknown"],
])("%s is not for us", (_which, payload, type) => {
  expect(readEvent(payload)).toMatchObject({ kind: "unsupported", type });
});

test("an event of the first version keeps its token, the console's question its challenge", () => {
  expect(readEvent({ token: "t1", type: "event_callback" })).toEqual({
    kind: "unsupported",
    token: "t1",
    type: "unknown",
  });
  expect(readEvent({ type: "url_verification", challenge: "c", token: "t2" })).toEqual({
    kind: "challenge",
    token: "t2",
    challenge: "c",
  });
});
