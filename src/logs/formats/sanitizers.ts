import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, paragraph, placeIn, trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { runningTest } from "./running-tests.ts";

const REPORT =
  /^(?:==\d+==\s?)?(?:ERROR|WARNING): (AddressSanitizer|LeakSanitizer|MemorySanitizer|ThreadSanitizer|HWAddressSanitizer): (.*)$/;
const SUMMARY = /^SUMMARY: (\w+Sanitizer): ([\w-]+(?: \([^)]*\))?) (?:(\S+?):(\d+)(?::\d+)? )?(?:in (.+))?$/;
const UNDEFINED = /^(\S+?):(\d+):\d+: runtime error: (.+)$/;
const FRAME = /^\s+#\d+ (?:0x[0-9a-f]+ )?(?:in )?(.+?) (\/?[^\s(]+\.\w+):(\d+)(?::\d+)?(?: |$)/;
/** Of the sanitizer's runtime and the standard library. */
const NOT_OWN =
  /(?:^|\/)(?:compiler-rt|sanitizer_common|asan|tsan|msan|lsan|libstdc\+\+|libc\+\+|c\+\+|bits|sysdeps|gtest|googletest)\//;
const VARYING = / on address .*| at pc .*| \(pid=\d+\)/g;
const REPORT_LINES = 400;
const EXCERPT_LINES = 40;
const LOOK_BACK_LINES = 300;
const MAX_REPORTS = 50;

/** AddressSanitizer, ThreadSanitizer, MemorySanitizer, LeakSanitizer and UndefinedBehaviorSanitizer. */
export const sanitizers: Format = {
  name: "sanitizer",
  prints: ["googleTest"],
  reads: [
    {
      tool: "AddressSanitizer, LeakSanitizer, MemorySanitizer, ThreadSanitizer",
      example: `==71==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602 at pc 0x55
    #0 0x55 in cart::add(int) src/cart.cpp:12:7
SUMMARY: AddressSanitizer: heap-buffer-overflow src/cart.cpp:12:7 in cart::add(int)`,
    },
    {
      tool: "UndefinedBehaviorSanitizer",
      example: "src/cart.cpp:31:9: runtime error: shift exponent 40 is too large for 32-bit type 'int'",
    },
  ],
  marks: ["Sanitizer: ", "runtime error: "],
  open(notes) {
    const seen = new Set<string>();
    return {
      read(at) {
        if (seen.size >= MAX_REPORTS) return;
        const found = reportAt(at) ?? undefinedAt(at);
        if (found === null || seen.has(found.name)) return;
        seen.add(found.name);
        notes.add(found);
      },
    };
  },
};

function reportAt(at: Cursor): Finding | null {
  const [, tool, what = ""] = REPORT.exec(at.text) ?? [];
  if (tool === undefined) return null;
  const following = at.after(REPORT_LINES);
  const end = following.findIndex(({ text }) => SUMMARY.test(text));
  const report = end < 0 ? paragraph(following) : following.slice(0, end + 1);
  const [, , , file, line, place] = SUMMARY.exec(following[end]?.text ?? "") ?? [];
  const summed = file === undefined ? undefined : { file, line: Number(line) };
  const kind = what.replace(VARYING, "");
  const name =
    runningTest(at.before(LOOK_BACK_LINES))?.name ?? `${tool}: ${kind}${place === undefined ? "" : ` in ${place}`}`;
  const excerpt = trimBlank([at, ...report.slice(0, EXCERPT_LINES), ...following.slice(end, end + 1)]);
  return finding(at, excerpt, { rule: "sanitizer", cause: "case", name, ...(summed ?? placeOf(report)) });
}

function placeOf(report: readonly LogLine[]): Place | undefined {
  const own = report.filter(({ text }) => !NOT_OWN.test(FRAME.exec(text)?.[2] ?? ""));
  return placeIn(
    own.map((line) => ({ ...line, text: line.text.replace(FRAME, "$2:$3") })),
    /^(\S+):(\d+)/,
  );
}

function undefinedAt(at: Cursor): Finding | null {
  const [, file, line, message] = UNDEFINED.exec(at.text) ?? [];
  if (file === undefined || message === undefined) return null;
  const name = runningTest(at.before(LOOK_BACK_LINES))?.name ?? `UndefinedBehaviorSanitizer: ${message}`;
  const excerpt = trimBlank([
    at,
    ...paragraph(at.after(EXCERPT_LINES)).filter(({ text }) => /^\s|^SUMMARY: /.test(text)),
  ]);
  return finding(at, excerpt, { rule: "sanitizer", cause: "case", name, file, line: Number(line) });
}
