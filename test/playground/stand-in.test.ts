import { createHash, createHmac } from "node:crypto";
import * as lark from "@larksuiteoapi/node-sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Message } from "../../src/playground/stand-in/message.ts";
import { encryptKey, startPair } from "./service.ts";
import { smallCard } from "./small-card.ts";

let pair: Awaited<ReturnType<typeof startPair>>;
let client: lark.Client;
let group: string;

const quiet = () => undefined;
const logger = { fatal: quiet, error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet };

beforeEach(async () => {
  pair = await startPair();
  client = clientOf(pair.standIn.url);
  group = pair.standIn.chatNamed("CI Status Report").chatId;
});
afterEach(() => pair.close());

/** Each with a cache of its own, since the SDK's is shared by all clients of an app. */
function clientOf(url: string) {
  const cache = new Map<string, unknown>();
  return new lark.Client({
    appId: "cli_0123456789abcdef",
    appSecret: "a secret",
    domain: url,
    logger,
    cache: {
      get: async (key: string | symbol) => cache.get(String(key)),
      set: async (key: string | symbol, value: unknown) => Boolean(cache.set(String(key), value)),
      // biome-ignore lint/suspicious/noExplicitAny: the SDK's own type wants more than it uses
    } as any,
  });
}

function sendCard(card: object, uuid?: string) {
  const data = { receive_id: group, msg_type: "interactive", content: JSON.stringify(card), ...(uuid && { uuid }) };
  return client.im.v1.message.create({ params: { receive_id_type: "chat_id" }, data });
}

async function sentCard(card: object = smallCard("A card")): Promise<string> {
  const { data } = await sendCard(card);
  return data?.message_id ?? expect.fail("no message id");
}

/** What the SDK throws for a refused call. */
async function refusal(call: Promise<unknown>) {
  // biome-ignore lint/suspicious/noExplicitAny: an AxiosError, read field by field
  const error: any = await call.then(
    () => expect.fail("the call was not refused"),
    (thrown) => thrown,
  );
  return { status: error.response.status, headers: error.response.headers, ...error.response.data };
}

const title = (message: Message | undefined) => JSON.parse(message?.content ?? "{}").header?.title.content;

test("a card that is sent stands in its chat", async () => {
  const { data } = await sendCard(smallCard("Yesterday"));
  expect(data?.message_id).toMatch(/^om_[0-9a-f]{32}$/);
  expect(data?.chat_id).toBe(group);
  expect(title(pair.standIn.messagesIn(group)[0])).toBe("Yesterday");
});

test("the same uuid within an hour is one message", async () => {
  const first = await sendCard(smallCard("Once"), "report-1");
  const second = await sendCard(smallCard("Once"), "report-1");
  expect(second.data?.message_id).toBe(first.data?.message_id);
  expect(pair.standIn.messagesIn(group)).toHaveLength(1);
});

test("a message to a person opens the private chat with them", async () => {
  const emma = pair.standIn.people.find(({ name }) => name === "Emma Clarke") ?? expect.fail();
  const { data } = await client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: { receive_id: emma.openId, msg_type: "text", content: JSON.stringify({ text: "hi" }) },
  });
  expect(pair.standIn.chat(data?.chat_id ?? "")).toMatchObject({ type: "p2p", openId: emma.openId });
});

test("replies in a thread share its id and hang on its root", async () => {
  const root = await sentCard();
  const reply = (parent: string, reply_in_thread?: boolean) =>
    client.im.v1.message.reply({
      path: { message_id: parent },
      data: {
        content: JSON.stringify({ text: "more" }),
        msg_type: "text",
        ...(reply_in_thread && { reply_in_thread }),
      },
    });
  const first = await reply(root, true);
  const second = await reply(first.data?.message_id ?? "");
  expect(first.data).toMatchObject({ root_id: root, parent_id: root });
  expect(first.data?.thread_id).toMatch(/^omt_/);
  expect(second.data).toMatchObject({
    root_id: root,
    parent_id: first.data?.message_id,
    thread_id: first.data?.thread_id,
  });
  expect(pair.standIn.message(root)?.threadId).toBe(first.data?.thread_id);
});

