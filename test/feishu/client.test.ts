import { PassThrough } from "node:stream";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createChat } from "../../src/feishu/chat.ts";
import { createFeishuClient } from "../../src/feishu/client.ts";
import { same } from "../../src/model/text.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { Chat } from "../../src/ports/chat.ts";
import { RefusedError, UnreachableError } from "../../src/ports/errors.ts";

const secrets = {
  appId: "cli_0123456789abcdef",
  appSecret: "the-app-secret-itself",
  encryptKey: "k",
  verificationToken: "t",
};
const clock = { now: () => Date.now() };
const view = { title: same("hello"), tone: "info", blocks: [], trail: [], data: {} } as const;

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
  return createChat(createFeishuClient({ ...secrets, domain }, clock, log), "en_us", log);
}

const sends = () => standIn.calls.filter(({ method, path }) => method === "POST" && path.includes("/im/v1/messages"));
const tokens = () => standIn.calls.filter(({ path }) => path.includes("tenant_access_token"));

/** Fails the first calls that send, then no more. */
function failFirst(count: number, fault: Exclude<ReturnType<NonNullable<FeishuStandIn["intercept"]>>, undefined>) {
  let left = count;
  standIn.intercept = ({ path }) => (path.includes("/im/v1/messages") && left-- > 0 ? fault : undefined);
}

test("many calls at once share one token", async () => {
  await Promise.all(["a", "b", "c"].map((uuid) => chat.send(chatId, view, uuid)));
  expect(standIn.messagesIn(chatId)).toHaveLength(3);
  expect(tokens()).toHaveLength(1);
});

test("a token that is refused is renewed once, and the call goes through", async () => {
  await chat.send(chatId, view, "one");
  standIn.invalidateTokens();
  await chat.send(chatId, view, "two");
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
    await chat.send(chatId, view, "once");
    expect(standIn.messagesIn(chatId)).toHaveLength(1);
    expect(sends()).toHaveLength(3);
  });

  test("after the time that the platform's header asks for", async () => {
    let until: number | undefined;
    standIn.intercept = ({ path }) => {
      if (!path.includes("/im/v1/messages")) return undefined;
      until ??= performance.now() + 1_000;
      return performance.now() < until ? { kind: "rate-limit", resetSeconds: 1 } : undefined;
    };
    await chat.send(chatId, view, "once");
    expect(standIn.messagesIn(chatId)).toHaveLength(1);
    expect(sends()).toHaveLength(2);
  });
});

test("a refusal is not tried again, and says what and why", async () => {
  standIn.removeBot(chatId);
  const refusal = await chat.send(chatId, view, "once").catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RefusedError);
  expect(refusal).toMatchObject({ code: 230002 });
  expect(sends()).toHaveLength(1);
});

describe("a code that is documented as temporary, or not at all,", () => {
  test.each([1500, 1642, 1663, 1668, 2200, 5000, 55001, 10101, 987654])("is worth another try: %i", async (code) => {
    failFirst(2, { kind: "answer", status: code % 2 === 0 ? 200 : 400, body: { code, msg: "internal error" } });
    await chat.send(chatId, view, "once");
    expect(standIn.messagesIn(chatId)).toHaveLength(1);
  });

  test("is given up in the end: an unknown one after two more tries, a temporary one as busy", async () => {
    failFirst(99, { kind: "answer", status: 400, body: { code: 987654, msg: "?" } });
    await expect(chat.send(chatId, view, "a")).rejects.toMatchObject({ code: 987654, kind: "no" });
    expect(sends()).toHaveLength(3);
    failFirst(99, { kind: "answer", status: 200, body: { code: 2200, msg: "internal error" } });
    await expect(impatient().send(chatId, view, "b")).rejects.toMatchObject({ code: 2200, kind: "busy" });
  });
});

function impatient(): Chat {
  const policy = { timeoutMs: 400, retries: 1, firstWaitMs: 10 };
  const log = pino({ level: "silent" });
  return createChat(createFeishuClient({ ...secrets, domain: standIn.url }, clock, log, policy), "en_us", log);
}

describe("what Feishu refuses is sent in a plainer form:", () => {
  const refuse = (codeOf: (body: string) => number | undefined) => {
    standIn.intercept = ({ path, body }) => {
      const code = path.includes("/im/v1/messages") ? codeOf(JSON.stringify(body)) : undefined;
      return code === undefined ? undefined : { kind: "answer", status: 400, body: { code, msg: "refused" } };
    };
  };
  const sent = () => standIn.messagesIn(chatId).map(({ type, content }) => [type, JSON.parse(content).text]);
  const isCard = (body: string) => body.includes('"interactive"');
  const blockedTexts = (code: number) =>
    `飞书的内容规则拦截了这条消息（错误码 ${code}）。请联系飞书管理员。\n` +
    `Feishu's content rules blocked this message (code ${code}). Please ask your Feishu admin.`;

  test.each([230099, 230025, 230001])("a card as its words (%i)", async (code) => {
    refuse((body) => (isCard(body) ? code : undefined));
    await chat.send(chatId, view, "once");
    expect(sent()).toEqual([["text", "hello"]]);
  });

  test.each([230022, 230028])("blocked words as a sentence without them (%i)", async (code) => {
    refuse((body) => (body.includes("hello") ? code : undefined));
    await chat.send(chatId, view, "once");
    expect(sent()).toEqual([["text", blockedTexts(code)]]);
  });

  test("words that are blocked once the card is refused", async () => {
    refuse((body) => (isCard(body) ? 230099 : body.includes("hello") ? 230028 : undefined));
    await chat.send(chatId, view, "once");
    expect(sent()).toEqual([["text", blockedTexts(230028)]]);
  });

  test.each([230071, 230072, 230019, 230111])("a reply in a thread as one outside of it (%i)", async (code) => {
    const { message } = standIn.say(chatId, "hi");
    refuse((body) => (body.includes('"reply_in_thread":true') ? code : undefined));
    const reply = await chat.reply(message, view, { venue: "thread", uuid: "r" });
    expect(standIn.message(reply)).toMatchObject({ type: "interactive", threadId: null, parentId: message.messageId });
  });
});

test("a reply, a change and a mark arrive", async () => {
  const { message } = standIn.say(chatId, "hello");
  const unmark = await chat.markWorking(message.messageId);
  expect(standIn.message(message.messageId)?.reactions).toHaveLength(1);
  await unmark();
  expect(standIn.message(message.messageId)?.reactions).toHaveLength(0);
  const reply = await chat.reply(message, view, { venue: "thread", uuid: "r" });
  expect(standIn.message(reply)?.threadId).not.toBeNull();
  await chat.update(reply, { ...view, title: same("changed") });
  expect(standIn.message(reply)?.content).toContain("changed");
  expect(await chat.botId()).toBe(standIn.bot.openId);
});

test("a Feishu that is not there is unreachable, and no secret is in the error or the log", async () => {
  const sink = new PassThrough().on("data", (line) => {
    logged += String(line);
  });
  const failure = await chatOf("http://127.0.0.1:1", sink)
    .send(chatId, view, "x")
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
