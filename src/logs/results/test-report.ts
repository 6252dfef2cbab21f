import { setImmediate as othersTurn } from "node:timers/promises";
import { JSONParser } from "@streamparser/json";
import { type CaseState, durationOf, type ResultCase, type TakeCase } from "./result-case.ts";

const PATHS = ["$", "$.childReports.*.result"].flatMap((root) =>
  ["cases.*", "enclosingBlockNames", "name"].map((field) => `${root}.suites.*.${field}`),
);
/** A file that goes on for longer without the end of a test case is not a report. */
const MAX_CASE_BYTES = 8 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
const STATES: Readonly<Record<string, CaseState>> = { FAILED: "failed", REGRESSION: "failed", SKIPPED: "skipped" };

/**
 * Reads Jenkins' `testReport/api/json` as a stream. Resolves to whether it is cut off or broken somewhere; the test
 * cases before that are read.
 */
export async function readTestReport(chunks: AsyncIterable<Uint8Array>, take: TakeCase): Promise<{ isCut: boolean }> {
  const parser = new JSONParser({ paths: PATHS, keepStack: false });
  const suites = openSuites(take);
  let sinceValue = 0;
  let failed = false;
  parser.onError = () => {
    failed = true;
  };
  parser.onValue = ({ key, value, stack }) => {
    sinceValue = 0;
    suites.read(stack.map((element) => element.key ?? "").join("/"), key, value);
  };
  const read = async (): Promise<void> => {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length && !parser.isEnded; at += PIECE_BYTES) {
        const piece = chunk.subarray(at, at + PIECE_BYTES);
        sinceValue += piece.length;
        parser.write(piece);
        if (failed || sinceValue > MAX_CASE_BYTES) return;
        await othersTurn();
      }
    }
  };
  await read();
  suites.end();
  return { isCut: !parser.isEnded || failed };
}

/** Jenkins writes a suite's test cases before its name, which distinguishes them from those of another suite. */
function openSuites(take: TakeCase) {
  let path = "";
  let module = "";
  let labels: string[] = [];
  let waiting: ResultCase[] = [];

  function flush(): void {
    const suite = [module, ...labels].join(" / ");
    for (const found of waiting) take({ ...found, suite });
    waiting = [];
    labels = [];
  }

  return {
    /** `at` is the place of the value: the list of a test case, the suite of anything else. */
    read(at: string, key: unknown, value: unknown): void {
      const suite = at.replace(/\/cases$/, "");
      if (suite !== path) flush();
      path = suite;
      module = suite.replace(/\/suites\/\d+$/, "");
      if (typeof key === "number") waiting.push(caseOf(value));
      else labels.push(...(Array.isArray(value) ? value : [value]).map(String));
    },
    end: flush,
  };
}

function caseOf(value: unknown): ResultCase {
  const fields = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const textOf = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  return {
    suite: "",
    className: textOf("className"),
    name: textOf("name"),
    file: null,
    line: null,
    state: STATES[textOf("status")] ?? "passed",
    message: textOf("errorDetails"),
    details: textOf("errorStackTrace"),
    durationMs: typeof fields.duration === "number" ? durationOf(fields.duration) : null,
  };
}
