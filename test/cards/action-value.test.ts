import { expect, test } from "vitest";
import { canCarry, parseActionValue, toActionValue } from "../../cards/action-value.ts";

const command = 'case "TestX <at>" 7d --repo pingcap/tidb';

test.each([
  ["private", { v: 1, command, inPlace: true }],
  ["thread", { v: 1, command, inPlace: true, inThread: true }],
  ["group", { v: 1, command }],
] as const)("a command comes back from a click as it went out: %s", (venue, value) => {
  const sent = JSON.parse(JSON.stringify(toActionValue(command, venue)));
  expect(sent).toEqual(value);
  expect(parseActionValue(sent)).toEqual({ kind: "command", command, venue });
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

test.each([
  ["option", { option: "rate" }, "jobs 7d --sort rate"],
  ["days", { form: { from: "2021-06-19 +0800", to: "2021-06-21 +0800" } }, "jobs 7d --sort 2021-06-19..2021-06-21"],
  ["days", { form: { from: "2021-06-21 +0800", to: "2021-06-19 +0800" } }, "jobs 7d --sort 2021-06-19..2021-06-21"],
] as const)("what was chosen is put after the command: %s %j", (append, chosen, line) => {
  const value = toActionValue("jobs 7d --sort", "private", append);
  expect(parseActionValue(value, chosen)).toEqual({ kind: "command", command: line, venue: "private" });
});

test.each([
  ["option", {}],
  ["option", { option: null }],
  ["option", { option: "rate --repo other" }],
  ["option", { option: "--limit" }],
  ["days", {}],
  ["days", { form: { from: "2021-06-19 +0800" } }],
  ["days", { form: { from: "2021-06-19", to: "; rm" } }],
  ["days", { form: { from: 3, to: ["2021-06-19"] } }],
] as const)("nothing else that came with a click becomes part of the command: %s %j", (append, chosen) => {
  expect(parseActionValue(toActionValue("jobs 7d --sort", "private", append), chosen)).toEqual({ kind: "incomplete" });
});
