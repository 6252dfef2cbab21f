import { describe, expect, it } from "vitest";
import { builtinRules, rulesForJob } from "../../src/logs/rules.ts";
import { DAY } from "../../src/model/window.ts";
import { demoLog, retriedCasesOf } from "../../src/playground/demo/build-log.ts";
import { causeOf, formats, type Planted, type PlantedFormat } from "../../src/playground/demo/planted.ts";
import type { DemoRun } from "../../src/playground/demo/run.ts";
import { demoRuns } from "../../src/playground/demo/runs.ts";
import { fromNaive } from "../../src/time/zone.ts";
import { scanText } from "../logs/scan-text.ts";

const timezone = "Asia/Shanghai";
const friday = fromNaive("2026-11-20 15:20:00", timezone);
const fortnight = [...demoRuns({ from: friday - 14 * DAY, to: friday, seed: 7, timezone })];
const PER_FORMAT = 12;

/** These print the place of the case beside its name; others print it elsewhere or not at all. */
const placed: ReadonlySet<PlantedFormat> = new Set<PlantedFormat>(["gocheck", "gocheck_panic", "go_test"]);

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

const rules = builtinRules();

function told(planted: Planted) {
  const { file, format, line, name } = planted;
  return { cause: causeOf(planted), name, ...(placed.has(format) ? { file, line } : {}) };
}

async function scanned(run: DemoRun, log: string) {
  const { failures: all, retriedCases, abort } = await scanText(log, rulesForJob(rules, run.job));
  if (run.status === "ABORTED") expect(abort?.reason).toBe(run.abort);
  const failures = all.filter(({ cause }) => cause !== "unknown");
  const isPlaced = run.planted.every(({ format }) => placed.has(format));
  const found = failures.map(({ cause, file, line, name }) => ({ cause, name, ...(isPlaced ? { file, line } : {}) }));
  return { failures: found.sort(byName), retriedCases };
}

async function expectWhatWasPlanted(runs: readonly DemoRun[]): Promise<void> {
  for (const run of runs) {
    const log = demoLog(run);
    if (log === undefined) continue;
    const planted = { failures: run.planted.map(told).sort(byName), retriedCases: retriedCasesOf(run) };
    expect(await scanned(run, log), `${run.job}#${run.job_id}`).toEqual(planted);
  }
}

describe("the scanner finds in a demo log what was planted in it, and nothing else", () => {
  it.each(formats)("%s", async (format) => {
    const runs = fortnight.filter(({ planted }) => planted.some((failure) => failure.format === format));
    expect(runs.length).toBeGreaterThan(0);
    await expectWhatWasPlanted(runs.slice(-PER_FORMAT));
  });

  it("runs that are unexplained", async () => {
    const runs = fortnight.filter(({ planted, status }) => status === "FAILURE" && planted.length === 0);
    await expectWhatWasPlanted(runs.slice(-4 * PER_FORMAT));
  });

  it.each(["SUCCESS", "ABORTED", "UNSTABLE"])("runs that ended in %s", async (status) => {
    await expectWhatWasPlanted(fortnight.filter((run) => run.status === status).slice(-8 * PER_FORMAT));
  });
});
