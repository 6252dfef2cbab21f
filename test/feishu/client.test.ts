import { PassThrough } from "node:stream";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createChat } from "../../src/feishu/chat.ts";
import { createFeishuClient } from "../../src/feishu/client.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { CardMessage, Chat } from "../../src/ports/chat.ts";
import { RefusedError, UnreachableError } from "../../src/ports/errors.ts";

const secrets = {
  appId: "cli_0123456789abcdef",
  appSecret: "the-app-secret-itself",
  encryptKey: "k",
  verificationToken: "t",
};
const clock = { now: () => Date.now() };
const card: CardMessage = {
  card: { schema: "2.0", config: { update_multi: true }, body: { elements: [{ tag: "markdown", content: "hello" }] } },
  text: "hello",
};

let standIn: FeishuStandIn;
let chat: Chat;
let logged: string;
let chatId: string;

beforeEach(async () => {
  standIn = await startFeishuStandIn({ ...secrets, eventsUrl: () => "http://127.0.0.1:1/" });
  logged = "";
  const sink = new PassThrough().on("data", (line) => {
    logged += String(line);
  });
  chat = chatOf(standIn.url, sink);
  chatId = standIn.chatNamed("CI Status Report").chatId;
});
afterEach(() => standIn.close());

function chatOf(domain: string, sink: PassThrough): Chat {
  const log = pino({ level: "trace" }, sink);
  return createChat(createFeishuClient({ ...secrets, domain }, clock, log), log);
}

const sends = () => standIn.calls.filter(({ method, path }) => method === "POST" && path.includes("/im/v1/messages"));
const tokens = () => standIn.calls.filter(({ path }) => path.includes("tenant_access_token"));

/** Fails the first calls that send, then no more. */
function failFirst(count: number, fault: Exclude<ReturnType<NonNullable<FeishuStandIn["intercept"]>>, undefined>) {
  let left = count;
  standIn.intercept = ({ path }) => (path.includes("/im/v1/messages") && left-- > 0 ? fault : undefined);
}

test("many calls at once share one token", async () => {
  await Promise.all(["a", "b", "c"].map((uuid) => chat.send(chatId, card, uuid)));
  expect(standIn.messagesIn(chatId)).toHaveLength(3);
  expect(tokens()).toHaveLength(1);
});

test("a token that is refused is renewed once, and the call goes through", async () => {
  await chat.send(chatId, card, "one");
  standIn.invalidateTokens();
  await chat.send(chatId, card, "two");
  expect(standIn.messagesIn(chatId)).toHaveLength(2);
  expect(tokens()).toHaveLength(2);
});

describe("a call is tried again", () => {
  test.each([
    ["after a server error", { kind: "answer", status: 500, body: "oops" }],
    ["after a broken connection", { kind: "drop" }],
    [
      "after HTTP 200 with a rate-limit code",
      { kind: "answer", status: 200, body: { code: 230020, msg: "slow down" } },
    ],
  ] as const)("%s", async (_name, fault) => {
    failFirst(2, fault);
    await chat.send(chatId, card, "once");
    expect(standIn.messagesIn(chatId)).toHaveLength(1);
    expect(sends()).toHaveLength(3);
  });

  test("after the time that the platform's header asks for", async () => {
    failFirst(1, { kind: "rate-limit", resetSeconds: 1 });
    const began = Date.now();
    await chat.send(chatId, card, "once");
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
    expect(standIn.messagesIn(chatId)).toHaveLength(1);
  });
});

test("a refusal is not tried again, and says what and why", async () => {
  standIn.removeBot(chatId);
  const refusal = await chat.send(chatId, card, "once").catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RefusedError);
  expect(refusal).toMatchObject({ code: 230002 });
  expect(sends()).toHaveLength(1);
});

test("a card that the platform refuses is sent as text", async () => {
  await chat.send(chatId, { ...card, card: { schema: "1.0" } }, "once");
  const [message] = standIn.messagesIn(chatId);
  expect(message?.type).toBe("text");
  expect(JSON.parse(message?.content ?? "")).toEqual({ text: "hello" });
});

test("a reply, a change and a mark arrive", async () => {
  const { message } = standIn.say(chatId, "hello");
  const unmark = await chat.markWorking(message.messageId);
  expect(standIn.message(message.messageId)?.reactions).toHaveLength(1);
  await unmark();
  expect(standIn.message(message.messageId)?.reactions).toHaveLength(0);
  const reply = await chat.reply(message, card, { inThread: true, uuid: "r" });
  expect(standIn.message(reply)?.threadId).not.toBeNull();
  const changed = { ...card, card: { ...card.card, body: { elements: [{ tag: "markdown", content: "changed" }] } } };
  await chat.update(reply, changed);
  expect(standIn.message(reply)?.content).toContain("changed");
  expect(await chat.botId()).toBe(standIn.bot.openId);
});

test("a Feishu that is not there is unreachable, and no secret is in the error or the log", async () => {
  const sink = new PassThrough().on("data", (line) => {
    logged += String(line);
  });
  const failure = await chatOf("http://127.0.0.1:1", sink)
    .send(chatId, card, "x")
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UnreachableError);
  expect(JSON.stringify(failure) + String((failure as Error).cause)).not.toContain(secrets.appSecret);
  expect(logged).toContain("Feishu call failed");
  expect(logged).not.toContain(secrets.appSecret);
});

test("what the SDK logs of failing calls holds neither the secret nor a token", async () => {
  standIn.intercept = () => ({ kind: "answer", status: 400, body: { code: 99992402, msg: "field validation failed" } });
  expect(await chat.botId().catch((error: unknown) => error)).toBeInstanceOf(RefusedError);
  standIn.intercept = ({ path }) =>
    path.includes("bot/v3/info") ? { kind: "answer", status: 400, body: { code: 99992402, msg: "no" } } : undefined;
  await chat.botId().catch(() => {});
  expect(logged).not.toContain(secrets.appSecret);
  expect(logged).not.toMatch(/Bearer|t-[a-z0-9]{8}/i);
});
