import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY } from "../../src/model/window.ts";
import { demoLog } from "../../src/playground/demo/build-log.ts";
import { writeDemoLogs } from "../../src/playground/demo/log-files.ts";
import { causeOf } from "../../src/playground/demo/planted.ts";
import type { DemoRun } from "../../src/playground/demo/run.ts";
import { demoRuns } from "../../src/playground/demo/runs.ts";
import { fromNaive } from "../../src/time/zone.ts";

const timezone = "Asia/Shanghai";
const friday = fromNaive("2026-11-20 15:20:00", timezone);
const week = [...demoRuns({ from: friday - 7 * DAY, to: friday, seed: 7, timezone })];
const failed = week.filter(({ status }) => status === "FAILURE");
const logs = failed.flatMap((run) => {
  const log = demoLog(run);
  return log === undefined ? [] : [{ run, log }];
});
const stamps = (log: string) =>
  [...log.matchAll(/^\[(\d{4}-[^\]]+Z)\] /gm)].map(([, stamp]) => Date.parse(stamp ?? ""));

describe("the log of a run", () => {
  it("is always the same", () => {
    expect(logs.every(({ run, log }) => demoLog(run) === log)).toBe(true);
  });

  it("was written while the run ran, in order", () => {
    for (const { run, log } of logs) {
      const times = stamps(log);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBeGreaterThanOrEqual(run.time);
      expect(times.at(-1)).toBeLessThanOrEqual(run.time + run.duration);
    }
  });

  it("is as long as logs one can read are", () => {
    const sizes = logs.map(({ log }) => log.length / 1024);
    expect(Math.min(...sizes)).toBeGreaterThan(1.5);
    expect(Math.max(...sizes)).toBeLessThan(60);
    expect(sizes.filter((size) => size > 10).length).toBeGreaterThan(sizes.length / 5);
  });

  it("names the cases that were planted in it", () => {
    for (const { run, log } of logs) {
      const cases = run.planted.filter((failure) => causeOf(failure) === "case").map(({ name }) => name);
      expect(cases.filter((name) => !log.includes(name))).toEqual([]);
    }
  });

  it("has what makes real logs hard to read: hidden notes, colours, meters drawn over themselves", () => {
    expect(logs.every(({ log }) => log.includes("\u001b[8mha:") && log.includes("\u001b[0m[Pipeline] "))).toBe(true);
    expect(logs.filter(({ log }) => log.includes("\u001b[32m")).length).toBeGreaterThan(50);
    expect(logs.filter(({ log }) => /M\r +\d+ /.test(log)).length).toBeGreaterThan(20);
  });

  it("checks out the commit of the row, or names the one that the row leaves out", () => {
    for (const { run, log } of logs) {
      const commit = /\+ git checkout -f ([0-9a-f]{40})$/m.exec(log)?.[1];
      expect(commit).toBe(run.commit ?? commit);
      expect(commit).toBeDefined();
    }
    expect(logs.some(({ run }) => run.commit === null)).toBe(true);
  });

  it("is gone for a few, and mostly analysis_res still says why they failed", () => {
    const gone = failed.filter((run) => demoLog(run) === undefined);
    expect(gone.length / failed.length).toBeGreaterThan(0.02);
    expect(gone.length / failed.length).toBeLessThan(0.08);
    expect(gone.filter(({ analysis_res }) => analysis_res !== "{}").length).toBeGreaterThan(gone.length / 2);
  });

  it("of a run that is unexplained ends without a reason", () => {
    const unexplained = logs.filter(({ run }) => run.planted.length === 0);
    expect(unexplained.length).toBeGreaterThan(5);
    expect(
      unexplained.filter(({ log }) => /^\[[^\]]+\] (?:FAIL|--- FAIL|make: \*\*\*|error|fatal)/m.test(log)),
    ).toEqual([]);
  });
});

describe("log files", () => {
  const pathOf = (folder: string, { job, job_id }: DemoRun) => join(folder, job, "builds", String(job_id), "log");

  async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "demo-logs-"));
    await test(folder).finally(() => rm(folder, { recursive: true }));
  }

  it("stand where Jenkins has them, for failures and some others", () =>
    inFolder(async (folder) => {
      const written = await writeDemoLogs(folder, week);
      expect(written).toBeGreaterThan(logs.length + 20);
      expect(written).toBeLessThan(logs.length + 400);
      for (const { run, log } of logs.slice(0, 20)) expect(await readFile(pathOf(folder, run), "utf8")).toBe(log);
    }));

  it("of aborted runs say who or what stopped them", () =>
    inFolder(async (folder) => {
      const aborted = week.filter((run) => run.status === "ABORTED" && demoLog(run) !== undefined);
      expect(await writeDemoLogs(folder, aborted)).toBe(aborted.length);
      expect(new Set(aborted.map(({ abort }) => abort))).toEqual(new Set(["superseded", "person"]));
      for (const run of aborted.slice(0, 20))
        expect(await readFile(pathOf(folder, run), "utf8")).toMatch(/^(Superseded|Aborted) by /m);
    }));

  it("that are there already are left alone", () =>
    inFolder(async (folder) => {
      const some = logs.slice(0, 5).map(({ run }) => run);
      expect(await writeDemoLogs(folder, some)).toBe(5);
      const [first] = some;
      if (!first) throw new Error("no run");
      await writeFile(pathOf(folder, first), "kept");
      expect(await writeDemoLogs(folder, some)).toBe(0);
      expect(await readFile(pathOf(folder, first), "utf8")).toBe("kept");
    }));

  it("are no longer written once the service stops", () =>
    inFolder(async (folder) => {
      expect(await writeDemoLogs(folder, week, AbortSignal.abort())).toBe(0);
    }));
});
