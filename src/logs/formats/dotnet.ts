import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { DOTNET_FRAME, userFrame } from "../user-frame.ts";
import { titledBlock } from "./titled-block.ts";

const TOOK = String.raw`(?: [[(](?:< ?)?[\d.,:]+ ?(?:[munµ]?s|min|m|h)?(?: \d+ ?m?s)*[\])])?`;
const VSTEST = new RegExp(`^\\s*(?:Failed|X|失败) +(\\S.*?)${TOOK}$`);
const VSTEST_STOP =
  /^\s*(?:Failed|Passed|Skipped|X|V|!|失败|已通过|已跳过) +\S.*[\])]$|^(?:Failed!|Passed!|Total tests:|Test Run |Results File:|\[xUnit|Test summary)|^Build /;
const XUNIT = /^((?:\[xUnit\.net [\d:.]+\])?\s*)(\S.*?) \[FAIL\]$/;
const TERMINAL = /^\s*(?:(.+?)\((\d+)\): )?error TESTERROR:\s*(.*)$/;
const TERMINAL_CASE = /^\s*(\S.*?) \([\d.,]+ ?m?s\): Error Message: /;
const PLATFORM = new RegExp(`^failed (\\S.*?)${TOOK}$`);
const SHOWN_LINES = 40;

/** Test runners of .NET: VSTest, xunit's own, `dotnet test` in a terminal, Microsoft.Testing.Platform. */
export const dotnet: Format = {
  name: "dotnet test",
  reads: [
    {
      tool: "dotnet test (VSTest)",
      example: "  Failed Acme.CartTests.Total [12 ms]\n  Error Message:\n   Assert.Equal() Failure",
    },
    { tool: "xunit", example: "    Acme.CartTests.Total [FAIL]\n      Assert.Equal() Failure" },
    {
      tool: "dotnet test (terminal logger)",
      example:
        "    /ws/CartTests.cs(14): error TESTERROR: \n      Acme.CartTests.Total (12ms): Error Message: Assert.Equal() Failure",
    },
    {
      tool: "Microsoft.Testing.Platform",
      example: "failed Total_IsZero (12ms)\n  Assert.AreEqual failed.\nTest run summary: Failed!",
    },
  ],
  marks: [
    "Error Message:",
    "错误消息:",
    " [FAIL]",
    "error TESTERROR:",
    "Test run summary: Failed!",
    "running when the crash occurred",
  ],
  open: (notes) => ({
    read(at) {
      for (const build of casesAt(at)) notes.addCase(build);
    },
  }),
};

function casesAt(at: Cursor): (() => Finding | null)[] {
  if (at.text.startsWith("Test run summary: Failed!")) return platformCases(at);
  if (at.text.includes("running when the crash occurred")) return crashedCases(at);
  if (at.text.includes("error TESTERROR:")) return [() => terminalCase(at)];
  if (/^\s*(?:Error Message|错误消息):$/.test(at.text)) return [() => vstestCase(at)];
  return XUNIT.test(at.text) ? [() => xunitCase(at)] : [];
}

/** NUnit's console: `1) Failed : name`, or in older versions `1) Test Failure : name`. */
export const nunit: Format = titledBlock({
  name: "nunit",
  reads: [{ tool: "NUnit console", example: "1) Failed : Acme.CartTests.Total\n  Expected: 0\n  But was:  1" }],
  marks: [
    ") Failed : ",
    ") Error : ",
    ") Test Failure : ",
    ") Test Error : ",
    ") SetUp Error : ",
    ") TearDown Error : ",
  ],
  title: /^\d+\) (?:Failed|Error|Test Failure|Test Error|SetUp Error|TearDown Error) : (?<name>\S.*)$/,
  stop: /^\d+\) |^(?:Tests Not Run|Run Settings|Test Run Summary|Tests run:)/,
  frame: DOTNET_FRAME,
});

function caseWith(at: Cursor, name: string, lines: readonly LogLine[]): Finding {
  const excerpt = lines.slice(0, SHOWN_LINES);
  return finding(at, excerpt, { rule: "dotnet test", cause: "case", name, ...userFrame(lines, DOTNET_FRAME) });
}

function vstestCase(at: Cursor): Finding | null {
  const title = at.before(1)[0];
  const name = VSTEST.exec(title?.text ?? "")?.[1];
  if (title === undefined || name === undefined) return null;
  return caseWith(at, name, [title, at, ...trimBlank(until(at.after(80), VSTEST_STOP))]);
}

function xunitCase(at: Cursor): Finding | null {
  const [, lead = "", name] = XUNIT.exec(at.text) ?? [];
  if (name === undefined || /^\S*│/.test(lead)) return null;
  const isDeeper = (text: string): boolean =>
    text.trim() === "" || (indent(text) > indent(at.text) && !XUNIT.test(text));
  const following = at.after(60);
  const end = following.findIndex(({ text }) => !isDeeper(text));
  return caseWith(at, name, [at, ...trimBlank(following.slice(0, end < 0 ? following.length : end))]);
}

/** Without the runner's own stamp. */
function indent(text: string): number {
  const bare = text.replace(/^\[xUnit\.net [\d:.]+\]/, "");
  return bare.length - bare.trimStart().length;
}

function terminalCase(at: Cursor): Finding | null {
  const [, file, line, rest = ""] = TERMINAL.exec(at.text) ?? [];
  const body = until(at.after(60), /: error |^\s*$|^Test summary:|^Build (?:failed|succeeded)/);
  const name = TERMINAL_CASE.exec(rest === "" ? (body[0]?.text ?? "") : rest)?.[1];
  if (name === undefined) return null;
  const found = caseWith(at, name, [at, ...body]);
  return file === undefined ? found : { ...found, file: file.trim(), line: Number(line) };
}

function platformCases(at: Cursor): (() => Finding)[] {
  const lines = at.before(1500);
  return lines.flatMap((line, index) => {
    const name = PLATFORM.exec(line.text)?.[1];
    if (name === undefined) return [];
    const body = until(lines.slice(index + 1), /^\S/);
    return [() => ({ ...caseWith(at, name, [line, ...trimBlank(body)]), logLine: line.number })];
  });
}

/** The process died; these tests had not ended. */
function crashedCases(at: Cursor): (() => Finding)[] {
  const names = until(at.after(50), /^\s*$|\s\S+\s/).map(({ text }) => text.trim());
  const before = at.before(30);
  const begin = before.findLastIndex(({ text }) => /^The active test run was aborted/i.test(text));
  return names.map((name) => () => caseWith(at, name, [...(begin < 0 ? [] : before.slice(begin)), at]));
}
