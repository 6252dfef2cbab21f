import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RuleFault } from "../../src/logs/rule-file.ts";
import { builtinRules } from "../../src/logs/rules.ts";
import { openRuleBook } from "../../src/service/rules.ts";
import { standingClock } from "../support/clock.ts";

const clock = standingClock(1_000_000);
let folder: string;
let file: string;
let told: (readonly RuleFault[])[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-rules-"));
  file = path.join(folder, "rules.yaml");
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openRuleBook(file, clock, (faults) => told.push(faults));
const own = (book: ReturnType<typeof open>) =>
  book
    .rules()
    .rules.filter((rule) => !builtinRules().rules.includes(rule))
    .map(({ name }) => name);
const later = () => clock.set(clock.now() + 5000);
const rule = (name: string) => `- { name: ${name}, regex: "broken ${name}", cause: env }\n`;

test("without a file the built-in rules are in force", () => {
  const book = openRuleBook(undefined, clock, () => expect.unreachable());
  expect(book.rules()).toBe(builtinRules());
  expect(book.faults()).toEqual([]);
});

test("a file is read at once, and again when it has changed", () => {
  writeFileSync(file, rule("one"));
  const book = open();
  expect(own(book)).toEqual(["one"]);
  const before = book.rules();
  later();
  expect(book.rules()).toBe(before);
  writeFileSync(file, rule("one") + rule("two"));
  later();
  expect(own(book)).toEqual(["one", "two"]);
});

test("a rule that is wrong is told of once, with its place, and the others count", () => {
  writeFileSync(file, `${rule("one")}- { name: bad, regex: "(unclosed thing", cause: env }\n${rule("two")}`);
  const book = open();
  expect(own(book)).toEqual(["one", "two"]);
  expect(book.faults()).toMatchObject([{ line: 2 }]);
  later();
  book.rules();
  expect(told).toHaveLength(1);
});

test("a file that goes or breaks leaves the rules that were read before in force", () => {
  writeFileSync(file, rule("one"));
  const book = open();
  expect(own(book)).toEqual(["one"]);
  rmSync(file);
  later();
  expect(own(book)).toEqual(["one"]);
  expect(book.faults()[0]?.message).toContain("ENOENT");
  writeFileSync(file, "- { name: half, regex: [");
  later();
  expect(own(book)).toEqual(["one"]);
  expect(book.faults()[0]?.line).toBe(1);
  writeFileSync(file, rule("back"));
  later();
  expect(own(book)).toEqual(["back"]);
  expect(book.faults()).toEqual([]);
});

test("a file that is missing from the start is a fault, and no more", () => {
  const book = open();
  expect(own(book)).toEqual([]);
  expect(told).toHaveLength(1);
});
