import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { DAY } from "../../src/model/window.ts";
import { pruneFindings } from "../../src/service/chores.ts";
import { createLogger } from "../../src/service/logger.ts";
import { openStores } from "../../src/service/stores.ts";
import { at } from "../support/runs.ts";

const now = at("2021-06-20 10:00:00");

test("findings are kept for retention_days, 800 unless told otherwise", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-chores-"));
  const { settings } = loadConfig({ CI_STAT_DATA_DIR: folder }, folder);
  const stores = openStores(settings, "all", createLogger("silent"));
  const { failures } = await stores.open();
  const runs = [799, 801].map((days) => runOf(days));
  for (const run of runs) await failures.save(run, scanOf(run));
  expect(await pruneFindings(stores, settings.retention_days, { now: () => now })).toBe(1);
  expect(await Promise.all(runs.map(async (run) => (await failures.scan(run)) !== undefined))).toEqual([true, false]);
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
});

function runOf(daysAgo: number) {
  const nothing = { durationMs: null, commit: null, branch: null, repo: null, comment: null, pullRequest: null };
  return { job: "unit", id: daysAgo, status: "FAILURE", time: now - daysAgo * DAY, ...nothing } as const;
}

function scanOf({ job, id }: { readonly job: string; readonly id: number }) {
  const nothing = { failures: [], retriedCases: [], durations: [], lastCheckout: null };
  return { job, id, outcome: "log", rulesVersion: "1", ...nothing } as const;
}
