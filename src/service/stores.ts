import path from "node:path";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { createCiData, isFast } from "../database/engine/ci-data.ts";
import { isDenied, toDatabaseError, withDatabaseErrors } from "../database/engine/errors.ts";
import { migrateOwnTables } from "../database/engine/migrate.ts";
import { type Database, openMysql, openSqlite } from "../database/engine/open.ts";
import { createFailureStore } from "../database/failures/failure-store.ts";
import { createDeliveries } from "../database/queues/deliveries.ts";
import { createIssueLedger } from "../database/queues/issue-ledger.ts";
import { createLedger } from "../database/queues/ledger.ts";
import { createPendingBuilds } from "../database/queues/pending-builds.ts";
import { createSubscriptions } from "../database/queues/subscriptions.ts";
import { createRunStore } from "../database/runs/run-store.ts";
import { createRunWriter } from "../database/runs/run-writer.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { UnreachableError } from "../ports/errors.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { IssueLedger } from "../ports/issues.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { PendingBuilds } from "../ports/pending-builds.ts";
import type { RunStore } from "../ports/run-store.ts";
import type { RunWriter } from "../ports/run-writer.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";

export interface OpenStores {
  /** Holds `ci_data`. */
  readonly site: Database;
  /** Holds our own tables; it is `site` if we may create tables there. */
  readonly own: Database;
  readonly runs: RunStore;
  readonly rows: RunWriter;
  readonly failures: FailureStore;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  readonly issues: IssueLedger;
  readonly pendingBuilds: PendingBuilds;
}

/** The stores, opened at first use; after a failure, the next use tries again. */
export interface Stores {
  /** @throws UnreachableError */
  open(): Promise<OpenStores>;
  /** Runs a small query. @throws UnreachableError */
  check(): Promise<void>;
  close(): Promise<void>;
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

/** @throws UnreachableError if its file cannot be created or opened */
function openEmbedded(settings: Settings): Database {
  const file = embeddedFile(settings);
  try {
    return openSqlite(file);
  } catch (cause) {
    throw new UnreachableError(`the database ${file}`, { cause });
  }
}

export function openStores(settings: Settings, log: Logger): Stores {
  const site = openSite(settings);
  let own: Database | undefined;
  let opening: Promise<OpenStores> | undefined;

  async function prepare(): Promise<OpenStores> {
    await createCiData(site).catch(ignoreDenied);
    own ??= await ownDatabase(site, settings, log);
    const options = { zone: settings.timezone, fast: await isFast(site) };
    return {
      site,
      own,
      runs: withDatabaseErrors(createRunStore(site, options)),
      rows: withDatabaseErrors(createRunWriter(site, settings.timezone)),
      failures: withDatabaseErrors(createFailureStore(own)),
      ledger: withDatabaseErrors(createLedger(own)),
      deliveries: withDatabaseErrors(createDeliveries(own)),
      subscriptions: withDatabaseErrors(createSubscriptions(own)),
      issues: withDatabaseErrors(createIssueLedger(own, settings.issue_repo)),
      pendingBuilds: withDatabaseErrors(createPendingBuilds(own)),
    };
  }

  function open(): Promise<OpenStores> {
    opening ??= prepare().catch((cause: unknown) => {
      opening = undefined;
      throw toDatabaseError(cause);
    });
    return opening;
  }

  return {
    open,
    async check() {
      const { runs } = await open();
      await runs.newest();
    },
    async close() {
      await own?.close();
      if (own !== site) await site.close();
    },
  };
}

/** Our tables are beside `ci_data`, or in the embedded database if we may not create tables there. */
async function ownDatabase(site: Database, settings: Settings, log: Logger): Promise<Database> {
  try {
    await migrateOwnTables(site);
    return site;
  } catch (error) {
    if (!isDenied(error)) throw error;
    const file = embeddedFile(settings);
    log.warn({ file }, "no right to create tables beside ci_data: ours are kept in the embedded database");
    const own = openEmbedded(settings);
    await migrateOwnTables(own);
    return own;
  }
}

function ignoreDenied(error: unknown): void {
  if (!isDenied(error)) throw error;
}
