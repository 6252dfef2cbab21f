import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isMigrated, migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";

describe.each(engines)("our own tables, on $engine", ({ open }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await open();
  });
  afterEach(() => database.drop());

  test("are brought up to date once, and by two replicas at once", async () => {
    const [one, other] = await Promise.all([migrateOwnTables(database), migrateOwnTables(database)]);
    expect(one.length + other.length).toBeGreaterThan(0);
    expect(Math.min(one.length, other.length)).toBe(0);
    expect(await migrateOwnTables(database)).toEqual([]);
  });

  test("are as new as this version needs only when all of its migrations have run", async () => {
    expect(await isMigrated(database)).toBe(false);
    await migrateOwnTables(database);
    expect(await isMigrated(database)).toBe(true);
    await sql`delete from ci_stat_migration where name = '011-wider'`.execute(database.kysely);
    expect(await isMigrated(database)).toBe(false);
  });

  test("are used as they are if a newer version made them", async () => {
    await migrateOwnTables(database);
    await sql`insert into ci_stat_migration (name, timestamp) values ('999-of-the-future', '2030')`.execute(
      database.kysely,
    );
    await database.kysely.schema.alterTable("ci_stat_scans").addColumn("of_the_future", "integer").execute();
    expect(await migrateOwnTables(database)).toEqual([]);
    expect(await createFailureStore(database).unkept({ limit: 1, offset: 0 })).toEqual({ items: [], total: 0 });
  });
});
