import { afterEach, beforeEach, expect, test } from "vitest";
import { answers, button, type ChatHouse, openChatHouse } from "./chat-house.ts";

const MINUTE = 60_000;

let house: ChatHouse;
beforeEach(async () => {
  house = await openChatHouse();
});
afterEach(() => house.close());

/** Somebody asks, the platform is told that the question is taken, and the process stops there. */
async function askAndDie(line: string): Promise<void> {
  house.hold();
  await house.standIn.say(house.standIn.privateChat.chatId, line).delivered;
  await expect.poll(() => house.asked.map((each) => each.line)).toContain(line);
}

const answersTo = (line: string) =>
  house.standIn.messagesIn(house.standIn.privateChat.chatId).filter((message) => answers(line)(message));

test("a question whose process died is answered by another, once, when its lease is over", async () => {
  await askAndDie("jobs 7d");
  const heirs = [house.another(), house.another()];
  const takeUp = () => Promise.all(heirs.map(({ conversation }) => conversation.takeUpAbandoned()));
  await takeUp();
  expect(heirs.flatMap(({ asked }) => asked)).toEqual([]);
  house.clock.set(house.clock.now() + 2 * MINUTE);
  await takeUp();
  await Promise.all(heirs.map(({ settled }) => settled()));
  expect(heirs.flatMap(({ asked }) => asked)).toEqual([{ line: "jobs 7d", userId: house.standIn.me.openId }]);
  expect(answersTo("jobs 7d")).toHaveLength(1);
  house.clock.set(house.clock.now() + 10 * MINUTE);
  await takeUp();
  expect(heirs.flatMap(({ asked }) => asked)).toHaveLength(1);
});

test("one that was answered but not noted as such is not answered twice", async () => {
  const { chatId } = house.standIn.privateChat;
  const { message } = house.standIn.say(chatId, "jobs 7d");
  house.standIn.intercept = ({ path }) => {
    if (path.includes("/reply")) house.setDatabaseAway(true);
    return undefined;
  };
  await house.standIn.waitForMessage(({ parentId }) => parentId === message.messageId);
  await house.settled();
  house.setDatabaseAway(false);
  house.standIn.intercept = undefined;
  house.clock.set(house.clock.now() + 2 * MINUTE);
  const heir = house.another();
  await heir.conversation.takeUpAbandoned();
  await heir.settled();
  expect(heir.asked).toHaveLength(1);
  expect(answersTo("jobs 7d")).toHaveLength(1);
});

test("one from longer ago than the platform remembers is told of as uncertain", async () => {
  await askAndDie("jobs 7d");
  house.clock.set(house.clock.now() + 51 * MINUTE);
  const heir = house.another();
  await heir.conversation.takeUpAbandoned();
  await heir.settled();
  expect(heir.asked).toEqual([]);
  const [told] = house.standIn.messagesIn(house.standIn.privateChat.chatId).slice(-1);
  expect(told?.content).toContain("I may not have answered this");
  expect(told?.content).toContain('"command":"jobs 7d"');
  house.clock.set(house.clock.now() + 10 * MINUTE);
  await heir.conversation.takeUpAbandoned();
  await heir.settled();
  expect(house.standIn.messagesIn(house.standIn.privateChat.chatId).at(-1)?.messageId).toBe(told?.messageId);
});

test("a click that was promised an answer gets it from another process, on the card", async () => {
  const { message } = house.standIn.say(house.standIn.privateChat.chatId, "/ci help");
  const card = await house.standIn.waitForMessage(({ parentId }) => parentId === message.messageId);
  house.hold();
  const { toast } = await house.standIn.click(card.messageId, button("prs 30d", "private"));
  expect(toast?.i18n?.en_us).toBe("Working on it. The card will update by itself.");
  house.clock.set(house.clock.now() + 2 * MINUTE);
  const heir = house.another();
  await heir.conversation.takeUpAbandoned();
  await heir.settled();
  expect(house.standIn.message(card.messageId)).toSatisfy(answers("prs 30d"));
});

test("what Feishu refuses for good is not tried by every process to come", async () => {
  const group = house.standIn.addChat({ name: "Gone" });
  house.standIn.intercept = ({ path }) =>
    path.includes("/reply")
      ? { kind: "answer", status: 400, body: { code: 230002, msg: "not in the chat" } }
      : undefined;
  await house.standIn.say(group.chatId, "/ci jobs").delivered;
  await house.settled();
  house.clock.set(house.clock.now() + 2 * MINUTE);
  const heir = house.another();
  await heir.conversation.takeUpAbandoned();
  expect(heir.asked).toEqual([]);
});

test("while the database is away two messages are answered, and a repeated one once", async () => {
  const { chatId } = house.standIn.privateChat;
  house.setDatabaseAway(true);
  const { delivered } = house.standIn.say(chatId, "jobs 7d");
  house.standIn.say(chatId, "prs 7d");
  await house.standIn.waitForMessage(answers("jobs 7d"));
  await house.standIn.waitForMessage(answers("prs 7d"));
  const event = await delivered;
  await house.standIn.repeatDelivery(event?.eventId ?? "");
  house.setDatabaseAway(false);
  await house.standIn.repeatDelivery(event?.eventId ?? "");
  await house.settled();
  expect(house.asked.map(({ line }) => line).sort()).toEqual(["jobs 7d", "prs 7d"]);
});

test("a crowd of one person's questions keeps nobody waiting, and is told so once", async () => {
  const { standIn } = house;
  const group = standIn.chatNamed("CI Status Report").chatId;
  const [, colleague = standIn.me] = standIn.people;
  const release = house.hold();
  for (let asked = 0; asked < 400; asked += 40)
    await Promise.all(
      Array.from({ length: 40 }, (_, more) => standIn.say(group, `/ci jobs ${asked + more}d`).delivered),
    );
  expect(house.asked).toHaveLength(5);
  const busy = await standIn.waitForMessage(({ content }) => content.includes("One moment, please"));
  expect(busy.content).toContain("You already have 5 questions waiting.");
  house.passAgain();
  standIn.say(group, "/ci prs", { user: colleague });
  await standIn.waitForMessage(answers("prs"));
  release();
  await house.settled();
  const answered = standIn.messagesIn(group).filter(({ sender }) => sender.kind === "bot");
  expect(answered).toHaveLength(5 + 1 + 1);
  standIn.say(group, "/ci jobs 9d");
  await standIn.waitForMessage(answers("jobs 9d"));
});

test("clicks count as questions, and are turned away with a note", async () => {
  const { message } = house.standIn.say(house.standIn.privateChat.chatId, "/ci help");
  const card = await house.standIn.waitForMessage(({ parentId }) => parentId === message.messageId);
  await house.settled();
  const release = house.hold();
  for (const line of ["a", "b", "c", "d", "e"]) await house.standIn.click(card.messageId, button(line, "group"));
  const { toast } = await house.standIn.click(card.messageId, button("f", "group"));
  expect(toast?.i18n?.en_us).toBe("You already have 5 questions waiting. Please ask again once they are answered.");
  release();
  await house.settled();
  expect(house.asked.map(({ line }) => line)).not.toContain("f");
});
