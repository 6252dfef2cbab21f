import { expect, test } from "vitest";
import { type Admission, createDoor } from "../../src/conversation/admission.ts";
import { standingClock } from "../support/clock.ts";

const asker = (userId: string, chatId = `oc_of_${userId}`) => ({ chatId, userId, fromOtherTenant: false });

function house() {
  const clock = standingClock(0);
  const door = createDoor(clock);
  /** What happens to each of this many questions. */
  const ask = (times: number, userId: string, chatId?: string) =>
    Array.from({ length: times }, () => door.admit(asker(userId, chatId)));
  return { clock, door, ask };
}

const admitted = (all: readonly Admission[]) => all.filter(({ kind }) => kind === "admitted").length;
const whyLast = (all: readonly Admission[]) => {
  const last = all.at(-1);
  return last?.kind === "turned_away" ? last.why.en_us : "admitted";
};
const leave = (admission: Admission | undefined) => admission?.kind === "admitted" && admission.leave();

test("five questions of a person may wait; the next one is admitted once one of them is answered", () => {
  const { ask } = house();
  const first = ask(6, "ou_1");
  expect(admitted(first)).toBe(5);
  expect(whyLast(first)).toBe("You already have 5 questions waiting. Please ask again once they are answered.");
  expect(admitted(ask(1, "ou_2"))).toBe(1);
  leave(first[0]);
  leave(first[0]);
  expect(admitted(ask(2, "ou_1"))).toBe(1);
});

test("forty questions may wait in a chat, whoever asks", () => {
  const { ask } = house();
  const inChat = Array.from({ length: 9 }, (_, person) => ask(5, `ou_${person}`, "oc_1")).flat();
  expect(admitted(inChat)).toBe(40);
  expect(whyLast(inChat)).toBe("Many questions from this chat are still waiting. Please ask again in a minute.");
  expect(admitted(ask(1, "ou_99", "oc_2"))).toBe(1);
});

test("four hundred questions may wait in total, and each answer makes room", () => {
  const { ask } = house();
  const all = Array.from({ length: 81 }, (_, person) => ask(5, `ou_${person}`)).flat();
  expect(admitted(all)).toBe(400);
  expect(whyLast(all)).toBe("I'm answering many questions right now. Please ask again in a minute.");
  for (const each of all) leave(each);
  expect(admitted(ask(5, "ou_1"))).toBe(5);
});

test("a person who is turned away is told once a minute in each chat", () => {
  const { ask, clock } = house();
  ask(5, "ou_1");
  const told = () => ask(3, "ou_1").map((each) => each.kind === "turned_away" && each.tell);
  expect(told()).toEqual([true, false, false]);
  clock.set(59_999);
  expect(told()).toEqual([false, false, false]);
  clock.set(60_000);
  expect(told()).toEqual([true, false, false]);
  expect(ask(1, "ou_1", "oc_elsewhere")).toMatchObject([{ tell: true }]);
});
