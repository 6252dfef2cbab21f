import { describe, expect, test } from "vitest";
import { parseRules } from "../../src/logs/rule-file.ts";
import { builtinRules, rulesForJob, rulesVersion } from "../../src/logs/rules.ts";
import { scanText } from "./scan-text.ts";

/** Rules as the service of sync_ci read them. */
const ORIGINAL = JSON.stringify([
  { jobs: [], regex: "error: could not compile `[_a-z1-9]*`", key: "compile" },
  { jobs: ["tics_test", "tics_*_nightly"], regex: "Failed in branch TiCS Test", key: "case" },
  { jobs: [], regex: "Caused by:.*?could not parse input as TOML", key: "compile", lines: 3 },
]);

test("the rules of sync_ci are read", () => {
  const { rules, faults } = parseRules(ORIGINAL);
  expect(faults).toEqual([]);
  expect(rules.rules.map(({ cause, lines, jobs }) => ({ cause, lines, jobs: jobs.length }))).toEqual([
    { cause: "compile", lines: 1, jobs: 0 },
    { cause: "case", lines: 1, jobs: 2 },
    { cause: "compile", lines: 3, jobs: 0 },
  ]);
});

test("a rule matches as many lines at once as it asks for", async () => {
  const { rules } = parseRules(ORIGINAL);
  const scan = await scanText("x\nCaused by:\n  parsing\n  could not parse input as TOML\ny\n", rules);
  expect(scan.failures.map(({ cause, name }) => [cause, name])).toEqual([
    ["compile", "Caused by:\n  parsing\n  could not parse input as TOML"],
  ]);
});

test.each([
  ["tics_test", 3],
  ["tics_release_nightly", 3],
  ["tics_nightly", 2],
  ["other", 2],
])("of the rules, job %s has %i", (job, count) => {
  expect(rulesForJob(parseRules(ORIGINAL).rules, job).rules).toHaveLength(count);
});

const OWN = `
# what our site knows
rules:
  - name: licence server
    regex: 'licence server (?P<host>\\S+) said (\\d+)'
    cause: env
    failure: licence server \${host} $2
    context: 1
    owner: "@infra"
    hint: restart it
  - regex: "case ([a-z_]+) has failed"
    cause: case
    failure: $1
`;

test("a rule names the failure, its owner and what to do", async () => {
  const { rules, faults } = parseRules(OWN);
  expect(faults).toEqual([]);
  const scan = await scanText("a\nb\nlicence server lm1 said 503\nc\nd\nscript returned exit code 1\n", rules);
  expect(scan.failures).toMatchObject([
    { cause: "env", name: "licence server lm1 503", owner: "@infra", hint: "restart it", rule: "licence server" },
  ]);
  expect(scan.failures[0]?.excerpt).toBe("a\nb\nlicence server lm1 said 503\nc");
});

test("a site's rules are added to the built-in ones, and come first", async () => {
  const rules = { rules: [...parseRules(OWN).rules.rules, ...builtinRules().rules] };
  const log = "case one_two has failed\n--- FAIL: TestA (0.00s)\n    a_test.go:1: no\n";
  expect((await scanText(log, rules)).failures.map(({ name }) => name)).toEqual(["one_two", "TestA"]);
});

describe("a bad rule is reported with its place, and the others apply", () => {
  test.each([
    ["a broken regex", "- {regex: '(unclosed group', cause: env}", "missing closing"],
    ["no fixed text", "- {regex: '.*[0-9]+.*', cause: env}", "fixed text"],
    ["an unknown cause", "- {regex: 'something', cause: weather}", "cause"],
    ["no cause", "- {regex: 'something'}", "cause"],
    ["an unknown key", "- {regex: 'something', cause: env, colour: red}", "colour"],
    ["a group that is not there", "- {regex: 'something', cause: env, failure: $3}", "group $3"],
    ["an end without a begin", "- {regex: 'something', cause: env, end: 'success'}", "end needs a begin"],
    ["too many lines", "- {regex: 'something', cause: env, lines: 5000}", "lines"],
    ["a backreference, which takes more than linear time", "- {regex: '(something)\\1', cause: env}", ""],
    ["no rule at all", "- 12", "object"],
  ])("%s", (_, bad, words) => {
    const { rules, faults } = parseRules(`- {regex: good one, cause: env}\n${bad}\n- {regex: another, cause: case}\n`);
    expect(rules.rules.map(({ regex }) => regex)).toEqual(["good one", "another"]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ line: 2, column: 3 });
    expect(faults[0]?.message.toLowerCase()).toContain(words);
  });

  test.each([
    ["not a list", "hello", 1],
    ["not YAML", "- a\n- [b\n", 3],
    ["nothing", "", 1],
    ["nested without end", "[".repeat(50_000), 1],
    ["nested without end in blocks", "- ".repeat(50_000), 1],
    ["nothing but faults", `[]${"[a] ".repeat(20_000)}`, 1],
  ])("a file that is %s", (_, text, line) => {
    const { rules, faults } = parseRules(text);
    expect(rules.rules).toEqual([]);
    expect(faults[0]?.line).toBe(line);
  });
});

test("the version changes with the rules, and only then", () => {
  const version = rulesVersion(parseRules(OWN).rules);
  expect(rulesVersion(parseRules(OWN).rules)).toBe(version);
  expect(rulesVersion(parseRules(OWN.replace("restart it", "wait")).rules)).not.toBe(version);
  expect(rulesVersion(builtinRules())).not.toBe(version);
});

test("no rule can stall the scan: a catastrophic pattern ends", async () => {
  const { rules, faults } = parseRules("- {regex: 'matching(a+)+(b|a?)+$', cause: case}");
  expect(faults).toEqual([]);
  const line = `matching${"a".repeat(5000)}!\n`;
  // A backtracking engine would not finish the first line within the age of the universe.
  const scan = await scanText(line.repeat(200), rules);
  expect(scan.failures).toEqual([]);
});

describe("a rule with a begin", () => {
  const { rules, faults } = parseRules(`
- regex: '^assertion failed: (.*)'
  cause: case
  begin: 'Running case (?P<case>\\S+)'
  end: 'case \\S+ passed'
  failure: '\${case}: $1'
`);

  test("names the case that was running, however far above it began", async () => {
    expect(faults).toEqual([]);
    const log = `Running case pay\ncase pay passed\nRunning case refund\n${"work\n".repeat(60_000)}assertion failed: 1 row\n`;
    expect((await scanText(log, rules)).failures).toMatchObject([{ name: "refund: 1 row", logLine: 60_004 }]);
  });

  test("does not apply in a section that ended, or before the first", async () => {
    expect(
      (await scanText("assertion failed: 1\nRunning case a\ncase a passed\nassertion failed: 2\n", rules)).failures,
    ).toEqual([]);
  });
});

test("an echoed command is not matched", async () => {
  const { rules } = parseRules("- {regex: 'something broke', cause: case}");
  expect((await scanText("+ echo something broke\n", rules)).failures).toEqual([]);
  expect((await scanText("something broke\n", rules)).failures).toHaveLength(1);
});
