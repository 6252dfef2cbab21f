import { describe, expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { readLine, type Setting } from "../../../src/commands/kit/read-line.ts";
import { commandLine } from "../../../src/view/command-line.ts";

const setting: Setting = {
  zone: "Asia/Shanghai",
  now: Date.parse("2021-06-21T02:30:00+08:00"),
  limit: 10,
  mostItems: 50,
  readLogsUntilMs: 0,
  asker: null,
};

const read = (line: string) => readLine(line, commands, setting);

function asked(line: string) {
  const reading = read(line);
  if (reading.kind !== "question") throw new Error(`${line}: ${reading.mistake.message.en_us}`);
  return { name: reading.command.name, args: reading.args, ...reading.question };
}

function mistake(line: string) {
  const reading = read(line);
  if (reading.kind !== "mistake") throw new Error(`${line} was understood`);
  return { message: reading.mistake.message.en_us, tries: reading.mistake.tries };
}

test.each([
  ["summary", "summary"],
  ["SUMMARY yesterday", "summary"],
  ["概览 昨天", "summary"],
  ["", "help"],
  ["help summary", "help"],
  ["fails 7d", "failures"],
  ["job tidb_ghpr_unit_test last 7 days", "job"],
  ["pr #24155", "pr"],
  ["run tidb_ghpr_unit_test 4711", "run"],
])("“%s” asks for %s", (line, name) => {
  expect(asked(line).name).toBe(name);
});

test("arguments, range and filters are told apart", () => {
  const { args, scope, slice } = asked("job 'my job' last 7 days --repo tidb -b release-5.0 --limit 20 --page 3");
  expect(args).toEqual({ name: "my job" });
  expect(scope).toMatchObject({ repo: "tidb", branch: "release-5.0" });
  expect(slice).toEqual({ limit: 20, offset: 40 });
});

test.each([
  ["summary", "yesterday"],
  ["pr 24155", "90d"],
  ["job tidb_ghpr_unit_test", "7d"],
  ["case testSuite.TestPlanStats", "30d"],
])("“%s” without a range is about “%s”", (line, range) => {
  expect(asked(line).scope.window).toEqual(asked(`${line} ${range}`).scope.window);
});

test("jobs may be named several times, with patterns", () => {
  expect(asked("jobs --job tidb_* --job tikv_ghpr_test today").scope.jobs).toEqual(["tidb_*", "tikv_ghpr_test"]);
  expect(asked("jobs").scope.jobs).toEqual([]);
});

test("what a phone makes of dashes, quotes and spaces is read as it was meant", () => {
  expect(asked("summary　yesterday —repo tidb").scope.repo).toBe("tidb");
  expect(asked("job “my job” –limit 5")).toMatchObject({ args: { name: "my job" }, slice: { limit: 5 } });
});

test("a list is never longer than a card can show", () => {
  expect(asked("jobs --limit 9999").slice.limit).toBe(50);
});

describe("a mistake says what was not understood and what may have been meant", () => {
  test.each([
    ["sumary yesterday", "“sumary”", "summary yesterday"],
    ["sumary yesterdya", "“sumary”", "summary yesterday"],
    ["sumary 7d --limit many", "“sumary”", "summary yesterday"],
    ["jobs lst week", "“lst week”", "jobs last week"],
    ["faliures", "“faliures”", "failures"],
    ["yesterday", "“yesterday”", "summary yesterday"],
    ["最近7天", "“最近7天”", "summary 最近7天"],
    ["summary tomorow", "“tomorow”", "summary yesterday"],
    ["job x 2021-13-01", "“2021-13-01”", "job x yesterday"],
    ["summary --repository tidb", "--repository", "summary yesterday"],
    ["summary --repo", "--repo", "summary yesterday"],
    ["summary --limit many", "whole number", "summary yesterday"],
    ["summary --limit 0", "whole number", "summary yesterday"],
    ["job", "/ci job NAME [range]", "job tidb_ghpr_unit_test"],
    ["pr twelve", "“twelve” is not a pull request number", "pr 24155"],
    ["run a b", "“b” is not a run number", "run tidb_ghpr_unit_test 4711"],
    ["run a 1 2", "Too many arguments", "run tidb_ghpr_unit_test 4711"],
    ["summary 2021-06-21..2021-06-20", "ends before it begins", "summary yesterday"],
  ])("“%s”", (line, told, tried) => {
    const { message, tries } = mistake(line);
    expect(message).toContain(told);
    expect(tries).toContain(tried);
  });

  test("rubbish of any kind", () => {
    for (const line of [
      "'",
      '"',
      "--",
      "--help",
      "-",
      "\\",
      "$(reboot)",
      "__proto__",
      "constructor",
      "a".repeat(5_000),
    ])
      expect(["mistake", "question"]).toContain(read(line).kind);
    expect(mistake("constructor").message).toContain("constructor");
  });
});

test("a written command line reads back as the same question", () => {
  const { scope, slice, zone } = asked(
    "job 'a b' 2021-06-19T08:00..2021-06-19T12:30 --repo tidb --job x* --limit 7 --page 2",
  );
  const again = asked(commandLine(["job", "a b"], scope, zone, slice));
  expect(again.scope).toEqual(scope);
  expect(again.slice).toEqual(slice);
  expect(again.args).toEqual({ name: "a b" });
});

test("a written window is absolute, so that it means the same tomorrow", () => {
  const { scope, zone } = asked("summary yesterday");
  expect(commandLine(["summary"], scope, zone)).toBe("summary 2021-06-20");
  expect(commandLine(["summary"], asked("summary last week").scope, zone)).toBe("summary 2021-06-14..2021-06-20");
  expect(commandLine(["summary"], asked("summary 3h").scope, zone)).toBe("summary 2021-06-20T23:31..2021-06-21T02:31");
});

test("two ranges are told apart wherever they can be parted", () => {
  const day = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
  const windows = (line: string) => {
    const { scope, before } = asked(line);
    return [scope.window.begin, scope.window.end, before.begin, before.end];
  };
  const twoDays = [day("2021-06-20"), day("2021-06-21"), day("2021-06-19"), day("2021-06-20")];
  expect(windows("compare 2021-06-20 2021-06-19")).toEqual(twoDays);
  expect(windows("compare yesterday vs 2021-06-19")).toEqual(twoDays);
  expect(windows("对比 昨天 与 前天")).toEqual(twoDays);
  expect(windows("compare yesterday")).toEqual(twoDays);
  expect(windows("compare")).toEqual(twoDays);
  expect(windows("compare last week 2021-06-01..2021-06-03")).toEqual([
    day("2021-06-14"),
    day("2021-06-21"),
    day("2021-06-01"),
    day("2021-06-04"),
  ]);
  expect(mistake("compare yesterday nonsense").message).toContain("yesterday nonsense");
});

test("lists can be ordered, narrowed to special runs and begun anywhere", () => {
  expect(asked("jobs --sort rate --limit 10 --skip 13").slice).toEqual({ limit: 10, offset: 13, sort: "rate" });
  expect(asked("jobs --special").scope.special).toBe(true);
  expect(asked("run tidb_ghpr_unit_test 4711 --page 3").slice).toEqual({ limit: 10, offset: 20 });
  expect(mistake("jobs --sort rates").tries[0]).toBe("jobs --sort rate");
  expect(mistake("failures --sort rate").message).toContain("failures, name");
  expect(mistake("jobs --skip -1").message).toContain("whole number");
});

test("the name of a case goes into a command line and out of it, whatever is in it", () => {
  const names = [
    "testSuite.TestPlanStats",
    "TestX/with spaces and (brackets)",
    'lookup "goproxy.local": no such host',
    "can't open file",
    "--- FAIL",
    "“curly” – and wide　space",
    `both "kinds" and 'kinds'`,
    "*",
  ];
  for (const name of names) {
    const { args } = asked(
      commandLine(["case", name], { window: { begin: 0, end: 86_400_000 }, jobs: [] }, setting.zone),
    );
    const pattern = new RegExp(
      `^${(args.name ?? "")
        .split("*")
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
        .join(".*")}$`,
    );
    expect(name).toMatch(pattern);
  }
});

test("a line leaves nothing behind for the next of the same command, even if it is wrong", () => {
  asked("jobs 7d --repo tidb --job a --job b --limit 3 --sort rate --special");
  mistake("jobs today --nonsense");
  const { scope, slice, limitGiven } = asked("jobs today");
  expect(scope).toMatchObject({ repo: undefined, jobs: [], special: undefined });
  expect({ slice, limitGiven }).toEqual({ slice: { limit: 10, offset: 0 }, limitGiven: false });
});

test("quotes of every kind hold a name together", () => {
  for (const line of ["job 'my job'", 'job "my job"', "job ‘my job’", "job “my job”", "job 「my job」"])
    expect(asked(line).args).toEqual({ name: "my job" });
});

test.each([
  ["summary 0d", "“0d” is an empty range.", "“0d”是空的时间范围。"],
  ["summary tomorrow", "“tomorrow” has not begun yet.", "“tomorrow”还没有开始。"],
  ["summary 20y", "“20y” is longer than ten years.", "“20y”超过了十年。"],
  ["summary today..yesterday", "“today..yesterday” ends before it begins.", "“today..yesterday”的结束早于开始。"],
])("%s says what is wrong with its range", (line, en_us, zh_cn) => {
  const reading = read(line);
  expect(reading).toMatchObject({ kind: "mistake", mistake: { message: { en_us, zh_cn } } });
});

test("an order that does not exist is suggested again with the same arguments and range", () => {
  expect(mistake("jobs 7d --sort rates").tries[0]).toBe("jobs 7d --sort rate");
});
