import { pino } from "pino";
import { expect, test } from "vitest";
import { isChatId } from "../../src/feishu/chat.ts";
import { createConfiguredChats, ROBOT } from "../../src/outbox/configured-chats.ts";
import type { ChatGroup } from "../../src/ports/chat.ts";
import { RefusedError, UnreachableError } from "../../src/ports/errors.ts";
import { standingClock } from "../support/clock.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const report: ChatGroup = { chatId: "oc_1", name: "CI Status Report" };

function site(reportChats: readonly string[], listed: () => readonly ChatGroup[]) {
  const clock = standingClock(17 * MINUTE);
  const asked: number[] = [];
  const configured = createConfiguredChats({
    reportChats,
    robot: true,
    isChatId,
    async groups() {
      asked.push(clock.now());
      return listed();
    },
    clock,
    log: pino({ level: "silent" }),
  });
  /** Asks every minute, as the sender of reports does every second. */
  async function pass(hours: number): Promise<void> {
    for (const end = clock.now() + hours * HOUR; clock.now() < end; clock.set(clock.now() + MINUTE))
      await configured.list();
  }
  return { clock, configured, asked, pass };
}

test("on a day without changes the groups are listed twice", async () => {
  const { asked, pass } = site(["CI Status Report"], () => [report]);
  await pass(24);
  expect(asked).toHaveLength(2);
});

test("a missing name is looked up when reports are due, on the hour", async () => {
  const { asked, pass, configured } = site(["CI Status Report"], () => []);
  await pass(24);
  expect(asked).toEqual([17 * MINUTE, ...Array.from({ length: 24 }, (_, hour) => (hour + 1) * HOUR)]);
  expect(configured.missing()).toEqual(["CI Status Report"]);
});

test("ids need no list", async () => {
  const { asked, pass, configured } = site(["oc_7"], () => []);
  await pass(24);
  expect(asked).toEqual([]);
  expect(await configured.list()).toEqual(["oc_7", ROBOT]);
});

test("a group that the bot joins, or that is renamed, is found at once", async () => {
  let groups: readonly ChatGroup[] = [];
  const { configured } = site(["CI Status Report"], () => groups);
  expect(await configured.list()).toEqual([ROBOT]);
  groups = [report];
  expect(await configured.list()).toEqual([ROBOT]);
  configured.lookAgain();
  expect(await configured.list()).toEqual(["oc_1", ROBOT]);
  expect(configured.missing()).toEqual([]);
});

test.each([
  ["a platform that is away is asked again after a minute", new UnreachableError("Feishu", { cause: 0 }), 60],
  ["one that refuses, on the hour", new RefusedError("Feishu groups", 99991672, "no scope", "app"), 2],
])("%s, and the last list stays in use", async (_what, fault, calls) => {
  let fails = false;
  const { configured, asked, pass, clock } = site(["CI Status Report"], () => {
    if (fails) throw fault;
    return [report];
  });
  await configured.list();
  fails = true;
  asked.length = 0;
  clock.set(24 * HOUR + 30 * MINUTE);
  await pass(1);
  expect(asked).toHaveLength(calls);
  expect(await configured.list()).toEqual(["oc_1", ROBOT]);
});
