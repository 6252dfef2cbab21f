import { expect, test } from "vitest";
import { createAllowance } from "../../src/api/guards.ts";
import { HOUR, SECOND } from "../../src/model/window.ts";

test("as many calls as the burst pass at once, then as many as the seconds bring, and no more after a long rest", () => {
  let now = 0;
  const allowance = createAllowance(3, 2, { now: () => now });
  const takenOf = (calls: number) => Array.from({ length: calls }, () => allowance.take()).filter(Boolean).length;
  expect(takenOf(10)).toBe(3);
  now += SECOND;
  expect(takenOf(10)).toBe(2);
  now += SECOND / 4;
  expect(takenOf(10)).toBe(0);
  now += SECOND / 4;
  expect(takenOf(10)).toBe(1);
  now += HOUR;
  expect(takenOf(10)).toBe(3);
});

test("a clock that is set back gives nothing and takes nothing", () => {
  let now = HOUR;
  const allowance = createAllowance(1, 1, { now: () => now });
  expect(allowance.take()).toBe(true);
  now -= HOUR / 2;
  expect(allowance.take()).toBe(false);
  now += SECOND;
  expect(allowance.take()).toBe(true);
});
