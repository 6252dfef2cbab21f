import type { Cursor } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { userFrame } from "../user-frame.ts";

/** `00:01 +1 ~1 -1: test/cart_test.dart: cart totals [E]`; of a single file Flutter leaves the file out. */
const FAILED = /^\d\d+:\d\d (?:\+\d+ )?(?:~\d+ )?-\d+: (?:((?:[A-Za-z]:)?[^:]+_test\.dart): )?(\S.*?) \[E\]$/;
const GITHUB = /^❌ (?:((?:[A-Za-z]:)?[^:]+_test\.dart): )?(\S.*?) \(failed(?: after .*)?\)$/;
const FRAME = /^\s+(?:package:\w+\/)?(?<file>[\w./\\-]+\.dart)[ :](?<line>\d+):\d+\s/;
const FLUTTER_FRAME = /\((?:file:\/\/|package:\w+\/)?(?<file>[^()]+\.dart):(?<line>\d+):\d+\)$/;
const STOP = /^\d\d+:\d\d (?:\+|~|-)|^(?:✅|❌|::group|::endgroup)|^\d+ tests? (?:passed|failed)/;
const LOOK_BACK_LINES = 1500;

/** `dart test` and `flutter test`. */
export const dart: Format = {
  name: "dart test",
  reads: [
    {
      tool: "Dart, Flutter",
      example:
        "00:01 +1 -1: test/cart_test.dart: cart totals [E]\n  Expected: <0>\n    Actual: <1>\n00:01 +1 -1: Some tests failed.",
    },
  ],
  marks: [".dart: ", "Some tests failed."],
  open(notes) {
    const seen = new Set<string>();

    function read(at: Cursor, text: string, number: number): void {
      const [, file, name] = FAILED.exec(text) ?? GITHUB.exec(text) ?? [];
      if (name === undefined || seen.has(`${file} ${name}`)) return;
      seen.add(`${file} ${name}`);
      notes.addCase(() => caseAt(at, number, name, file));
    }

    return {
      read(at) {
        if (FAILED.test(at.text) || GITHUB.test(at.text)) read(at, at.text, at.number);
        else if (at.text.endsWith(": Some tests failed."))
          for (const { text, number } of at.before(LOOK_BACK_LINES)) read(at, text, number);
      },
    };
  },
};

function caseAt(at: Cursor, number: number, name: string, file: string | undefined): Finding {
  const lines = number === at.number ? [at, ...at.after(60)] : at.before(LOOK_BACK_LINES);
  const begin = lines.findIndex((line) => line.number === number);
  const title = lines[begin];
  const below = trimBlank(until(lines.slice(begin + 1, begin + 61), STOP));
  const shown = below.some(({ text }) => /^ {2}Test failed\. See exception logs above\./.test(text))
    ? [...exceptionAbove(at, number), ...below]
    : below;
  const isOwn = (path: string): boolean => file?.endsWith(path) === true;
  const place = userFrame(shown, FRAME, isOwn) ?? userFrame(shown, FLUTTER_FRAME, isOwn);
  const excerpt = title === undefined ? shown : [title, ...shown.slice(0, 40)];
  const cause = name.startsWith("loading ") ? "compile" : "case";
  const found = finding(at, excerpt, { rule: "dart test", cause, name, file: file ?? null, ...place });
  return { ...found, logLine: number };
}

/** Flutter prints what was thrown in a frame before the case's verdict. */
function exceptionAbove(at: Cursor, number: number) {
  const lines = [...at.before(400), at].filter((line) => line.number < number);
  const begin = lines.findLastIndex(({ text }) => text.startsWith("══╡ EXCEPTION CAUGHT"));
  return begin < 0 ? [] : lines.slice(begin, begin + 30);
}
