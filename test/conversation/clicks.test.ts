import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toActionValue } from "../../cards/action-value.ts";
import type { Answerer } from "../../src/conversation/answerer.ts";
import { createBackground } from "../../src/conversation/background.ts";
import { createClaims } from "../../src/conversation/claims.ts";
import { createConversation } from "../../src/conversation/conversation.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { type Database, openSqlite } from "../../src/database/engine/open.ts";
import { createLedger } from "../../src/database/queues/ledger.ts";
import { createChat } from "../../src/feishu/chat.ts";
import { createFeishuClient } from "../../src/feishu/client.ts";
import { feishuWebhook } from "../../src/feishu/webhook.ts";
import { same } from "../../src/model/text.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { Venue } from "../../src/ports/chat.ts";
import { standingClock } from "../support/clock.ts";

const DAY = 86_400_000;
const app = { appId: "cli_0123456789abcdef", appSecret: "a secret" };
const security = { encryptKey: "a key", verificationToken: "a token" };
const log = pino({ level: "silent" });

/** The bot with everything real but its answers, which come when the test lets them. */
let standIn: FeishuStandIn;
let server: Server;
let database: Database;
let clock: ReturnType<typeof standingClock>;
let asked: { line: string; userId: string }[];
let release: () => void;
let gate: Promise<void>;
let settled: () => Promise<void>;
/** What comes from the platform waits here. */
let door: Promise<void>;

