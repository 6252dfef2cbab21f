import { type Migration, Migrator, sql } from "kysely";
import { columnsOf } from "./dialect.ts";
import { failuresMigration } from "./migrations/001-failures.ts";
import { reportsMigration } from "./migrations/002-reports.ts";
import { issuesMigration } from "./migrations/003-issues.ts";
import { scanPullMigration } from "./migrations/004-scan-pull.ts";
import { pendingBuildsMigration } from "./migrations/005-pending-builds.ts";
import { resultsMigration } from "./migrations/007-results.ts";
import { probableMigration } from "./migrations/008-probable.ts";
import { leasesMigration } from "./migrations/009-leases.ts";
import { claimNotesMigration } from "./migrations/010-claim-notes.ts";
import { widerMigration } from "./migrations/011-wider.ts";
import { logEndMigration } from "./migrations/012-log-end.ts";
import { buildFactsMigration } from "./migrations/013-build-facts.ts";
import { auditMigration } from "./migrations/015-audit.ts";
import { pollsMigration } from "./migrations/016-polls.ts";
import { jobsMigration } from "./migrations/017-jobs.ts";
import type { Database, Engine } from "./open.ts";

const MIGRATION_TABLE = "ci_stat_migration";

/** Never changed or renamed once released: databases remember them. They only add, so older versions keep working. */
function migrations(engine: Engine): Record<string, Migration> {
  return {
    "001-failures": failuresMigration(engine),
    "002-reports": reportsMigration(engine),
    "003-issues": issuesMigration(engine),
    "004-scan-pull": scanPullMigration(engine),
    "005-sync-wishes": pendingBuildsMigration(engine),
    "007-results": resultsMigration(engine),
    "008-probable": probableMigration(engine),
    "009-leases": leasesMigration(engine),
    "010-claim-notes": claimNotesMigration(engine),
    "011-wider": widerMigration(engine),
    "012-log-end": logEndMigration(engine),
    "013-build-facts": buildFactsMigration(engine),
    "015-audit": auditMigration(engine),
    "016-polls": pollsMigration(engine),
    "017-jobs": jobsMigration(engine),
  };
}

/** Migrations that a newer version has run. Migrations only add, so this version keeps working. */
async function newerMigrations(
  database: Database,
  ours: Record<string, Migration>,
): Promise<Record<string, Migration>> {
  const unknown = (await migrationsRun(database)).filter((name) => !(name in ours));
  return Object.fromEntries(unknown.map((name) => [name, { up: async () => {} }]));
}

/** Names of the migrations that this or any other version has run. */
async function migrationsRun(database: Database): Promise<readonly string[]> {
  if ((await columnsOf(database, MIGRATION_TABLE)).length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(MIGRATION_TABLE)}`.execute(database.kysely);
  return rows.map(({ name }) => name);
}

/** Whether our own tables exist and are as new as this version needs. Changes nothing. */
export async function isMigrated(database: Database): Promise<boolean> {
  const run = await migrationsRun(database);
  return Object.keys(migrations(database.engine)).every((name) => run.includes(name));
}

/**
 * Brings our own tables (`ci_stat_…`) up to date. Safe to run twice and by two replicas at once: Kysely holds a lock.
 * A schema from a newer version stays as it is.
 * @returns the names of the migrations that were run
 * @throws the driver's error if the account may not create tables
 */
export async function migrateOwnTables(database: Database): Promise<readonly string[]> {
  const ours = migrations(database.engine);
  const all = { ...ours, ...(await newerMigrations(database, ours)) };
  const migrator = new Migrator({
    db: database.kysely,
    provider: { getMigrations: async () => all },
    // A lower number may have been released later, from another branch.
    allowUnorderedMigrations: true,
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: "ci_stat_migration_lock",
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
}
