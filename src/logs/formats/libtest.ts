import type { Cursor, LogLine } from "../cursor.ts";
import { placeIn, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const OUTPUT = /^---- (\S.*?) stdout ----$/;
const RESULT = /^test result: FAILED\. /;
const RUNNING = /^\s+Running (?:unittests )?(?:(\S+\.rs)|\S*\/([\w-]+?)-[0-9a-f]{16})\b|^\s+Doc-tests (\S+)$/;
const OVERFLOW = /^thread '(.+)' has overflowed its stack$/;
/** `panicked at src/a.rs:12:5:`, and before Rust 1.73 `panicked at 'message', src/a.rs:12:5`. */
export const PANICKED_AT = /panicked at (?:'.*', )?([\w./~-]+\.rs):(\d+)/;
const LAST_LINE_PLACE = /', ([\w./~-]+\.rs):(\d+):\d+$/;
const MAX_OUTPUTS = 500;

/** Rust's own test harness: the names are the last `failures:` list before the result. */
export const libtest: Format = {
  name: "libtest",
  marks: [" stdout ----", "test result: FAILED", "    Running ", "   Doc-tests ", "has overflowed its stack"],
  open(notes) {
    let target: string | null = null;
    const outputs = new Map<string, readonly LogLine[]>();
    return {
      read(at) {
        const output = OUTPUT.exec(at.text)?.[1];
        const running = RUNNING.exec(at.text);
        const overflowed = OVERFLOW.exec(at.text)?.[1];
        if (running !== null) target = running[1] ?? running[2] ?? running[3] ?? null;
        else if (output !== undefined && outputs.size < MAX_OUTPUTS) outputs.set(output, outputAfter(at));
        else if (overflowed !== undefined) notes.add(overflowAt(at, overflowed, target));
        else if (RESULT.test(at.text)) {
          for (const line of failedNames(at)) notes.addCase(() => caseAt(at, line, outputs, target));
          outputs.clear();
        }
      },
    };
  },
};

function outputAfter(at: Cursor): LogLine[] {
  return trimBlank(until(at.after(40), /^---- .* stdout ----$|^failures:$|^test result: /));
}

function failedNames(at: Cursor): LogLine[] {
  const before = at.before(1000);
  const begin = before.findLastIndex(({ text }) => text.trim() === "failures:");
  if (begin < 0) return [];
  return before.slice(begin + 1).filter(({ text }) => /^ {4}\S/.test(text));
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
