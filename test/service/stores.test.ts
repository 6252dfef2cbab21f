import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { createLogger } from "../../src/service/logger.ts";
import { openStores } from "../../src/service/stores.ts";
import { asRoot, engines, mysql, mysqlUrl, type TestDatabase } from "../support/engines.ts";
import { at, runRow, zone } from "../support/runs.ts";

const log = createLogger("fatal");
const window = { begin: at("2021-06-20 00:00:00"), end: at("2021-06-21 00:00:00") };
const run = runRow({ status: "FAILURE", pull: { number: 7 } });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-stores-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function settingsOf(written: Readonly<Record<string, string | number>>) {
  const entries = Object.entries({ ...written, data_dir: folder });
  return loadConfig(
    Object.fromEntries(entries.map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)])),
    folder,
  ).settings;
}

describe.each(engines)("on $engine", (engine) => {
  test("tables are made where they are missing, by two at once and again, and kept", async () => {
    const database = await engine.open();
    if (engine.engine === "sqlite") {
      await Promise.all([migrateOwnTables(database), createCiData(database)]);
      expect(await migrateOwnTables(database)).toEqual([]);
    } else {
      const replicas = [1, 2].map(() => openStores(settingsOf(database.settings), "all", log));
      await Promise.all(replicas.map((replica) => replica.open()));
      await Promise.all(replicas.map((replica) => replica.close()));
      expect(await migrateOwnTables(database)).toEqual([]);
    }
    await insertRuns(database, [run, run], zone);
    const kept = await database.kysely.selectFrom("ci_data").selectAll().execute();
    expect(kept).toHaveLength(1);
    await database.drop();
  });
});

test.skipIf(mysqlUrl === "")(
  "the service makes nothing in a database without ci_data, and says what is missing",
  async () => {
    const database = await mysql.open();
    const stores = openStores(settingsOf(database.settings), "own", log);
    await expect(stores.open()).rejects.toMatchObject({ fault: "no_table" });
    expect(await asRoot(`show tables from ${database.settings.database}`)).toEqual([]);
    await createCiData(database);
    expect((await stores.open()).place).toBe("beside");
    await stores.close();
    await database.drop();
  },
);

describe.skipIf(mysqlUrl === "")("with the right to read only", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await mysql.open();
    await createCiData(database);
    await insertRuns(database, [run], zone);
    const name = database.settings.database;
    await asRoot(`create or replace user reader@'%' identified by 'r'; grant select on ${name}.* to reader@'%'`);
  });
  afterEach(() => database.drop());

  test("ci_data is read, and what we find is kept in the embedded database", async () => {
    const stores = openStores(settingsOf({ ...database.settings, user: "reader", password: "r" }), "own", log);
    const { runs, failures, ledger } = await stores.open();
    const [failed] = await runs.unsuccessfulRuns(window);
    if (!failed) throw new Error("the run was not read");
    const scan = {
      job: failed.job,
      id: failed.id,
      outcome: "log" as const,
      failures: [],
      retriedCases: [],
      durations: [],
      rulesVersion: "1",
    };
    await failures.save(failed, { ...scan, checkedOut: null } as never);
    expect((await failures.causes({ window, jobs: [] })).unknown).toBe(1);
    expect(await ledger.claim("once", 1000, 0)).toBeDefined();
    expect(await ledger.claim("once", 1000, 0)).toBeUndefined();
    await stores.close();
    const tables = (await asRoot(`select table_name from information_schema.tables
      where table_schema = '${database.settings.database}'`)) as object[];
    expect(tables).toHaveLength(1);
  });

  test.each([
    ["insert, update, delete, create", "INDEX command denied"],
    ["insert, update, delete", "INSERT, UPDATE and DELETE"],
  ])(
    "where our tables may be made with %s only, it says what is missing and goes nowhere else",
    async (rights, told) => {
      const name = database.settings.database;
      if (rights.includes("create")) await asRoot(`grant ${rights} on ${name}.* to reader@'%'`);
      else await migrateOwnTables(database);
      const stores = openStores(settingsOf({ ...database.settings, user: "reader", password: "r" }), "own", log);
      await expect(stores.open()).rejects.toMatchObject({
        fault: "denied",
        told: { en_us: expect.stringContaining(told) },
      });
      expect(readdirSync(folder)).toEqual([]);
      await stores.close();
    },
  );
});
