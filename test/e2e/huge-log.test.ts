import { appendFileSync, linkSync, mkdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { actionsOf } from "../support/card-actions.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const BLOCK_BYTES = 16 << 20;
const GIGABYTE = 1 << 30;
const ids = Array.from({ length: 12 }, (_, index) => index + 1);

let running: TestService;

beforeAll(async () => {
  running = await startTestService({});
  writeLogs();
  const database = openSqlite(path.join(running.folder, "data/ci_stat.sqlite"));
  await createCiData(database);
  const rows = ids.map((job_id) => runRow({ job: "unit", job_id, status: "FAILURE", time: "2021-06-20 10:00:00" }));
  await insertRuns(database, rows, zone);
  await database.close();
});
afterAll(() => running.stop());

/** Each has a gigabyte, and takes almost no room on disk. */
function writeLogs(): void {
  const line = `[2021-06-20T02:00:01.000Z] [INFO] [ddl_worker.go:613] ["[ddl] run DDL job"] [worker="worker 1"]\n`;
  const block = gzipSync(line.repeat(Math.ceil(BLOCK_BYTES / line.length)));
  const [first = "", ...others] = ids.map((id) => path.join(running.logDir, "unit/builds", String(id), "log.gz"));
  for (const file of [first, ...others]) mkdirSync(path.dirname(file), { recursive: true });
  for (let bytes = 0; bytes < GIGABYTE; bytes += BLOCK_BYTES) appendFileSync(first, block);
  appendFileSync(first, gzipSync("--- FAIL: TestAtTheEnd (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\n"));
  for (const file of others) linkSync(first, file);
}

async function click(messageId: string): Promise<void> {
  const { standIn } = running;
  const [action] = actionsOf(JSON.parse(standIn.message(messageId)?.content ?? "{}"));
  if (!action) throw new Error("the card has nothing to click");
  expect(await standIn.click(messageId, action.action)).toMatchObject({ code: 0 });
}

test("questions and clicks are answered before gigabytes of logs have been read", async () => {
  const stillReading = /\d+ logs are still being read/;
  expect((await running.ask("summary 2021-06-20")).text).toMatch(stillReading);
  const { text, message } = await running.ask("failures 2021-06-20");
  expect(text).toMatch(stillReading);
  await click(message.messageId);
  expect((await running.ask("failures 2021-06-20")).text).toMatch(stillReading);
});

test("the last line of each log is found in the end", async () => {
  const failures = async () => (await running.ask("failures 2021-06-20")).text;
  await expect.poll(failures, { timeout: 280_000, interval: 1000 }).toMatch(/TestAtTheEnd[\s\S]*12 runs/);
}, 300_000);
