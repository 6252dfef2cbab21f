import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { isUnsuccessful } from "../../model/run.ts";
import { demoLog } from "./build-log.ts";
import { hash } from "./random.ts";
import type { DemoRun } from "./run.ts";

/** Logs written before yielding to the event loop. */
const AT_ONCE = 16;

/**
 * Writes the logs of failed and aborted runs, and of a few that passed, in Jenkins' layout: `<logDir>/<job>/builds/<id>/log`.
 * Existing logs are kept. Call it day by day, newest first: a day takes tens of milliseconds.
 */
export async function writeDemoLogs(logDir: string, runs: Iterable<DemoRun>, signal?: AbortSignal): Promise<number> {
  let written = 0;
  let batch: Promise<boolean>[] = [];
  for (const run of runs) {
    if (signal?.aborted) break;
    if (!isKept(run)) continue;
    batch.push(writeLog(logDir, run));
    if (batch.length < AT_ONCE) continue;
    written += (await Promise.all(batch)).filter(Boolean).length;
    batch = [];
    await nextTurn();
  }
  return written + (await Promise.all(batch)).filter(Boolean).length;
}

function isKept({ job, job_id, status }: DemoRun): boolean {
  return isUnsuccessful(status) || (status === "SUCCESS" && hash(`kept/${job}/${job_id}`) % 40 === 0);
}

async function writeLog(logDir: string, run: DemoRun): Promise<boolean> {
  const path = join(logDir, run.job, "builds", String(run.job_id), "log");
  if (existsSync(path)) return false;
  const text = demoLog(run);
  if (text === undefined) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return true;
}
