import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { HOUR, MINUTE } from "../../src/model/window.ts";
import { startOfDay } from "../../src/time/zone.ts";
import { runRow, zone } from "../support/runs.ts";

export const NIGHTLY_JOB = "tidb-unit-test-nightly";
const EVERY_MS = 12_000;
/** Ten, because no more issues are filed in a day. All different, because cases that fail alike share an issue. */
const REASONS = [
  "the moon rose late",
  "bread was stale",
  "one owl slept",
  "a river ran dry",
  "clocks stood still",
  "her candle went out",
  "wolves stayed home",
  "that bell rang twice",
  "stars fell early",
  "doors stood open",
] as const;

/** A nightly job of yesterday, in which another test turns out to have failed for the first time, again and again. */
export interface Nights {
  /** Names of the tests that failed. */
  readonly cases: readonly string[];
  stop(): Promise<void>;
}

export function startNights(database: Database, logDir: string, now: () => number): Nights {
  const cases: string[] = [];
  let isStopping = false;

  async function fail(id: number, reason: string): Promise<void> {
    const name = `chaosSuite.TestNight${id}`;
    const builds = path.join(logDir, NIGHTLY_JOB, "builds", String(id));
    mkdirSync(builds, { recursive: true });
    writeFileSync(path.join(builds, "log"), logOf(name, reason));
    const row = {
      ...runRow({ job: NIGHTLY_JOB, job_id: id, status: "FAILURE" }),
      time: startOfDay(now(), zone) - HOUR + id * MINUTE,
    };
    await insertRuns(database, [row], zone);
    cases.push(name);
  }

  async function go(): Promise<void> {
    for (const [index, reason] of REASONS.entries()) {
      if (isStopping) return;
      await fail(index + 1, reason);
      for (let waited = 0; waited < EVERY_MS && !isStopping; waited += 500) await sleep(500);
    }
  }

  const going = go();
  return {
    cases,
    async stop() {
      isStopping = true;
      await going;
    },
  };
}

function logOf(name: string, reason: string): string {
  return [
    "Started by timer",
    "----------------------------------------------------------------------",
    `FAIL: night_test.go:12: ${name}`,
    "",
    "night_test.go:14:",
    "    c.Assert(err, IsNil)",
    `... value *errors.withStack = "${reason}"`,
    "",
    "OOPS: 11 passed, 1 FAILED",
    "--- FAIL: TestT (1.02s)",
    "FAIL",
    `FAIL	github.com/pingcap/tidb/${packageOf(name)}	1.100s`,
    "Finished: FAILURE",
    "",
  ].join("\n");
}

/** Each test is of a package of its own, because those of one package share an issue. */
function packageOf(name: string): string {
  return name.replace(/^.*\./, "").toLowerCase();
}
