import { describe, expect, test } from "vitest";
import type { Delivery } from "../../src/model/delivery.ts";
import { noFilters, plainSubscription } from "../../src/model/subscription.ts";
import { HOUR, MINUTE } from "../../src/model/window.ts";
import { digestsOf, isQuiet } from "../../src/outbox/quiet.ts";
import { delayMs, usualSpread, uuidOf } from "../../src/outbox/spread.ts";
import { afterFailure, type Circumstances, nextStep, usualRetries } from "../../src/outbox/step.ts";
import { RefusedError, UnreachableError } from "../../src/ports/errors.ts";
import { isWorthSending } from "../../src/reports/content.ts";
import { at, zone } from "../support/runs.ts";

const now = at("2021-06-20 10:00:30");
const delivery: Delivery = {
  key: "hourly:1:oc_a",
  topic: "hourly",
  chatId: "oc_a",
  window: { begin: at("2021-06-20 09:00:00"), end: at("2021-06-20 10:00:00") },
  dueAt: at("2021-06-20 10:00:00"),
  sendAt: now,
  state: "waiting",
  attempts: 0,
  unsureSince: null,
  messageId: null,
  reason: null,
  content: null,
};
const usual: Circumstances = { wanted: true, closed: false, quiet: false, outdated: false, repeatable: true };

describe("before it is sent", () => {
  const step = (change: Partial<Delivery>, circumstances: Partial<Circumstances>, then = now) => {
    const what = nextStep({ ...delivery, ...change }, { ...usual, ...circumstances }, then);
    return what === "send" ? what : what.state;
  };
  test.each([
    ["what is due is sent", {}, {}, "send"],
    ["what may be there is sent again while Feishu knows the uuid", { unsureSince: now - 40 * MINUTE }, {}, "send"],
    ["after that it is left alone", { unsureSince: now - 51 * MINUTE }, {}, "unknown"],
    ["a robot knows no uuid", { unsureSince: now - 1 }, { repeatable: false }, "unknown"],
    ["a chat that is closed gets nothing", {}, { closed: true }, "refused"],
    ["nor one that unsubscribed meanwhile", {}, { wanted: false }, "skipped"],
    ["quiet hours hold a report", {}, { quiet: true }, "held"],
    ["but not the digest of what they held", { topic: "digest" as const }, { quiet: true }, "send"],
    ["a notice of an issue waits for the end of quiet hours", { topic: "issues" as const }, { quiet: true }, undefined],
    ["one that is on time is sent beside a later one", {}, { outdated: true }, "send"],
  ])("%s", (_, change, circumstances, wanted) => {
    expect(step(change, circumstances)).toBe(wanted);
  });

  test("a late report is skipped once a newer one is due", () => {
    expect(step({}, { outdated: true }, now + HOUR)).toBe("skipped");
    expect(step({ unsureSince: now + HOUR - 1 }, { outdated: true }, now + HOUR)).toBe("unknown");
  });
});

describe("after it failed", () => {
  const timeout = new UnreachableError("Feishu", { cause: new Error("time-out") });
  const refusedConnection = new UnreachableError("Feishu", { cause: new Error("refused"), maybeDone: false });
  const becomes = (error: unknown, repeatable = true, change: Partial<Delivery> = {}) =>
    afterFailure({ ...delivery, ...change }, error, repeatable, now, usualRetries);

  test("after a time-out it is tried again with the same uuid, and stays uncertain", () => {
    expect(becomes(timeout)).toMatchObject({ state: "waiting" });
    expect(becomes(timeout)).not.toHaveProperty("unsureSince");
  });
  test("a robot gets no second attempt after a time-out", () => {
    expect(becomes(timeout, false)).toMatchObject({ state: "unknown" });
  });
  test("a call that never arrived leaves no uncertainty", () => {
    expect(becomes(refusedConnection, false)).toMatchObject({ state: "waiting", unsureSince: null });
    expect(becomes(new RefusedError("send", 11232, "limit", "busy"), false)).toMatchObject({ unsureSince: null });
  });
  test("and does not remove an earlier uncertainty", () => {
    expect(becomes(refusedConnection, true, { unsureSince: 5 })).toMatchObject({ unsureSince: 5 });
  });
  test.each(["gone", "no"] as const)("a final refusal (%s) ends it", (kind) => {
    expect(becomes(new RefusedError("send", 230002, "out", kind))).toMatchObject({ state: "refused" });
  });
  test("an app without permissions waits for them", () => {
    expect(becomes(new RefusedError("send", 99991672, "scope", "app"))).toMatchObject({ state: "waiting" });
  });
  test("waits grow, up to five minutes", () => {
    const waits = [0, 1, 2, 10, 1000].map((attempts) => (becomes(timeout, true, { attempts }).sendAt ?? 0) - now);
    expect(waits).toEqual([10_000, 20_000, 40_000, 300_000, 300_000]);
  });
  test("a bug of our own is not retried forever", () => {
    expect(becomes(new TypeError("x is undefined"), true, { attempts: 29 })).toMatchObject({ state: "waiting" });
    expect(becomes(new TypeError("x is undefined"), true, { attempts: 30 })).toMatchObject({ state: "refused" });
  });
});

