import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { checkCiData, createCiData, isFast, isOurs } from "../database/engine/ci-data.ts";
import { isDenied, toDatabaseError, withDatabaseErrors } from "../database/engine/errors.ts";
import type { Database } from "../database/engine/open.ts";
import { hasOriginals } from "../database/engine/statuses.ts";
import { createFailureStore } from "../database/failures/failure-store.ts";
import { createAuditTrail } from "../database/queues/audit-trail.ts";
import { createDeliveries } from "../database/queues/deliveries.ts";
import { createIssueLedger } from "../database/queues/issue-ledger.ts";
import { createLedger } from "../database/queues/ledger.ts";
import { createPendingBuilds } from "../database/queues/pending-builds.ts";
import { createPolls } from "../database/queues/polls.ts";
import { createSubscriptions } from "../database/queues/subscriptions.ts";
import { createJobNames } from "../database/runs/job-names.ts";
import { createRunStore } from "../database/runs/run-store.ts";
import { createRunWriter } from "../database/runs/run-writer.ts";
import type { AuditTrail } from "../ports/audit-trail.ts";
import { neverCancelled } from "../ports/cancellation.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { IssueLedger } from "../ports/issues.ts";
import type { JobNames } from "../ports/job-names.ts";
import type { Ledger } from "../ports/ledger.ts";
import { once } from "../ports/once.ts";
import type { PendingBuilds } from "../ports/pending-builds.ts";
import type { Polls } from "../ports/polls.ts";
import type { RunStore } from "../ports/run-store.ts";
import type { RunWriter } from "../ports/run-writer.ts";
import type { Subscriptions } from "../ports/subscriptions.ts";
import {
  checkEmbedded,
  createOwnTables,
  findOwnTables,
  type OwnTables,
  openSite,
  type TableSetup,
} from "./own-tables.ts";

export interface OpenStores extends OwnTables {
  /** Holds `ci_data`. */
  readonly site: Database;
  /** We made `ci_data`, so nobody else fills it. */
  readonly isOurs: boolean;
  readonly runs: RunStore;
  readonly rows: RunWriter;
  readonly jobNames: JobNames;
  readonly failures: FailureStore;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  readonly issues: IssueLedger;
  readonly pendingBuilds: PendingBuilds;
  readonly polls: Polls;
  readonly audit: AuditTrail;
}

/** The stores, opened at first use; after a failure, the next use tries again. */
export interface Stores {
  /** @throws UnreachableError */
  open(): Promise<OpenStores>;
  close(): Promise<void>;
}

/** @throws DatabaseError if the embedded database does not exist and may not be created */
export function openStores(settings: Settings, setup: TableSetup, log: Logger): Stores {
  checkEmbedded(settings, setup);
  const site = openSite(settings);
  const createsCiData = setup === "all" || (setup === "own" && settings.host === undefined);
  let tables: OwnTables | undefined;

  async function prepare(): Promise<OpenStores> {
    if (createsCiData) await createCiData(site).catch(ignoreDenied);
    await checkCiData(site);
    tables ??= await (setup === "all" || setup === "own"
      ? createOwnTables(site, settings, log)
      : findOwnTables(site, settings, setup, log));
    const { own } = tables;
    const options = {
      zone: settings.timezone,
      fast: await isFast(site),
      hasOriginals: tables.place === "beside" && (await hasOriginals(site)),
    };
    const { known, ...asking } = createJobNames(site, own, (job, stored) => {
      log.warn({ job, stored }, "ci_data does not hold this name: it is shortened there");
    });
    return {
      site,
      isOurs: await isOurs(site),
      ...tables,
      runs: withDatabaseErrors(createRunStore(site, options), { isCancellable: true }),
      rows: withDatabaseErrors(createRunWriter(site, own, settings.timezone)),
      jobNames: { ...withDatabaseErrors(asking), known },
      failures: withDatabaseErrors(createFailureStore(own), { isCancellable: true }),
      ledger: withDatabaseErrors(createLedger(own)),
      deliveries: withDatabaseErrors(createDeliveries(own)),
      subscriptions: withDatabaseErrors(createSubscriptions(own)),
      issues: withDatabaseErrors(createIssueLedger(own, settings.issue_repo)),
      pendingBuilds: withDatabaseErrors(createPendingBuilds(own)),
      polls: withDatabaseErrors(createPolls(own)),
      audit: withDatabaseErrors(createAuditTrail(own)),
    };
  }

  const open = once(() =>
    neverCancelled(prepare).catch((cause: unknown) => {
      throw toDatabaseError(cause);
    }),
  );

  return {
    open,
    async close() {
      await tables?.own.close();
      if (tables?.own !== site) await site.close();
    },
  };
}

function ignoreDenied(error: unknown): void {
  if (!isDenied(error)) throw error;
}
