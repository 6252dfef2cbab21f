import { createConnection } from "mysql2/promise";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { type Database, openMysql } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { DAY } from "../../src/model/window.ts";
import { demoRuns } from "../../src/playground/demo/runs.ts";
import { zone } from "../support/runs.ts";
import { NIGHTLY_JOB } from "./nights.ts";
import { addressOf, type Servers } from "./servers.ts";

/** Makes the database, with two days of sample runs but none of the nightly job. */
export async function openFilled(servers: Servers, now: number): Promise<Database> {
  const { database: name, ...address } = addressOf(servers, 0);
  const connection = await createConnection(address);
  await connection.query(`create database ${name}`);
  await connection.end();
  const database = openMysql({ ...address, database: name });
  await Promise.all([createCiData(database), migrateOwnTables(database)]);
  const runs = demoRuns({ from: now - 2 * DAY, to: now, seed: 2021, timezone: zone });
  await insertRuns(
    database,
    [...runs].filter(({ job }) => job !== NIGHTLY_JOB),
    zone,
  );
  return database;
}
