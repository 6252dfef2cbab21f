import pino from "pino";
import { expect, test } from "vitest";
import { createRefusalLog } from "../../src/feishu/refusal-log.ts";
import { standingClock } from "../support/clock.ts";

test("a flood of refused requests is a line a minute and reason, with how many more came", () => {
  const lines: string[] = [];
  const clock = standingClock(0);
  const log = createRefusalLog(clock, pino({ base: null, timestamp: false }, { write: (line) => lines.push(line) }));
  for (let second = 0; second <= 60; second++) {
    clock.set(second * 1_000);
    log.note("the signature is wrong or missing");
    if (second === 30) log.note("the body is not a JSON object");
  }
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 40, reason: "the signature is wrong or missing", msg: "refused an event" },
    { level: 40, reason: "the body is not a JSON object", msg: "refused an event" },
    { level: 40, reason: "the signature is wrong or missing", more: 59, msg: "refused an event" },
  ]);
});
