import { excerptOfCase, linesOf } from "./case-excerpt.ts";
import type { CaseName } from "./case-name.ts";
import { placeOfCase } from "./case-place.ts";
import type { ResultCase } from "./result-case.ts";
import type { FailedCase } from "./test-results.ts";

const GOCHECK_CASE = /^(?:FAIL|PANIC): (\S+\.go):(\d+): (\S+)$/;
const GOCHECK_END = /^(?:PASS|FAIL|SKIP|MISS|PANIC|START|OOPS|OK): |^-{40,}$|^--- |^(?:ok|FAIL)\s/;
/** Code that cannot be built or loaded is not a failure of the test case. */
const NOT_BUILT =
  /^[ \t]*(?:SyntaxError|E +(?:ImportError|ModuleNotFoundError|SyntaxError))\b|Cannot find module|error TS\d+|\bTS\d+: /m;

/** The failures of a failed test case: mostly itself, but the suite's test cases for a Go test that runs gocheck. */
export function failedCases(found: ResultCase, named: CaseName): FailedCase[] {
  const lines = linesOf(found.details);
  const inner = named.target === null ? [] : gocheckCases(lines, named.target);
  return inner.length > 0 ? inner : [failedCase(found, named, lines)];
}

function failedCase(found: ResultCase, named: CaseName, lines: readonly string[]): FailedCase {
  const { className, name: caseName, durationMs } = found;
  const { name, target } = named;
  const message = linesOf(found.message);
  const excerpt = excerptOfCase(message, lines);
  const place = placeOfCase([...lines, ...message], isOwn(named, className));
  const written = { file: named.file ?? found.file, line: lineOf(found) };
  const { file, line } = place ?? written;
  const cause = isNotBuilt(found, name) ? "compile" : "case";
  return { cause, name, className, caseName, target, file, line, excerpt, durationMs, isWrapper: isWrapper(found) };
}

/** Whether a file in a stack trace is the one that contains the test case. */
function isOwn(named: CaseName, className: string): (file: string) => boolean {
  const types = new Set(className.split(/[.$\\]/));
  return (file) => {
    if (named.file !== null)
      return file === named.file || file.endsWith(`/${named.file}`) || named.file.endsWith(`/${file}`);
    const [base = ""] = file.split(/[/\\]/).slice(-1);
    return types.has(base.replace(/\.\w+$/, "")) || base.endsWith("_test.go");
  };
}

/** pytest counts lines from 0. */
function lineOf({ file, line }: ResultCase): number | null {
  return line !== null && file?.endsWith(".py") ? line + 1 : line;
}

function isNotBuilt({ message, details }: ResultCase, name: string): boolean {
  if (/ \[(?:build|setup) failed\]$/.test(name)) return true;
  return (/: Test suite failed to run$/.test(name) || message === "collection failure") && NOT_BUILT.test(details);
}

/** bazel only knows that a test failed, gotestsum that a package failed. */
function isWrapper({ name, suite, message }: ResultCase): boolean {
  return (
    /^(?:TestMain|\[(?:build|setup) failed\])$/.test(name) ||
    (/^exited with error code \d+/.test(message) && suite === name)
  );
}

function gocheckCases(lines: readonly string[], target: string): FailedCase[] {
  return lines.flatMap((text, index): FailedCase[] => {
    const [, file, line, name] = GOCHECK_CASE.exec(text) ?? [];
    if (file === undefined || name === undefined) return [];
    const following = lines.slice(index + 1);
    const end = following.findIndex((next) => GOCHECK_END.test(next));
    const excerpt = excerptOfCase([], following.slice(0, end < 0 ? following.length : end));
    const common = { cause: "case", className: "", caseName: name, durationMs: null, isWrapper: false } as const;
    return [{ ...common, name, target, file, line: Number(line), excerpt }];
  });
}
