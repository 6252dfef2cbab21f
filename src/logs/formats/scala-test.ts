import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { userFrame } from "../user-frame.ts";

const LEVEL = /^\[(?:info|error|warn|INFO|ERROR|WARN(?:ING)?)\] ?/;
const SCALATEST = /^(\s*)- (\S.*?) \*\*\* FAILED \*\*\*(?: \(.*\))?$/;
const ABORTED = /^(\S+) \*\*\* ABORTED \*\*\*/;
const MUNIT = /^\s*==> X ([\w$.]+\.\S.*?) {1,2}[\d.]+m?s\b/;
const SPECS2 = /^(\s*)[x!✘] (\S.*?)(?: \(\d+.*\))?$/;
const JUNIT = /^Test (\S+) failed: (.*)$/;
const ITEM = /^\s*(?:[-+x!✘o*] |==> X )/;
const FRAME = /\(?(?<file>[\w./-]+\.(?:scala|java|kt)):(?<line>\d+)\)?/;
const LOOK_BACK_LINES = 300;

type Build = (at: Cursor) => Finding | null;

/** ScalaTest, MUnit, specs2 and JUnit as sbt, Mill or Maven print them. */
export const scalaTest: Format = {
  name: "scala test",
  readsLevels: true,
  reads: [
    {
      tool: "ScalaTest",
      example: "[info] CartSpec:\n[info] - totals *** FAILED ***\n[info]   1 did not equal 0 (CartSpec.scala:14)",
    },
    {
      tool: "MUnit",
      example: "==> X com.acme.CartSuite.totals  0.05s munit.ComparisonFailException: /ws/CartSuite.scala:12",
    },
    { tool: "specs2", example: "[info] CartSpec\n[error]   x total zero\n[error]    1 != 0 (CartSpec.scala:14)" },
    {
      tool: "JUnit under sbt",
      example: "[error] Test com.acme.CartTest.total failed: expected:<0> but was:<1>, took 0.01 sec",
    },
  ],
  marks: [
    "*** FAILED ***",
    "*** ABORTED ***",
    "==> X ",
    "[error]   x ",
    "[error]     x ",
    "[error]   ! ",
    "[error]     ! ",
    "[error] Test ",
    "Failed tests:",
  ],
  open(notes) {
    /** Names found so far; sbt's list of suites at the end tells of those that have none. */
    const names: string[] = [];

    function add(build: Build, at: Cursor): void {
      notes.addCase(() => {
        const found = build(at);
        if (found !== null) names.push(found.name);
        return found;
      });
    }

    /** `[error] Failed tests:`, then a suite a line. */
    function suites(at: Cursor): void {
      for (const line of until(at.after(200), /^\[error\] (?!\s)|^(?!\[error\])/)) {
        const suite = /^\[error\]\s+([\w$]+(?:\.[\w$]+)+)$/.exec(line.text)?.[1];
        const type = suite?.slice(suite.lastIndexOf(".") + 1) ?? "";
        if (suite === undefined || names.some((name) => name.split(/[.:\s]/).includes(type))) continue;
        add(
          () => ({ ...finding(at, [line], { rule: "scala test", cause: "case", name: suite }), logLine: line.number }),
          at,
        );
      }
    }

    return {
      read(at) {
        const text = at.text.replace(LEVEL, "");
        if (SCALATEST.test(text)) add(scalaTestCase, at);
        else if (ABORTED.test(text)) add((here) => caseAt(here, ABORTED.exec(text)?.[1] ?? text), at);
        else if (MUNIT.test(text)) add((here) => caseAt(here, MUNIT.exec(text)?.[1] ?? text), at);
        else if (JUNIT.test(text)) add((here) => caseAt(here, JUNIT.exec(text)?.[1] ?? text), at);
        else if (at.text.startsWith("[error]") && SPECS2.test(text)) add(specs2Case, at);
        else if (/^\[error\] Failed tests:$/.test(at.text)) suites(at);
      },
    };
  },
};

function caseAt(at: Cursor, name: string): Finding {
  const details = detailsOf(at);
  const excerpt = [at, ...details].slice(0, 40);
  return finding(at, excerpt, { rule: "scala test", cause: "case", name, ...userFrame([...details, at], FRAME) });
}

/** The lines below up to the next case or suite. */
function detailsOf(at: Cursor): LogLine[] {
  const own = indentOf(at.text.replace(LEVEL, ""));
  const isOther = (text: string): boolean => {
    const bare = text.replace(LEVEL, "");
    return (
      bare.trim() !== "" &&
      (indentOf(bare) < own || ITEM.test(bare) || /^(?:[A-Za-z][\w.]*:$|Run completed|Total|Tests:)/.test(bare))
    );
  };
  const lines = at.after(60);
  const end = lines.findIndex(({ text }) => isOther(text));
  return trimBlank(lines.slice(0, end < 0 ? lines.length : end));
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** `CartSpec: A cart should total zero`: the suite, then what the lines above that hold the case say. */
function scalaTestCase(at: Cursor): Finding | null {
  const [, blanks = "", own = ""] = SCALATEST.exec(at.text.replace(LEVEL, "")) ?? [];
  const scopes: string[] = [];
  let indent = blanks.length + 1;
  for (const { text } of at.before(LOOK_BACK_LINES).toReversed()) {
    const bare = text.replace(LEVEL, "");
    const suite = /^(\w+):$/.exec(bare)?.[1];
    if (suite !== undefined) return caseAt(at, `${suite}: ${[...scopes, own].join(" ")}`);
    if (ITEM.test(bare) || bare.trim() === "" || indentOf(bare) >= indent || !isScope(text, bare)) continue;
    indent = indentOf(bare);
    scopes.unshift(bare.trim());
  }
  return caseAt(at, [...scopes, own].join(" "));
}

function isScope(text: string, bare: string): boolean {
  return (
    (LEVEL.test(text) ? text.startsWith("[info]") || text.startsWith("[INFO]") : true) &&
    !/^\s*at |\.scala:\d+\)/.test(bare)
  );
}

function specs2Case(at: Cursor): Finding | null {
  const name = SPECS2.exec(at.text.replace(LEVEL, ""))?.[2];
  const found = name === undefined ? null : caseAt(at, name);
  const details = detailsOf(at);
  return found === null || details.length === 0 ? null : { ...found, ...userFrame(details, FRAME) };
}
