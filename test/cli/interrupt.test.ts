import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { asRoot, mysql, mysqlUrl, type TestDatabase } from "../support/engines.ts";
import { runRow, zone } from "../support/runs.ts";

describe.skipIf(mysqlUrl === "")("Ctrl-C in a terminal that waits for a slow answer", () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-interrupt-"));
    database = await mysql.openShared();
    await createCiData(database);
    await migrateOwnTables(database);
    await insertRuns(database, [runRow({ job: "unit", job_id: 1 })], zone);
    const name = database.settings.database;
    await asRoot(`rename table ${name}.ci_data to ${name}.fast_data;
      create view ${name}.ci_data as select * from ${name}.fast_data where sleep(600) = 0`);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const sleeping = async () =>
    (await asRoot(`select id from information_schema.processlist
      where db = '${database.settings.database}' and state = 'User sleep'`)) as object[];

  test("stops the statement in the server, and ends with 130 and no message", async () => {
    const settings = Object.entries({ ...database.settings, data_dir: folder });
    const environment = Object.fromEntries(
      settings.map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)]),
    );
    const main = path.resolve("src/main.ts");
    const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), main, "summary", "2021-06-20"], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let written = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (written += bytes));
    await expect.poll(async () => (await sleeping()).length).toBeGreaterThan(0);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([130, null]);
    await expect.poll(sleeping).toEqual([]);
    expect(written).toBe("");
  });
});
