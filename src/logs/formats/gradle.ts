import type { FailureCause } from "../../model/failure.ts";
import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { networkFault } from "./network-fault.ts";
import { endsRun } from "./run-end.ts";
import { upTo } from "./shapes/shape.ts";

const TASK = /^(?:> Task )?(?<task>:[\w:.-]+)(?<failed> FAILED)?(?: (?:UP-TO-DATE|NO-SOURCE|FROM-CACHE|SKIPPED))?$/;
const WENT_WRONG = /^\* What went wrong:$/;
const BLOCK_END =
  /^\* (?:Try|Exception is|Get more help)|^={20,}|^-{20,}|^BUILD FAILED|^\d+: Task failed|^\[Pipeline\]|^Finished: /;
const EXECUTION = /^Execution failed for task '(?<task>:[^']+)'/;
const WHERE = /^(?:Build file|Script|Settings file|Initialization script) '(?<file>[^']+)'(?: line: (?<line>\d+))?/;
const CHECKS =
  /check|lint|spotless|pmd|ktlint|detekt|format|license|spotbugs|findbugs|jacoco|coverage|kover|sonar|forbidden|verif|sniffer|apidiff|japicmp/i;
const TESTS = /test/i;
/** The cases say why, or the compiler does. */
const SAYS_ELSEWHERE = /There were failing tests|Test run failed|Some tests failed/;
const BLOCK_LINES = 60;

interface Run {
  readonly begin: number;
  end: number;
  failedAt: Cursor | null;
}

/** Gradle: what went wrong, in its own words; a compiler's or a test's tell more of the same task. */
export const gradle: Format = {
  name: "gradle",
  prints: ["gradle"],
  reads: [
    {
      tool: "Gradle (task)",
      example:
        "> Task :core:spotlessJavaCheck FAILED\n\n* What went wrong:\nExecution failed for task ':core:spotlessJavaCheck'.\n> The following files had format violations:\n      src/main/java/com/acme/core/Ledger.java",
    },
    {
      tool: "Gradle (build script)",
      example:
        "* Where:\nBuild file '/ws/build.gradle' line: 24\n\n* What went wrong:\nA problem occurred evaluating root project 'shop'.\n> Could not find method implmentation() for arguments [com.acme:core:1.0]",
    },
    {
      tool: "Gradle (dependencies)",
      example:
        "* What went wrong:\nCould not resolve all files for configuration ':app:compileClasspath'.\n> Could not find com.acme:widgets:4.2.1.",
    },
  ],
  marks: ["> Task :", "* What went wrong:"],
  open(notes) {
    const runs = new Map<string, Run>();
    const blocks: { readonly task: string | undefined; readonly found: Finding }[] = [];
    let current: Run | undefined;
    let failures = 0;

    function enter(at: Cursor, task: string, failed: boolean): void {
      if (current !== undefined && current !== runs.get(task)) current.end = at.number - 1;
      const run = runs.get(task) ?? { begin: at.number, end: at.number, failedAt: null };
      run.failedAt ??= failed ? at : null;
      runs.set(task, run);
      current = run;
    }

    function leave(at: Cursor): void {
      if (current !== undefined) current.end = Math.max(current.end, at.number - 1);
      current = undefined;
    }

    return {
      read(at) {
        const { task, failed } = TASK.exec(at.text)?.groups ?? {};
        if (task !== undefined) return enter(at, task, failed !== undefined);
        if (!WENT_WRONG.test(at.text)) return;
        leave(at);
        failures++;
        const block = blockAt(at);
        if (block !== null) blocks.push(block);
      },
      end() {
        if (current !== undefined) current.end = Number.MAX_SAFE_INTEGER;
        for (const { task, found } of blocks)
          notes.add(withSpan(found, task === undefined ? undefined : runs.get(task), failures));
        const told = new Set(blocks.map(({ task }) => task));
        for (const [task, { begin, end, failedAt }] of runs) {
          if (failedAt !== null && !told.has(task) && !isTests(task))
            notes.add({ ...silentTask(failedAt, task), spanBegin: begin, spanEnd: Math.max(begin, end) });
        }
      },
    };
  },
};

const isTests = (task: string): boolean => TESTS.test(task) && !CHECKS.test(task);
const causeOf = (task: string): FailureCause => (CHECKS.test(task) ? "check" : isTests(task) ? "case" : "compile");

/** Of one failed task the whole of what follows its header speaks; of several each has its own lines only. */
function withSpan(found: Finding, run: Run | undefined, failures: number): Finding {
  if (found.weight !== "wrapper") return found;
  if (failures === 1) return { ...found, spanBegin: run?.begin ?? 1 };
  return run === undefined ? found : { ...found, spanBegin: run.begin, spanEnd: Math.max(run.begin, run.end) };
}

function silentTask(at: Cursor, task: string): Finding {
  const name = `Execution failed for task '${task}'`;
  return finding(at, [at, ...at.after(20)], { rule: "gradle", cause: causeOf(task), name, weight: "wrapper" });
}

function blockAt(at: Cursor): { readonly task: string | undefined; readonly found: Finding } | null {
  const lines = trimBlank(upTo(at.after(BLOCK_LINES), BLOCK_END));
  const [first, ...reasons] = lines;
  if (first === undefined) return null;
  const task = EXECUTION.exec(first.text)?.groups?.task;
  const text = lines.map((line) => line.text).join("\n");
  if (task !== undefined && SAYS_ELSEWHERE.test(text)) return null;
  const fault = networkFault(text);
  const excerpt = [...placeLines(at), ...lines];
  const fields = { rule: "gradle", name: nameOf(first, task, reasons), ...placeOf(at) };
  if (fault !== undefined) {
    const weight = endsRun(at) ? "final" : "recovered";
    return { task, found: finding(at, excerpt, { ...fields, name: fault, cause: "env", precedence: 20, weight }) };
  }
  const cause = task === undefined ? "compile" : causeOf(task);
  const spanEnd = lines.at(-1)?.number ?? at.number;
  return { task, found: finding(at, excerpt, { ...fields, cause, weight: "wrapper", precedence: 5, spanEnd }) };
}

function nameOf(first: LogLine, task: string | undefined, reasons: readonly LogLine[]): string {
  if (task !== undefined) return `Execution failed for task '${task}'`;
  const reason = reasons.find(({ text }) => /^\s*> \S/.test(text))?.text.replace(/^\s*> /, "");
  return [first.text.replace(/\.$/, ""), ...(reason === undefined ? [] : [reason])].join(": ");
}

function placeLines(at: Cursor): readonly LogLine[] {
  return at.before(4).filter(({ text }) => WHERE.test(text));
}

function placeOf(at: Cursor): Partial<Place> | undefined {
  const { file, line } = WHERE.exec(placeLines(at)[0]?.text ?? "")?.groups ?? {};
  return file === undefined || line === undefined ? undefined : { file, line: Number(line) };
}
