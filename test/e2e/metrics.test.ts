import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { MINUTE } from "../../src/model/window.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

describe.each(engines)("what Prometheus sees, on $engine", (engine) => {
  let database: TestDatabase;
  let running: TestService;

  beforeAll(async () => {
    database = await engine.openShared();
    await createCiData(database);
    const time = Date.now() - 10 * MINUTE;
    const rows = ["SUCCESS", "SUCCESS", "SUCCESS", "FAILURE"].map((status, index) => ({
      ...runRow({ job: "unit", job_id: index + 1, status }),
      time,
    }));
    await insertRuns(database, rows, zone);
    running = await startTestService({ ...database.settings, metrics_port: 0 });
  });
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });

  const scrape = async (url: string | undefined) => (await fetch(`${url}/metrics`)).text();

  test("an answer, a refused event, statements, and the CI by job, on a port of its own", async () => {
    const { service } = running;
    await running.ask("summary today");
    await running.ask("sumary today");
    await fetch(`${service.url}/feishu/events`, { method: "POST", body: '{"encrypt":"x"}' });
    const text = await scrape(service.metricsUrl);
    for (const sample of [
      'ci_stat_answers_total{command="summary",result="answered"} 1',
      'ci_stat_answers_total{command="none",result="mistake"} 1',
      'ci_stat_events_total{kind="unknown",result="refused"} 1',
      'ci_stat_questions_total{kind="message",result="taken"} 2',
      'ci_stat_calls_total{service="feishu",operation="reply",result="ok"} 2',
      "ci_stat_database_up 1",
      'ci_stat_ci_runs{job="unit",status="success"} 3',
      'ci_stat_ci_pass_ratio{job="unit",window="24h"} 0.75',
    ])
      expect(text).toContain(`${sample}\n`);
    expect(text).toMatch(/ci_stat_statements_total\{result="ok"\} \d+/);
    expect(text).toContain("process_cpu_seconds_total");
    expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${service.metricsUrl}/readyz`)).status).toBe(404);
  });
});

test("without a port of its own, it names no job", async () => {
  const running = await startTestService({});
  const text = await (await fetch(`${running.service.url}/metrics`)).text();
  expect(running.service.metricsUrl).toBeUndefined();
  expect(text).toContain("ci_stat_database_up 1");
  expect(text).not.toContain("ci_stat_ci_");
  await running.stop();
});