beforeEach(async () => {
  clock = standingClock(Date.parse("2021-06-20T10:00:00+08:00"));
  asked = [];
  gate = Promise.resolve();
  door = Promise.resolve();
  database = openSqlite(":memory:");
  await migrateOwnTables(database);
  const eventsUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/feishu/events`;
  standIn = await startFeishuStandIn({ ...app, ...security, eventsUrl, now: clock.now, queriesPerSecond: 50 });
  const answerer: Answerer = {
    async answer(line, asker) {
      asked.push({ line, userId: asker.userId });
      await gate;
      return { title: same(line), tone: "info", blocks: [], trail: [], data: {} };
    },
  };
  const ledger = createLedger(database);
  const background = createBackground(log);
  settled = background.settled;
  const conversation = createConversation({
    chat: createChat(createFeishuClient({ ...app, domain: standIn.url }, clock, log), "en_us", log),
    answerer,
    claims: createClaims(async () => ledger, clock, log),
    background,
    reopen: async () => {},
    lookAgain: () => {},
    clock,
    log,
  });
  const behindDoor = express();
  behindDoor.use((_request, _response, next) => void door.then(() => next()));
  server = createServer(behindDoor.use(feishuWebhook(security, conversation, "en_us", clock, log)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  release?.();
  await standIn.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.close();
});

function holdAnswers(): void {
  gate = new Promise((resolve) => {
    release = resolve;
  });
}

/** A card of the bot in a chat, which answers a question. */
async function cardIn(chatId: string) {
  const { message } = standIn.say(chatId, "/ci help");
  return standIn.waitForMessage(({ parentId }) => parentId === message.messageId);
}

const button = (command: string, venue: Venue) => ({ tag: "button", value: toActionValue(command, venue) });
const titled =
  (line: string) =>
  ({ content }: { content: string }) =>
    content.includes(`"content":"${line}"`);
const inGroup = () => standIn.chatNamed("CI Status Report").chatId;

test("in a private chat the card itself changes, at once", async () => {
  const card = await cardIn(standIn.privateChat.chatId);
  expect(await standIn.click(card.messageId, button("jobs 7d", "private"))).toMatchObject({ code: 0, toast: null });
  expect(standIn.message(card.messageId)).toSatisfy(titled("jobs 7d"));
  expect(asked.at(-1)).toEqual({ line: "jobs 7d", userId: standIn.me.openId });
});

test("on a card that a group reads the answer comes in that card's thread, and the card stays", async () => {
  const card = await cardIn(inGroup());
  const { code, toast } = await standIn.click(card.messageId, button("jobs 7d", "group"));
  expect([code, toast?.i18n?.en_us]).toEqual([0, "I'll answer in this card's thread."]);
  const answer = await standIn.waitForMessage(titled("jobs 7d"));
  expect(answer).toMatchObject({ parentId: card.messageId, inThread: true });
  expect(standIn.message(card.messageId)?.content).toBe(card.content);
});

test("a slow answer is announced within three seconds, and changes the card when it is there", async () => {
  const card = await cardIn(standIn.privateChat.chatId);
  holdAnswers();
  const { code, toast, durationMs } = await standIn.click(card.messageId, button("prs 30d", "private"));
  expect([code, toast?.i18n?.zh_cn]).toEqual([0, "正在查询，卡片稍后会自动更新。"]);
  expect(durationMs).toBeLessThan(3000);
  release();
  const changed = await standIn.waitForMessage(titled("prs 30d"));
  expect(changed.messageId).toBe(card.messageId);
});

test("a quick answer stays, whenever that of an earlier click is ready; other cards have their own", async () => {
  const card = await cardIn(standIn.privateChat.chatId);
  const another = await cardIn(standIn.privateChat.chatId);
  holdAnswers();
  await standIn.click(card.messageId, button("prs 30d", "private"));
  await standIn.click(another.messageId, button("failures 30d", "private"));
  gate = Promise.resolve();
  await standIn.click(card.messageId, button("jobs 7d", "private"));
  release();
  await standIn.waitForMessage(titled("failures 30d"));
  await settled();
  expect(standIn.message(card.messageId)).toSatisfy(titled("jobs 7d"));
});

test("of two slow answers the last click's stays, though it is ready first", async () => {
  const card = await cardIn(standIn.privateChat.chatId);
  holdAnswers();
  await standIn.click(card.messageId, button("prs 30d", "private"));
  const releaseFirst = release;
  holdAnswers();
  await standIn.click(card.messageId, button("jobs 30d", "private"));
  release();
  await standIn.waitForMessage(titled("jobs 30d"));
  releaseFirst();
  await settled();
  expect(standIn.message(card.messageId)).toSatisfy(titled("jobs 30d"));
});

test("a change refused while somebody clicks is tried again, and the click's own answer comes after it", async () => {
  const card = await cardIn(standIn.privateChat.chatId);
  holdAnswers();
  await standIn.click(card.messageId, button("prs 30d", "private"));
  let openDoor = () => {};
  door = new Promise((resolve) => {
    openDoor = resolve;
  });
  const second = standIn.click(card.messageId, button("jobs 30d", "private"));
  release();
  const updates = () =>
    standIn.calls
      .filter(({ method, path }) => method === "PATCH" && path.includes(card.messageId))
      .map(({ code }) => code);
  await expect.poll(updates).toContain(230099);
  openDoor();
  expect((await second).toast?.i18n?.en_us).toBe("Working on it. The card will update by itself.");
  await settled();
  expect(updates().filter((code) => code === 0)).toHaveLength(2);
  expect(standIn.message(card.messageId)).toSatisfy(titled("jobs 30d"));
});

test("a card too old to change is answered by a new message", async () => {
  const card = await cardIn(standIn.privateChat.chatId);
  clock.set(clock.now() + 15 * DAY);
  holdAnswers();
  await standIn.click(card.messageId, button("prs 30d", "private"));
  release();
  const answer = await standIn.waitForMessage(titled("prs 30d"));
  expect(answer.messageId).not.toBe(card.messageId);
  expect(answer.parentId).toBe(card.messageId);
  expect(standIn.message(card.messageId)?.content).toBe(card.content);
});

test("an option and two days become part of the command line", async () => {
  const card = await cardIn(standIn.privateChat.chatId);
  const sort = { tag: "select_static", value: toActionValue("jobs 7d --sort", "private", "option"), option: "rate" };
  await standIn.click(card.messageId, sort);
  const form_value = { from: "2021-06-18 +0800", to: "2021-06-19 +0800" };
  const days = { tag: "button", name: "show", value: toActionValue("jobs", "private", "days"), form_value };
  await standIn.click(card.messageId, days);
  expect(asked.slice(-2).map(({ line }) => line)).toEqual(["jobs 7d --sort rate", "jobs 2021-06-18..2021-06-19"]);
});

test.each([
  ["a card of another version", { v: 2, run: "jobs" }, "This card comes from another version of me. Please ask again."],
  ["a card of somebody else", { action: "approve" }, "I don't know this button."],
  ["a form left empty", toActionValue("jobs", "private", "days"), "Please choose both days first."],
])("%s gets a hint and runs nothing", async (_name, value, hint) => {
  const card = await cardIn(standIn.privateChat.chatId);
  const before = asked.length;
  const { code, toast } = await standIn.click(card.messageId, { tag: "button", value });
  expect([code, toast?.type, toast?.i18n?.en_us]).toEqual([0, "warning", hint]);
  expect(asked).toHaveLength(before);
});

test("a click runs as the one who clicked, whoever asked for the card", async () => {
  const card = await cardIn(inGroup());
  const other = standIn.people.find(({ openId }) => openId !== standIn.me.openId) ?? standIn.me;
  await standIn.click(card.messageId, button("jobs", "private"), other);
  expect(asked.at(-1)?.userId).toBe(other.openId);
});
