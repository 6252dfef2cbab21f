import type { Format } from "../format.ts";
import { COMMAND, notePassingRun } from "./passing-run.ts";

/** How a tool says that all its tests passed, and what it prints before the first. */
const RUNS: readonly { readonly mark: string; readonly verdict: RegExp; readonly start: RegExp }[] = [
  { mark: " Test Files  ", verdict: /^\s*Test Files {2}\d+ passed(?: \||\s\()(?!.*failed)/, start: /^\s*RUN {2}v\d/ },
  { mark: " passing (", verdict: /^\s+\d+ passing \([\d.]+m?s\)$/, start: COMMAND },
  { mark: " examples, 0 failures", verdict: /^\d+ examples?, 0 failures(?:, \d+ pending)?$/, start: COMMAND },
  { mark: " assertions)", verdict: /^OK \(\d+ tests?, \d+ assertions?\)$/, start: /^PHPUnit \d/ },
  {
    mark: "Passed!  - Failed:",
    verdict: /^Passed! {2}- Failed: +0, /,
    start: /^Starting test execution|^Test run for /,
  },
  {
    mark: " 0 failures, 0 errors",
    verdict: /^\d+ (?:runs|tests), .*\b0 failures, 0 errors/,
    start: /^Run options: |^Loaded suite /,
  },
];

/** Notes the runs of tests that passed, so that what their tests printed is no failure. */
export const passingRuns: Format = {
  name: "passing run",
  prints: "all",
  marks: [],
  passMarks: RUNS.map(({ mark }) => mark),
  open: (notes) => ({
    read(at) {
      const run = RUNS.find(({ verdict }) => verdict.test(at.text));
      if (run !== undefined && !at.after(3).some(({ text }) => /^\s+\d+ failing$/.test(text)))
        notePassingRun(at, notes, run.start, run.verdict);
    },
  }),
};
