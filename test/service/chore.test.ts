import { expect, test } from "vitest";
import { HOUR, SECOND } from "../../src/model/window.ts";
import { countFaults } from "../../src/service/chore.ts";

test("of a night without a database one line an hour is logged, and one when it is back", () => {
  let now = 0;
  const lines: object[] = [];
  const note = (facts: object, message: string) => lines.push({ ...facts, message });
  const fault = new Error("the database cannot be reached");
  const log = { warn: note, info: note } as unknown as Parameters<typeof countFaults>[2];
  const faults = countFaults("sending reports", { now: () => now }, log);
  faults.end();
  for (; now < 2.5 * HOUR; now += SECOND) faults.add(fault);
  faults.end();
  faults.end();
  faults.add(fault);
  const what = "sending reports";
  expect(lines).toEqual([
    { err: fault, what, faults: 1, message: "a chore failed" },
    { err: fault, what, faults: 3601, message: "a chore failed" },
    { err: fault, what, faults: 7201, message: "a chore failed" },
    { what, faults: 9000, message: "a chore works again" },
    { err: fault, what, faults: 1, message: "a chore failed" },
  ]);
});