test("a thread hangs on the message it was opened on, itself an answer or not", async () => {
  const { message } = pair.standIn.say(group, "/ci summary");
  const reply = async (message_id: string, reply_in_thread: boolean) => {
    const data = { content: JSON.stringify({ text: "more" }), msg_type: "text", reply_in_thread };
    return (await client.im.v1.message.reply({ path: { message_id }, data })).data ?? expect.fail();
  };
  const answer = await reply(message.messageId, false);
  expect(answer).toMatchObject({ root_id: message.messageId });
  expect(answer.thread_id).toBeUndefined();
  const details = await reply(answer.message_id ?? "", true);
  expect(details).toMatchObject({ root_id: answer.message_id, parent_id: answer.message_id });
  expect(pair.standIn.message(answer.message_id ?? "")).toMatchObject({ threadId: details.thread_id, inThread: false });
  expect(pair.standIn.message(message.messageId)?.threadId).toBeNull();
});

test("a card is replaced by an update, a text and somebody else's message are not", async () => {
  const card = await sentCard();
  const patch = (message_id: string) =>
    client.im.v1.message.patch({ path: { message_id }, data: { content: JSON.stringify(smallCard("New")) } });
  await patch(card);
  expect(title(pair.standIn.message(card))).toBe("New");
  const { message } = pair.standIn.say(group, "hello");
  expect(await refusal(patch(message.messageId))).toMatchObject({ status: 400, code: 230027 });
});

test("a recalled message cannot be updated or answered", async () => {
  const card = await sentCard();
  await client.im.v1.message.delete({ path: { message_id: card } });
  const content = JSON.stringify(smallCard("New"));
  const patched = client.im.v1.message.patch({ path: { message_id: card }, data: { content } });
  expect(await refusal(patched)).toMatchObject({ code: 230011 });
});

test("a card is told back as its title, or as it was sent where that is asked for", async () => {
  const message_id = await sentCard(smallCard("Asked"));
  const plain = await client.im.v1.message.get({ path: { message_id } });
  expect(JSON.parse(plain.data?.items?.[0]?.body?.content ?? "")).toEqual({ title: "Asked", elements: [] });
  const url = `/open-apis/im/v1/messages/${message_id}?card_msg_content_type=user_card_content`;
  const asSent = await client.request({ method: "GET", url });
  expect(JSON.parse(asSent.data.items[0].body.content)).toEqual(smallCard("Asked"));
});

test("a reaction comes and goes", async () => {
  const { message } = pair.standIn.say(group, "/ci summary");
  const path = { message_id: message.messageId };
  const { data } = await client.im.v1.messageReaction.create({ path, data: { reaction_type: { emoji_type: "OnIt" } } });
  expect(pair.standIn.message(message.messageId)?.reactions).toMatchObject([{ emoji: "OnIt" }]);
  await client.im.v1.messageReaction.delete({ path: { ...path, reaction_id: data?.reaction_id ?? "" } });
  expect(pair.standIn.message(message.messageId)?.reactions).toEqual([]);
});

test("groups come in pages, private chats not at all", async () => {
  for (let index = 0; index < 5; index++) pair.standIn.addChat({ name: `group ${index}` });
  const names: (string | undefined)[] = [];
  let page_token = "";
  do {
    const { data } = await client.im.v1.chat.list({ params: { page_size: 3, ...(page_token && { page_token }) } });
    names.push(...(data?.items ?? []).map(({ name }) => name));
    page_token = data?.page_token ?? "";
  } while (page_token);
  expect(names).toEqual([
    "CI Status Report",
    "TiDB 研发群 · R&D",
    "group 0",
    "group 1",
    "group 2",
    "group 3",
    "group 4",
  ]);
});

test("the bot learns its own open_id", async () => {
  const info = await client.request({ method: "GET", url: "/open-apis/bot/v3/info" });
  expect(info.bot.open_id).toBe(pair.standIn.bot.openId);
});

test("a bot out of a chat may not write there", async () => {
  pair.standIn.removeBot(group);
  expect(await refusal(sendCard(smallCard("Anyone?")))).toMatchObject({ status: 400, code: 230002 });
});

test("an invalidated token is refused until a new one is had", async () => {
  await sentCard();
  pair.standIn.invalidateTokens();
  expect(await refusal(sendCard(smallCard("Stale")))).toMatchObject({ status: 400, code: 99991663 });
  client = clientOf(pair.standIn.url);
  await sentCard();
});

