import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtinRules, rulesForJob } from "../../src/logs/rules.ts";
import { scanText } from "./scan-text.ts";

interface ExpectedFailure {
  cause: string;
  name: string;
  file?: string;
  line?: number;
  target?: string;
  excerptContains: string;
}
interface ExpectedLog {
  job: string;
  failures: ExpectedFailure[];
  retriedCases?: string[];
}

/** Real build logs beside the project's folder; our own fixtures of the same formats run everywhere. */
const corpus = new URL("../../../shared/corpus/", import.meta.url);
const isHere = existsSync(new URL("expected.json", corpus));
const expectedLogs = isHere
  ? (JSON.parse(readFileSync(new URL("expected.json", corpus), "utf8")) as { logs: Record<string, ExpectedLog> }).logs
  : {};

describe.skipIf(!isHere)("each real log holds what a careful reader finds in it", () => {
  test.each(Object.entries(expectedLogs))("%s", async (log, { job, failures, retriedCases = [] }) => {
    const scan = await scanText(readFileSync(new URL(log, corpus)), rulesForJob(builtinRules(), job));
    expect(scan.failures.map(({ name }) => name)).toEqual(failures.map(({ name }) => name));
    for (const [index, { excerptContains, ...fields }] of failures.entries()) {
      expect(scan.failures[index]).toMatchObject(fields);
      expect(scan.failures[index]?.excerpt).toContain(excerptContains);
    }
    expect(scan.retriedCases).toEqual(retriedCases);
  });
});
