import { existsSync } from "node:fs";
import path from "node:path";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { isDenied } from "../database/engine/errors.ts";
import { isMigrated, migrateOwnTables } from "../database/engine/migrate.ts";
import { type Database, openMysql, openSqlite } from "../database/engine/open.ts";
import { hasOwnTables, tryRights } from "../database/engine/rights.ts";
import { DatabaseError, UnreachableError } from "../ports/errors.ts";

/**
 * Which missing tables may be created. `all`: `ci_data` and our own. `own`: our own; `ci_data` only in the embedded
 * database, which is ours. `existing`: none, and our own must exist. `temporary`: none; if our own do not exist, they
 * are kept in memory until the question is answered.
 */
export type TableSetup = "all" | "own" | "existing" | "temporary";

/** Our own tables. `beside` is beside `ci_data`. */
export interface OwnTables {
  readonly own: Database;
  readonly place: "beside" | "embedded" | "memory";
}

/** Path of the embedded database, whether it is used or not. */
export function embeddedFile({ data_dir }: Settings): string {
  return path.join(data_dir, "ci_stat.sqlite");
}

/** The database that holds `ci_data`. */
export function openSite(settings: Settings): Database {
  const { host } = settings;
  return host === undefined ? openEmbedded(settings) : openMysql({ ...settings, host });
}

/** @throws UnreachableError if its file cannot be made or opened */
function openEmbedded(settings: Settings): Database {
  const file = embeddedFile(settings);
  try {
    return openSqlite(file);
  } catch (cause) {
    throw new UnreachableError(`the database ${file}`, { cause });
  }
}

/** A question creates no file either. @throws DatabaseError if the embedded database is used and does not exist */
export function checkEmbedded(settings: Settings, setup: TableSetup): void {
  const mayCreate = setup === "all" || setup === "own";
  const file = embeddedFile(settings);
  if (mayCreate || settings.host !== undefined || existsSync(file)) return;
  throw new DatabaseError("no_database", `${file} (ci-stat serve, ci-stat sync)`, { cause: undefined });
}

/**
 * Our tables are beside `ci_data`, or in the embedded database if we may not create tables there.
 * @throws the driver's error, or a DatabaseError, if they are there and the account may not upgrade or write them
 */
export async function createOwnTables(site: Database, settings: Settings, log: Logger): Promise<OwnTables> {
  try {
    await migrateOwnTables(site);
    await mustWrite(site);
    return { own: site, place: "beside" };
  } catch (error) {
    // What is there, and what other replicas write, must not be left behind without a word.
    if (!isDenied(error) || (await hasOwnTables(site))) throw error;
    const file = embeddedFile(settings);
    log.warn({ file }, "no right to create tables beside ci_data: ours are kept in the embedded database");
    const own = openEmbedded(settings);
    await migrateOwnTables(own);
    return { own, place: "embedded" };
  }
}

async function mustWrite(site: Database): Promise<void> {
  const { kind } = await tryRights(site);
  if (kind === "denied")
    throw new DatabaseError("denied", "INSERT, UPDATE and DELETE on ci_stat_…", { cause: undefined });
}

/** Finds our tables where `createOwnTables` put them, and creates nothing that outlives the process. */
export async function findOwnTables(
  site: Database,
  settings: Settings,
  setup: "existing" | "temporary",
  log: Logger,
): Promise<OwnTables> {
  if (await isMigrated(site)) return { own: site, place: "beside" };
  if (settings.host !== undefined && existsSync(embeddedFile(settings))) {
    const own = openEmbedded(settings);
    if (await isMigrated(own)) return { own, place: "embedded" };
    await own.close();
  }
  if (setup === "existing")
    throw new DatabaseError("no_table", "ci_stat_… (ci-stat migrate)", { cause: new Error("never migrated") });
  log.warn(
    "the tables ci_stat_… are missing or old: logs are read again for each question until ci-stat migrate is run",
  );
  const own = openSqlite(":memory:");
  await migrateOwnTables(own);
  return { own, place: "memory" };
}
