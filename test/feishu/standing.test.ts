import { expect, test } from "vitest";
import { createStanding } from "../../src/feishu/standing.ts";
import { RefusedError, UnreachableError } from "../../src/ports/errors.ts";
import { standingClock } from "../support/clock.ts";

const HOUR = 3_600_000;
const noScope = new RefusedError("Feishu send", 99991672, "no scope", "app");

test("calls are counted for a day", () => {
  const clock = standingClock(0);
  const standing = createStanding(clock);
  standing.note("send", undefined);
  standing.note("groups", new Error("fails"));
  clock.set(23 * HOUR);
  standing.note("send", undefined);
  expect(standing.callsInADay()).toBe(3);
  clock.set(24 * HOUR);
  expect(standing.callsInADay()).toBe(1);
  standing.note("send", undefined);
  expect(standing.callsInADay()).toBe(2);
  clock.set(48 * HOUR);
  expect(standing.callsInADay()).toBe(0);
});

test("refusals that concern the app are held until something is sent again", () => {
  const clock = standingClock(5);
  const standing = createStanding(clock);
  expect(standing.refusal()).toBeUndefined();
  standing.note("send", noScope);
  clock.set(9);
  standing.note("reply", noScope);
  expect(standing.refusal()).toEqual({ error: noScope, sinceMs: 5, count: 2 });
  standing.note("groups", undefined);
  expect(standing.refusal()?.count).toBe(2);
  standing.note("update", undefined);
  expect(standing.refusal()).toBeUndefined();
});

test.each([
  ["of one chat", "send", new RefusedError("Feishu send", 230002, "not in the chat", "gone")],
  ["to list groups", "groups", noScope],
  ["by a network", "send", new UnreachableError("Feishu", { cause: 0 })],
])("a refusal %s says nothing about sending", (_of, operation, fault) => {
  const standing = createStanding(standingClock(0));
  standing.note(operation, fault);
  expect(standing.refusal()).toBeUndefined();
});
