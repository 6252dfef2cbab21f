import { beforeAll, describe, expect, test } from "vitest";
import type { Card } from "../../cards/card.ts";
import { renderCard } from "../../cards/render.ts";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { createFailureStore } from "../../src/database/failures/failure-store.ts";
import { createDeliveries } from "../../src/database/queues/deliveries.ts";
import { createSubscriptions } from "../../src/database/queues/subscriptions.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import { builtinRules } from "../../src/logs/rules.ts";
import { createScanner } from "../../src/logs/scanning/scanner.ts";
import { DAY } from "../../src/model/window.ts";
import { demoLog } from "../../src/playground/demo/build-log.ts";
import { demoRuns } from "../../src/playground/demo/runs.ts";
import type { LogSource } from "../../src/ports/logs.ts";
import { makeReport } from "../../src/reports/make-report.ts";
import type { ReportSources } from "../../src/reports/report-sources.ts";
import { checkCard } from "../cards/card-schema.ts";
import { allOf } from "../cards/card-walk.ts";
import { standingClock } from "../support/clock.ts";
import { noResults } from "../support/results.ts";
import { at, zone } from "../support/runs.ts";

/** A day of the sample company as its chats get it in the morning after, from its rows and its logs. */
async function dailyReport(day: string): Promise<Card> {
  const begin = at(`${day} 00:00:00`);
  const window = { begin, end: begin + DAY };
  const now = window.end;
  const database = openSqlite(":memory:");
  await migrateOwnTables(database);
  await createCiData(database);
  const drafts = [...demoRuns({ from: begin - DAY, to: window.end, seed: 2021, timezone: zone })];
  await insertRuns(database, drafts, zone);
  const logs: LogSource = {
    async open({ job, id }) {
      const run = drafts.find((each) => each.job === job && each.job_id === id);
      const log = run && demoLog(run);
      if (log === undefined) return { kind: "none" };
      const bytes = Buffer.from(log);
      return {
        kind: "log",
        size: bytes.length,
        version: "1",
        growing: false,
        async *read(from = 0) {
          yield bytes.subarray(from);
        },
      };
    },
  };
  const [runs, failures] = [createRunStore(database, { zone, fast: true }), createFailureStore(database)];
  const scanner = createScanner({
    runs,
    failures,
    logs,
    results: noResults,
    rules: builtinRules,
    clock: standingClock(now),
  });
  const sources: ReportSources = {
    ...{ runs, failures, scanner, issues: null },
    polls: null,
    links: {
      run: () => undefined,
      logPage: () => undefined,
      commit: () => undefined,
      branch: () => undefined,
      pullRequest: () => undefined,
    },
    site: {
      ...{ zone, nightlyJobs: ["tidb-unit-test-nightly"] },
      silence: { afterMs: DAY, hours: { days: [], from: "", to: "" } },
    },
    reports: { subscriptions: createSubscriptions(database), deliveries: createDeliveries(database) },
  };
  const wanted = { scope: { window, jobs: [] }, zone, now, readLogsUntilMs: now + DAY, late: false };
  const { view, totals } = await makeReport(sources, { kind: "daily", ...wanted });
  expect(totals.failure).toBeGreaterThan(5);
  await database.close();
  return renderCard(view, { locale: "zh_cn", interactive: true });
}

describe.each([
  ["a busy Wednesday", "2026-11-18"],
  ["a quiet Sunday", "2026-11-22"],
])("the report of %s", (_, day) => {
  let card: Card;
  beforeAll(async () => {
    card = await dailyReport(day);
  });

  test("shows its chart of 24 hours, and keeps to the platform's limits", () => {
    expect(checkCard(card)).toEqual([]);
    const [chart] = allOf(card, "chart");
    const { values } = (chart?.chart_spec as { data: { values: { x: string; y: number }[] } } | undefined)?.data ?? {
      values: [],
    };
    expect(new Set(values.map(({ x }) => x)).size).toBe(24);
  });

  test("leaves no list with fewer than three rows for it", () => {
    const text = JSON.stringify(card);
    for (const command of ["pr ", "job "]) expect(text.split(`"command":"${command}`).length - 1).toBeGreaterThan(2);
  });
});
