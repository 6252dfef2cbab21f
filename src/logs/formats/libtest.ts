import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { runningTest } from "./running-tests.ts";

const OUTPUT = /^---- (\S.*?) stdout ----$/;
const RESULT = /^test result: FAILED\. /;
const RUNNING = /^\s+Running (?:unittests )?(?:(\S+\.rs)|\S*\/([\w-]+?)-[0-9a-f]{16})\b|^\s+Doc-tests (\S+)$/;
const OVERFLOW = /^thread '(.+)' has overflowed its stack$/;
/** `panicked at src/a.rs:12:5:`, and before Rust 1.73 `panicked at 'message', src/a.rs:12:5`. */
export const PANICKED_AT = /(?:panicked at (?:'.*', )?|did not panic as expected at )([\w./~-]+\.rs):(\d+)/;
const LIST = /^failures:$/;
const LISTED = /^ {4}\S/;
const ABORTED =
  /^\s+process didn't exit successfully: `.*?([\w-]+?)(?:-[0-9a-f]{16})?(?:[ `].*)?\((signal: \d+, (?!SIGKILL)[^)]*)\)/;
const LAST_LINE_PLACE = /', ([\w./~-]+\.rs):(\d+):\d+$/;
const MAX_OUTPUTS = 500;
/** What explains that the binary died stands above, among what the other tests printed. */
const SPAN_OF_DEATH = 100;

/** Rust's own test harness: the names are the last `failures:` list before the result. */
export const libtest: Format = {
  name: "libtest",
  prints: ["rust"],
  marks: [
    "\nfailures:",
    " failures:",
    "process didn't exit successfully: ",
    " stdout ----",
    "test result: FAILED",
    "    Running ",
    "   Doc-tests ",
    "has overflowed its stack",
  ],
  open(notes) {
    let target: string | null = null;
    const outputs = new Map<string, readonly LogLine[]>();

    function readList(at: Cursor): void {
      const listed = LIST.test(at.text) ? listWithoutResult(at) : RESULT.test(at.text) ? failedNames(at) : [];
      for (const line of listed) notes.addCase(() => caseAt(at, line, outputs, target));
      if (RESULT.test(at.text)) outputs.clear();
    }

    function readDeath(at: Cursor): void {
      const overflowed = OVERFLOW.exec(at.text)?.[1];
      if (overflowed !== undefined) notes.add(overflowAt(at, overflowed, target));
      if (ABORTED.test(at.text)) notes.add(abortAt(at, target));
    }

    return {
      read(at) {
        const output = OUTPUT.exec(at.text)?.[1];
        const running = RUNNING.exec(at.text);
        if (running !== null) target = running[1] ?? running[2] ?? running[3] ?? null;
        else if (output !== undefined && outputs.size < MAX_OUTPUTS) outputs.set(output, outputAfter(at));
        readDeath(at);
        readList(at);
      },
    };
  },
};

function outputAfter(at: Cursor): LogLine[] {
  return trimBlank(until(at.after(40), /^---- .* stdout ----$|^failures:$|^test result: /));
}

/** The names below `failures:` where a script prints no more of the output than that. */
function listWithoutResult(at: Cursor): LogLine[] {
  const following = trimBlank(at.after(200));
  const end = following.findIndex(({ text }) => !LISTED.test(text));
  const listed = following.slice(0, end < 0 ? following.length : end);
  const next = trimBlank(following.slice(listed.length))[0]?.text ?? "";
  return RESULT.test(next) ? [] : listed;
}

/** A signal ended the test binary; the last test that was started is the case, where the harness named it in time. */
function abortAt(at: Cursor, target: string | null): Finding {
  const [, binary = "test binary", signal = ""] = ABORTED.exec(at.text) ?? [];
  const before = at.before(30);
  const running = runningTest(before);
  const name = running?.name ?? `${binary}: ${signal}`;
  const own = before.slice(-12).filter(({ number }) => number >= (running?.number ?? 0));
  const found = finding(at, [...trimBlank(own), at], { rule: "libtest", cause: "case", name, target });
  return { ...found, weight: "wrapper", spanBegin: at.number - SPAN_OF_DEATH };
}

function failedNames(at: Cursor): LogLine[] {
  const before = at.before(1000);
  const begin = before.findLastIndex(({ text }) => text.trim() === "failures:");
  if (begin < 0) return [];
  return before.slice(begin + 1).filter(({ text }) => LISTED.test(text));
}

function caseAt(
  at: Cursor,
  named: LogLine,
  outputs: ReadonlyMap<string, readonly LogLine[]>,
  target: string | null,
): Finding {
  const name = named.text.trim();
  const output = outputs.get(name) ?? [];
  const place = placeIn(output, PANICKED_AT) ?? placeIn(output, LAST_LINE_PLACE);
  const logLine = output[0]?.number ?? named.number;
  return { ...finding(at, output, { rule: "libtest", cause: "case", name, target, ...place }), logLine };
}

function overflowAt(at: Cursor, name: string, target: string | null): Finding {
  return finding(at, [at, ...at.after(6)], { rule: "libtest", cause: "case", name, target });
}
