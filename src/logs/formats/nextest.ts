import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { PANICKED_AT } from "./libtest.ts";

const STATUS =
  /^\s*(?:TRY (\d+) )?(PASS|FAIL|TIMEOUT|TMT|ABORT|LEAK-FAIL|XFAIL|SIG[A-Z]+|FLAKY \d+\/\d+|LEAK|SLOW)(?: \+ LEAK)? \[[^\]]*\] (?:\(\s*[\d─-]+\/\s*[\d─-]+\) )?(\S+) +(\S.*)$/;
const PASSED = /^(?:PASS|FLAKY|LEAK)$/;
const FAILED = /^(?:FAIL|TIMEOUT|TMT|ABORT|LEAK-FAIL|XFAIL|SIG[A-Z]+)$/;
const STOP =
  /^\s*(?:TRY \d+ )?(?:PASS|FAIL|TIMEOUT|TMT|ABORT|LEAK|SIG[A-Z]+|SLOW|FLAKY|SKIP|RETRY|DELAY|START|Summary|Cancel\w+) |^[─-]{8,}$/;
const DETAIL_LINES = 40;
/** Above the output of a test; the statuses in the summary have none. */
const OUTPUT = /^\s*(?:--- STD(?:OUT|ERR): |std(?:out|err) [─-]+$)/;

/** cargo-nextest: `FAIL [   0.003s] binary test`, with `TRY 2 PASS` where a test was retried. */
export const nextest: Format = {
  name: "nextest",
  prints: ["rust"],
  marks: [
    " FAIL [",
    "TIMEOUT [",
    " TMT [ ",
    "ABORT [",
    "LEAK-FAIL [",
    "SIGABRT [",
    "SIGSEGV [",
    "SIGKILL [",
    "SIGBUS [",
    "SIGILL [",
    "SIGTERM [",
  ],
  passMarks: ["TRY 2 PASS", "TRY 3 PASS", "TRY 4 PASS", "TRY 5 PASS", "TRY 6 PASS", " FLAKY "],
  open(notes) {
    return {
      read(at) {
        const status = readStatus(at.text);
        if (status === null) return;
        if (status.passed) notes.retried(status.name);
        else notes.addCase(() => caseAt(at, status));
      },
    };
  },
};

interface Status {
  readonly name: string;
  readonly verdict: string;
  readonly passed: boolean;
}

function readStatus(text: string): Status | null {
  const [, , word = "", binary, test] = STATUS.exec(text) ?? [];
  if (binary === undefined || test === undefined) return null;
  const [verdict = ""] = word.split(" ");
  if (!PASSED.test(verdict) && !FAILED.test(verdict)) return null;
  return { name: `${binary} ${test}`, verdict, passed: PASSED.test(verdict) };
}

/** What ended a test that did not fail by itself is said by its status alone. */
function caseAt(at: Cursor, { name, verdict }: Status): Finding {
  const following: LogLine[] = trimBlank(until(at.after(DETAIL_LINES), STOP));
  const details = OUTPUT.test(following[0]?.text ?? "") ? following : [];
  const excerpt = verdict === "FAIL" ? details : [at, ...details];
  return finding(at, excerpt, { rule: "nextest", cause: "case", name, ...placeIn(details, PANICKED_AT) });
}
