import { setImmediate as othersTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toActionValue } from "../../cards/action-value.ts";
import { answers, button, type ChatHouse, openChatHouse } from "./chat-house.ts";

const DAY = 86_400_000;

let house: ChatHouse;
beforeEach(async () => {
  house = await openChatHouse();
});
afterEach(async () => {
  vi.useRealTimers();
  await house.close();
});

/** A card of the bot in a chat, which answers a question. */
async function cardIn(chatId: string) {
  const { message } = house.standIn.say(chatId, "/ci help");
  return house.standIn.waitForMessage(({ parentId }) => parentId === message.messageId);
}

const inGroup = () => house.standIn.chatNamed("CI Status Report").chatId;

test("in a private chat the card itself changes, at once", async () => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  expect(await house.standIn.click(card.messageId, button("jobs 7d", "private"))).toMatchObject({
    code: 0,
    toast: null,
  });
  expect(house.standIn.message(card.messageId)).toSatisfy(answers("jobs 7d"));
  expect(house.asked.at(-1)).toEqual({ line: "jobs 7d", userId: house.standIn.me.openId });
});

test("on a card that a group reads the answer comes in that card's thread, and the card stays", async () => {
  const card = await cardIn(inGroup());
  const { code, toast } = await house.standIn.click(card.messageId, button("jobs 7d", "group"));
  expect([code, toast?.i18n?.en_us]).toEqual([0, "I'll answer in this card's thread."]);
  const answer = await house.standIn.waitForMessage(answers("jobs 7d"));
  expect(answer).toMatchObject({ parentId: card.messageId, inThread: true });
  expect(house.standIn.message(card.messageId)?.content).toBe(card.content);
});

test("a slow answer is announced within three seconds, and changes the card when it is there", async () => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  const release = house.hold();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const clicked = house.standIn.click(card.messageId, button("prs 30d", "private"));
  while (house.asked.at(-1)?.line !== "prs 30d") await othersTurn();
  await vi.advanceTimersByTimeAsync(2_999);
  const { code, toast } = await clicked;
  vi.useRealTimers();
  expect([code, toast?.i18n?.zh_cn]).toEqual([0, "正在查询，卡片稍后会自动更新。"]);
  release();
  const changed = await house.standIn.waitForMessage(answers("prs 30d"));
  expect(changed.messageId).toBe(card.messageId);
});

test("a quick answer stays, whenever that of an earlier click is ready; other cards have their own", async () => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  const another = await cardIn(house.standIn.privateChat.chatId);
  const release = house.hold();
  await house.standIn.click(card.messageId, button("prs 30d", "private"));
  await house.standIn.click(another.messageId, button("failures 30d", "private"));
  house.passAgain();
  await house.standIn.click(card.messageId, button("jobs 7d", "private"));
  release();
  await house.standIn.waitForMessage(answers("failures 30d"));
  await house.settled();
  expect(house.standIn.message(card.messageId)).toSatisfy(answers("jobs 7d"));
});

test("of two slow answers the last click's stays, though it is ready first", async () => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  const releaseFirst = house.hold();
  await house.standIn.click(card.messageId, button("prs 30d", "private"));
  const release = house.hold();
  await house.standIn.click(card.messageId, button("jobs 30d", "private"));
  release();
  await house.standIn.waitForMessage(answers("jobs 30d"));
  releaseFirst();
  await house.settled();
  expect(house.standIn.message(card.messageId)).toSatisfy(answers("jobs 30d"));
});

test("a change refused while somebody clicks is tried again, and the click's own answer comes after it", async () => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  const release = house.hold();
  await house.standIn.click(card.messageId, button("prs 30d", "private"));
  const letEventsIn = house.holdEvents();
  const second = house.standIn.click(card.messageId, button("jobs 30d", "private"));
  release();
  const updates = () =>
    house.standIn.calls
      .filter(({ method, path }) => method === "PATCH" && path.includes(card.messageId))
      .map(({ code }) => code);
  await expect.poll(updates).toContain(230099);
  letEventsIn();
  expect((await second).toast?.i18n?.en_us).toBe("Working on it. The card will update by itself.");
  await house.settled();
  expect(updates().filter((code) => code === 0)).toHaveLength(2);
  expect(house.standIn.message(card.messageId)).toSatisfy(answers("jobs 30d"));
});

test("a card too old to change is answered by a new message", async () => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  house.clock.set(house.clock.now() + 15 * DAY);
  const release = house.hold();
  await house.standIn.click(card.messageId, button("prs 30d", "private"));
  release();
  const answer = await house.standIn.waitForMessage(answers("prs 30d"));
  expect(answer.messageId).not.toBe(card.messageId);
  expect(answer.parentId).toBe(card.messageId);
  expect(house.standIn.message(card.messageId)?.content).toBe(card.content);
});

test("an option and two days become part of the command line", async () => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  const sort = { tag: "select_static", value: toActionValue("jobs 7d --sort", "private", "option"), option: "rate" };
  await house.standIn.click(card.messageId, sort);
  const form_value = { from: "2021-06-18 +0800", to: "2021-06-19 +0800" };
  const days = { tag: "button", name: "show", value: toActionValue("jobs", "private", "days"), form_value };
  await house.standIn.click(card.messageId, days);
  expect(house.asked.slice(-2).map(({ line }) => line)).toEqual(["jobs 7d --sort rate", "jobs 2021-06-18..2021-06-19"]);
});

test.each([
  ["a card of another version", { v: 2, run: "jobs" }, "This card comes from another version of me. Please ask again."],
  ["a card of somebody else", { action: "approve" }, "I don't know this button."],
  ["a form left empty", toActionValue("jobs", "private", "days"), "Please choose both days first."],
])("%s gets a hint and runs nothing", async (_name, value, hint) => {
  const card = await cardIn(house.standIn.privateChat.chatId);
  const before = house.asked.length;
  const { code, toast } = await house.standIn.click(card.messageId, { tag: "button", value });
  expect([code, toast?.type, toast?.i18n?.en_us]).toEqual([0, "warning", hint]);
  expect(house.asked).toHaveLength(before);
});

test("a click runs as the one who clicked, whoever asked for the card", async () => {
  const card = await cardIn(inGroup());
  const other = house.standIn.people.find(({ openId }) => openId !== house.standIn.me.openId) ?? house.standIn.me;
  await house.standIn.click(card.messageId, button("jobs", "private"), other);
  expect(house.asked.at(-1)?.userId).toBe(other.openId);
});