describe("quiet", () => {
  const subscription = { ...plainSubscription("oc_a", "hourly", null), quiet: { from: "22:00", to: "08:00" } };
  test.each([
    ["2021-06-20 21:59:59", false],
    ["2021-06-20 22:00:00", true],
    ["2021-06-21 03:00:00", true],
    ["2021-06-21 07:59:59", true],
    ["2021-06-21 08:00:00", false],
  ])("hours over midnight, at %s", (wall, quiet) => {
    expect(isQuiet(subscription, undefined, at(wall), zone)).toBe(quiet);
  });
  test.each([
    ["21:30 in Berlin", "2021-06-21 03:30:00", false],
    ["22:00 in Berlin", "2021-06-21 04:00:00", true],
    ["07:59 in Berlin", "2021-06-21 13:59:00", true],
    ["08:00 in Berlin", "2021-06-21 14:00:00", false],
    ["23:00 in Shanghai, 17:00 in Berlin", "2021-06-20 23:00:00", false],
  ])("quiet hours are those of the subscription's zone: %s", (_, wall, quiet) => {
    expect(isQuiet({ ...subscription, zone: "Europe/Berlin" }, undefined, at(wall), zone)).toBe(quiet);
  });
  test.each([
    ["2021-06-20 12:59:59", false],
    ["2021-06-20 13:00:00", true],
    ["2021-06-20 13:59:59", true],
    ["2021-06-20 14:00:00", false],
  ])("hours within a day, at %s", (wall, quiet) => {
    const atNoon = { ...subscription, quiet: { from: "13:00", to: "14:00" } };
    expect(isQuiet(atNoon, undefined, at(wall), zone)).toBe(quiet);
  });
  test("a digest waits until every topic of the chat may be sent", () => {
    const held = (["hourly", "daily"] as const).map((topic) => ({
      ...delivery,
      key: topic,
      topic,
      state: "held" as const,
    }));
    const daily = { ...subscription, topic: "daily" as const, quiet: { from: "09:00", to: "11:00" } };
    const subscriptions = [subscription, daily];
    expect(digestsOf(held, { subscriptions, chats: [] }, zone, now)).toEqual([]);
    expect(digestsOf(held, { subscriptions, chats: [] }, zone, now + HOUR)).toHaveLength(1);
  });
  test("a muted chat is quiet until then", () => {
    const chat = {
      chatId: "oc_a",
      mutedUntil: now + 1,
      mutedBy: null,
      filters: noFilters,
      disabledAt: null,
      reason: null,
    };
    expect(isQuiet(undefined, chat, now, zone)).toBe(true);
    expect(isQuiet(undefined, chat, now + 1, zone)).toBe(false);
  });
  test("one digest lists everything that was held back in a chat, once it may be disturbed", () => {
    const held = [1, 2].map((hour) => ({
      ...delivery,
      key: `hourly:${hour}`,
      state: "held" as const,
      window: { begin: hour * HOUR, end: (hour + 1) * HOUR },
    }));
    const other = { ...delivery, key: "x", chatId: "oc_b", state: "held" as const };
    const muted = {
      chatId: "oc_b",
      mutedUntil: now + HOUR,
      mutedBy: null,
      filters: noFilters,
      disabledAt: null,
      reason: null,
    };
    const digests = digestsOf([...held, other], { subscriptions: [], chats: [muted] }, zone, now);
    expect(digests.map(({ digest, told }) => [digest.chatId, digest.window, told.length])).toEqual([
      ["oc_a", { begin: HOUR, end: 3 * HOUR }, 2],
    ]);
  });
});

describe("worth sending", () => {
  const totals = (success: number, failure: number) => ({
    ...{ runs: success + failure, success, failure, unstable: 0, aborted: 0 },
    ...{ other: 0, reruns: 0, retries: 0 },
    ...{ specialRuns: 0, pullRequests: 0, jobs: 0, commits: 0 },
  });
  test.each([
    ["failed", totals(9, 0), totals(0, 9), false],
    ["failed", totals(9, 1), totals(0, 9), true],
    ["worse", totals(9, 1), totals(8, 2), false],
    ["worse", totals(8, 2), totals(9, 1), true],
    ["worse", totals(9, 0), totals(9, 1), false],
    ["worse", totals(9, 1), totals(0, 0), true],
    ["always", totals(0, 0), totals(0, 0), true],
  ] as const)("only when %s", (occasion, now, before, worth) => {
    expect(isWorthSending({ totals: now, before }, occasion)).toBe(worth);
  });
});

test("reports are spread over the minutes after the hour, each chat always at the same moment", () => {
  const offsets = Array.from({ length: 500 }, (_, index) => delayMs(`hourly:1:oc_${index}`, usualSpread));
  expect(Math.min(...offsets)).toBeGreaterThanOrEqual(5_000);
  expect(Math.max(...offsets)).toBeLessThan(45_000);
  const firstHalf = offsets.filter((ms) => ms < 25_000).length;
  expect(firstHalf).toBeGreaterThan(200);
  expect(firstHalf).toBeLessThan(300);
  expect(delayMs("a", usualSpread)).toBe(delayMs("a", usualSpread));
});

test("a uuid leaves room for the suffix that the text of a refused card adds", () => {
  expect(uuidOf("x".repeat(300)).length).toBeLessThanOrEqual(48);
  expect(uuidOf("a")).not.toBe(uuidOf("b"));
});
