import type { Cursor } from "../cursor.ts";
import { until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { placesIn } from "./pytest.ts";

const CRASHED = /^(?:\S+\.py\S* .*)?Fatal Python error: |^\++ Timeout \++$/;
const CONFTEST = /^ImportError while loading conftest '.+'\.$/;
const TEST_FRAME = /^ +File "([^"]*test[^"/\\]*\.py)", line (\d+),? in (test\w*)/;

/** pytest without a summary: it died in a test, or could not start. */
export const pytestCrash: Format = {
  name: "pytest crash",
  reads: [
    {
      tool: "pytest (without a summary)",
      example:
        "ImportError while loading conftest '/ws/tests/conftest.py'.\ntests/conftest.py:4: in <module>\nE   ImportError: no module",
    },
  ],
  marks: ["Fatal Python error: ", "+ Timeout +", "ImportError while loading conftest", "INTERNALERROR> Traceback"],
  open: (notes) => ({
    read(at) {
      if (CRASHED.test(at.text)) notes.addCase(() => crashAt(at));
      else if (CONFTEST.test(at.text) || at.text.startsWith("INTERNALERROR> ")) notes.addCase(() => brokenRun(at));
    },
  }),
};

/** The interpreter died, or ran out of time, in the middle of a test: the stack below names it. */
function crashAt(at: Cursor): Finding | null {
  const lines = until(at.after(80), /^Extension modules: |^=+ .* =+$/);
  const [, file, line, method] = lines.map(({ text }) => TEST_FRAME.exec(text)).find((match) => match !== null) ?? [];
  const name = /^(\S+\.py::\S+) /.exec(at.text)?.[1] ?? (file === undefined ? undefined : `${file}::${method}`);
  if (name === undefined) return null;
  const place = file === undefined ? {} : { file, line: Number(line) };
  return finding(at, [at, ...lines.slice(0, 30)], { rule: "pytest crash", cause: "case", name, ...place });
}

/** pytest itself could not start: its configuration fails to load, or a plugin fails. */
function brokenRun(at: Cursor): Finding {
  const isInternal = at.text.startsWith("INTERNALERROR> ");
  const lines = isInternal
    ? until(at.after(200), /^(?!INTERNALERROR> )/)
    : until(at.after(40), /^\s*$|^script returned/);
  const name = isInternal ? (lines.findLast(({ text }) => /^INTERNALERROR> \S/.test(text))?.text ?? at.text) : at.text;
  const place = isInternal ? undefined : placesIn(lines).at(-1);
  return finding(at, [at, ...lines.slice(-30)], { rule: "pytest crash", cause: "case", name, ...place });
}
