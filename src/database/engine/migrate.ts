import { type Migration, Migrator } from "kysely";
import { failuresMigration } from "./migrations/001-failures.ts";
import { reportsMigration } from "./migrations/002-reports.ts";
import { issuesMigration } from "./migrations/003-issues.ts";
import { scanPullMigration } from "./migrations/004-scan-pull.ts";
import { syncWishesMigration } from "./migrations/005-sync-wishes.ts";
import { resultsMigration } from "./migrations/007-results.ts";
import { probableMigration } from "./migrations/008-probable.ts";
import { leasesMigration } from "./migrations/009-leases.ts";
import { claimNotesMigration } from "./migrations/010-claim-notes.ts";
import type { Database, Engine } from "./open.ts";

/** Numbered, never changed once landed. */
function migrations(engine: Engine): Record<string, Migration> {
  return {
    "001-failures": failuresMigration(engine),
    "002-reports": reportsMigration(engine),
    "003-issues": issuesMigration(engine),
    "004-scan-pull": scanPullMigration(engine),
    "005-sync-wishes": syncWishesMigration(engine),
    "007-results": resultsMigration(engine),
    "008-probable": probableMigration(engine),
    "009-leases": leasesMigration(engine),
    "010-claim-notes": claimNotesMigration(engine),
  };
}

/**
 * Brings our own tables (`ci_stat_…`) up to date. Safe to run twice and by two replicas at once: Kysely holds a lock.
 * @returns the names of the migrations that were run
 * @throws the driver's error, where the account may not create tables
 */
export async function migrateOwnTables({ engine, kysely }: Database): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: async () => migrations(engine) },
    migrationTableName: "ci_stat_migration",
    migrationLockTableName: "ci_stat_migration_lock",
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map((result) => result.migrationName);
}

const DENIED = [
  "ER_TABLEACCESS_DENIED_ERROR",
  "ER_DBACCESS_DENIED_ERROR",
  "ER_SPECIFIC_ACCESS_DENIED_ERROR",
  "ER_OPTION_PREVENTS_STATEMENT",
];

/** Whether an error says that the account has no right to do that, as against a broken connection. */
export function isDenied(error: unknown): boolean {
  return DENIED.includes((error as { code?: string }).code ?? "");
}