test("a wrong secret gets no token", async () => {
  const response = await fetch(`${pair.standIn.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: "POST",
    body: JSON.stringify({ app_id: "cli_0123456789abcdef", app_secret: "wrong" }),
  });
  expect(await response.json()).toMatchObject({ code: 10014 });
});

test("the sixth message to a chat within a second is refused", async () => {
  const sends = await Promise.allSettled(Array.from({ length: 6 }, () => sendCard(smallCard("Fast"))));
  const refused = sends.filter((send) => send.status === "rejected");
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason.response.data.code).toBe(230020);
});

test.each([
  ["of schema 1.0", { ...smallCard("x"), schema: undefined }, 230099, "schema must be 2.0"],
  ["that is not shared", { ...smallCard("x"), config: {} }, 230099, "ErrCode: 300302"],
  ["over 30 KB", smallCard("x".repeat(31_000)), 230025, "length"],
  ["of more than 200 elements", smallCard("x", Array(201).fill({ tag: "hr" })), 230099, "element exceeds the limit"],
  [
    "with six tables",
    smallCard("x", Array(6).fill({ tag: "table", columns: [], rows: [] })),
    230099,
    "table number over limit",
  ],
  ["with a note", smallCard("x", [{ tag: "hr" }, { tag: "note" }]), 230099, "elements -> [1](tag: note)"],
  [
    "that calls a stranger",
    smallCard("x", [{ tag: "markdown", content: "<at id=ou_nobody></at>" }]),
    230099,
    "ErrCode: 100290",
  ],
])("a card %s is refused with the documented code", async (_what, card, code, reason) => {
  const answer = await refusal(sendCard(card));
  expect(answer).toMatchObject({ status: 400, code });
  expect(answer.msg).toContain(reason);
  expect(answer.error.log_id).toBeTruthy();
  expect(answer.headers["x-tt-logid"]).toBeTruthy();
});

test("a group message with a mention arrives encrypted and signed over the raw bytes", async () => {
  const { message, delivered } = pair.standIn.say(group, "/ci summary 昨天", { mentionBot: true });
  expect(await delivered).toMatchObject({ accepted: true });
  const { headers, raw, payload } = pair.received[0] ?? expect.fail();
  const signed = `${headers["x-lark-request-timestamp"]}${headers["x-lark-request-nonce"]}${encryptKey}${raw}`;
  expect(headers["x-lark-signature"]).toBe(createHash("sha256").update(signed).digest("hex"));
  expect(payload.header).toMatchObject({ event_type: "im.message.receive_v1", token: "a token" });
  expect(payload.event.message).toMatchObject({
    message_id: message.messageId,
    chat_id: group,
    chat_type: "group",
    message_type: "text",
    content: JSON.stringify({ text: "@_user_1 /ci summary 昨天" }),
    mentions: [{ key: "@_user_1", id: { open_id: pair.standIn.bot.openId }, mentioned_type: "bot" }],
  });
});

test("rich text arrives as a post without a language level", async () => {
  await pair.standIn.say(group, "/ci jobs\n@Emma Clarke look", { mentionBot: true, as: "post" }).delivered;
  const { message } = pair.received[0]?.payload.event ?? expect.fail();
  expect(message.message_type).toBe("post");
  expect(JSON.parse(message.content)).toEqual({
    title: "",
    content: [
      [
        { tag: "at", user_id: "@_user_1", user_name: "CI机器人", style: [] },
        { tag: "text", text: " /ci jobs", style: [] },
      ],
      [
        { tag: "at", user_id: "@_user_2", user_name: "Emma Clarke", style: [] },
        { tag: "text", text: " look", style: [] },
      ],
    ],
  });
});

test("an app that may read mentions only is not told of other messages", async () => {
  const reserved = await startPair({ groupMessages: "mentions" });
  const [chat] = reserved.standIn.chats();
  expect(await reserved.standIn.say(chat?.chatId ?? "", "lunch?").delivered).toBeNull();
  expect(await reserved.standIn.say(reserved.standIn.privateChat.chatId, "help").delivered).not.toBeNull();
  await reserved.close();
});

test("an event that was not answered with 200 is pushed again, with the same event id", async () => {
  pair.state.answer = () => ({ status: pair.received.length < 3 ? 503 : 200 });
  const delivery = await pair.standIn.say(group, "/ci summary").delivered;
  expect(delivery).toMatchObject({ accepted: true, attempts: [{ status: 503 }, { status: 503 }, { status: 200 }] });
  expect(new Set(pair.received.map(({ payload }) => payload.header.event_id)).size).toBe(1);
  await pair.standIn.repeatDelivery(delivery?.eventId ?? "");
  expect(pair.received).toHaveLength(4);
});

test("the challenge is pushed encrypted and unsigned", async () => {
  pair.state.answer = ({ payload }) => ({ body: { challenge: payload.challenge } });
  const answer = await pair.standIn.challenge();
  expect(pair.received[0]?.headers["x-lark-signature"]).toBeUndefined();
  expect(answer).toMatchObject({ status: 200, body: JSON.stringify({ challenge: answer.challenge }) });
});

const clicked = { tag: "button", value: { command: "jobs" } };

test("a click calls back, and its answer shows a toast and replaces the card", async () => {
  const card = await sentCard();
  const toast = { type: "success", content: "done" };
  pair.state.answer = () => ({ body: { toast, card: { type: "raw", data: smallCard("After") } } });
  expect(await pair.standIn.click(card, clicked)).toMatchObject({ code: 0, toast });
  expect(title(pair.standIn.message(card))).toBe("After");
  expect(pair.received[0]?.payload).toMatchObject({
    header: { event_type: "card.action.trigger", create_time: expect.stringMatching(/^\d{16}$/) },
    event: {
      operator: { open_id: pair.standIn.me.openId },
      token: expect.stringMatching(/^c-/),
      action: clicked,
      context: { open_message_id: card, open_chat_id: group },
    },
  });
});

test.each([
  ["a status other than 200", { status: 500 }, 200671],
  ["no JSON", { body: "" }, 200672],
  ["an unknown kind of toast", { body: { toast: { type: "loud", content: "!" } } }, 200672],
  ["a bad card", { body: { card: { type: "raw", data: { schema: "1.0" } } } }, 200673],
  ["nothing within 3 s", { delayMs: 3300 }, 200341],
])("a click answered with %s shows its code", async (_what, answer, code) => {
  const card = await sentCard();
  pair.state.answer = () => answer;
  expect(await pair.standIn.click(card, clicked)).toMatchObject({ code, toast: null });
  expect(title(pair.standIn.message(card))).toBe("A card");
});

test("while a click is unresolved updates are refused, afterwards the click's token allows two", async () => {
  const card = await sentCard();
  const content = JSON.stringify(smallCard("Too early"));
  let during: Awaited<ReturnType<typeof refusal>> | undefined;
  pair.state.answer = async () => {
    during = await refusal(client.im.v1.message.patch({ path: { message_id: card }, data: { content } }));
    return { body: {} };
  };
  await pair.standIn.click(card, clicked);
  expect(during).toMatchObject({ code: 230099, msg: expect.stringContaining("card action is lock") });
  const update = (to: string) =>
    client.request({
      method: "POST",
      url: "/open-apis/interactive/v1/card/update",
      data: { token: pair.received[0]?.payload.event.token, card: smallCard(to) },
    });
  await update("First");
  await update("Second");
  expect(await refusal(update("Third"))).toMatchObject({ code: 300040 });
  expect(title(pair.standIn.message(card))).toBe("Second");
});

test("a custom robot takes signed cards only", async () => {
  const url = pair.standIn.addRobot(group, { secret: "demo" });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const sign = createHmac("sha256", `${timestamp}\ndemo`).digest("base64");
  const post = async (body: object) => (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();
  const message = { msg_type: "interactive", card: smallCard("From a robot") };
  expect(await post(message)).toMatchObject({ code: 19021 });
  expect(await post({ ...message, timestamp, sign })).toMatchObject({ code: 0, StatusCode: 0 });
  expect(await post({ timestamp, sign, msg_type: "text", content: { text: "x".repeat(21_000) } })).toMatchObject({
    code: 19036,
  });
  expect(pair.standIn.messagesIn(group).map(title)).toEqual(["From a robot"]);
});

test("faults are injected: a rate limit tells when to come back, an accepted send may stay unanswered", async () => {
  pair.standIn.intercept = () => ({ kind: "rate-limit", resetSeconds: 7 });
  const limited = await refusal(sendCard(smallCard("x")));
  expect(limited).toMatchObject({ status: 429, code: 99991400 });
  expect(limited.headers["x-ogw-ratelimit-reset"]).toBe("7");
  pair.standIn.intercept = ({ path }) => (path.includes("/im/v1/messages") ? { kind: "accept-and-hang" } : undefined);
  const send = sendCard(smallCard("Done all the same")).catch(() => undefined);
  expect(await pair.standIn.waitForMessage((message) => title(message) === "Done all the same")).toBeTruthy();
  expect(pair.standIn.calls.at(-1)).toMatchObject({ method: "POST", status: null });
  await pair.standIn.close();
  await send;
});

test("a wait ends with what was there instead", async () => {
  pair.standIn.say(group, "something else");
  await expect(pair.standIn.waitForMessage(() => false, 50)).rejects.toThrow("something else");
});

test("only the newest 2,000 messages are kept", () => {
  pair.standIn.removeBot(group); // else each is an event to push
  for (let index = 0; index <= 2000; index++) pair.standIn.say(group, `message ${index}`);
  const kept = pair.standIn.messagesIn(group);
  expect(kept).toHaveLength(2000);
  expect(kept[0]?.content).toContain("message 1");
});
