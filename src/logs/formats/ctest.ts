import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const OUTCOME = /^\s*\d+\/\d+ Test +#\d+: (\S.*?) \.*\s*\*\*\*(\w+)/;
const MEMCHECK = /^\s*\d+\/\d+ MemCheck +#\d+: (\S.*?) \.*\s+Defects: [1-9]/;
const MEMCHECK_RESULTS =
  /^(?:Memory checking results:|Memory Leak - |Potential Memory Leak - |Invalid |Uninitialized )/;
const LIST = /^The following tests FAILED:$/;
const LISTED = /^\s+\d+ - (\S.*?) \(([\w ]+)\)/;
const STOP = /^\s*(?:Start +\d+: |\d+\/\d+ Test +#|\d+% tests passed)/;
const NOT_FAILED = /^(?:Not|Skipped|Disabled)$/;

/** CTest. A test is a whole program: the cases found in its output tell more. */
export const ctest: Format = {
  name: "ctest",
  prints: ["googleTest"],
  marks: ["***Failed", "***Timeout", "***Exception", "***Not Run", "The following tests FAILED", "MemCheck "],
  open(notes) {
    const seen = new Set<string>();

    function outcome(at: Cursor, name: string): void {
      const output = until(at.after(400), STOP);
      seen.add(name);
      notes.section({ target: name, begin: at.number, end: output.at(-1)?.number ?? at.number, passed: null });
      const excerpt = [at, ...trimBlank(output).slice(0, 30)];
      notes.add(finding(at, excerpt, { rule: "ctest", cause: "case", name, target: name, weight: "wrapper" }));
    }

    function list(at: Cursor): void {
      for (const line of until(at.after(400), /^\s*$|^Errors while /)) {
        const name = LISTED.exec(line.text)?.[1];
        if (name === undefined || seen.has(name)) continue;
        const found = finding(at, [line], { rule: "ctest", cause: "case", name, target: name, weight: "wrapper" });
        notes.add({ ...found, logLine: line.number, spanBegin: line.number });
      }
    }

    return {
      read(at) {
        const [, name, word = ""] = OUTCOME.exec(at.text) ?? [];
        const leaking = MEMCHECK.exec(at.text)?.[1];
        if (leaking !== undefined) notes.addCase(() => memcheckAt(at, leaking));
        else if (name !== undefined && !NOT_FAILED.test(word) && seen.size < 1000) outcome(at, name);
        else if (LIST.test(at.text)) list(at);
      },
    };
  },
};

/** What valgrind wrote is in files; the log has the number of defects, and at its end how many of each kind. */
function memcheckAt(at: Cursor, name: string): Finding {
  const results = at.after(200).filter(({ text }) => MEMCHECK_RESULTS.test(text));
  return finding(at, [at, ...results.slice(0, 10)], { rule: "ctest", cause: "case", name });
}
