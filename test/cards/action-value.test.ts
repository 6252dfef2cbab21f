import { expect, test } from "vitest";
import { canCarry, parseActionValue, toActionValue } from "../../cards/action-value.ts";

const command = 'case "TestX <at>" 7d --repo pingcap/tidb';

test.each([
  [true, { v: 1, command, inPlace: true }],
  [false, { v: 1, command }],
])("a command comes back from a click as it went out, in place: %s", (inPlace, value) => {
  const sent = JSON.parse(JSON.stringify(toActionValue(command, inPlace)));
  expect(sent).toEqual(value);
  expect(parseActionValue(sent)).toEqual({ kind: "command", command, inPlace });
});

test.each([
  [{ v: 0, command: "jobs" }, "outdated"],
  [{ v: 2, run: ["jobs"] }, "outdated"],
  [{ v: "1", command: "jobs" }, "unsupported"],
  [{ command: "jobs" }, "unsupported"],
  [{ v: 1 }, "unsupported"],
  [{ v: 1, command: 3 }, "unsupported"],
  [{ v: 1, command: " " }, "unsupported"],
  [{ v: 1, command: "x".repeat(1001) }, "unsupported"],
  ['{"v":1,"command":"jobs"}', "unsupported"],
  [["jobs"], "unsupported"],
  [null, "unsupported"],
  [undefined, "unsupported"],
])("%j is %s", (value, kind) => {
  expect(parseActionValue(value)).toEqual({ kind });
});

test("only a command that could come back is put on a button", () => {
  expect([canCarry("jobs"), canCarry(""), canCarry("x".repeat(1000)), canCarry("x".repeat(1001))]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
