import type { Kysely, Migration } from "kysely";
import { tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";
import { addIndex } from "./additive.ts";

/** What scanning found. It refers to no other table, so it can be kept beside `ci_data` or in the embedded database. */
export function failuresMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createScans(db, engine);
      await createFailures(db, engine);
      await createClaims(db, engine);
    },
  };
}

async function createScans(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_scans")
    .ifNotExists()
    .addColumn("job", "varchar(100)", (column) => column.notNull())
    .addColumn("job_id", "integer", (column) => column.notNull())
    .addColumn("run_time", "bigint")
    .addColumn("repo", "varchar(100)")
    .addColumn("branch", "varchar(100)")
    .addColumn("outcome", "varchar(16)", (column) => column.notNull())
    .addColumn("cause", "varchar(16)", (column) => column.notNull())
    .addColumn("retried_cases", "text", (column) => column.notNull())
    .addColumn("rules_version", "varchar(64)", (column) => column.notNull())
    .addPrimaryKeyConstraint("ci_stat_scans_key", ["job", "job_id"])
    .modifyEnd(tableOptions(engine))
    .execute();
  await addIndex(db, engine, "ci_stat_scans", "ci_stat_scans_time", ["run_time", "cause"]);
}

async function createFailures(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_failures")
    .ifNotExists()
    .addColumn("job", "varchar(100)", (column) => column.notNull())
    .addColumn("job_id", "integer", (column) => column.notNull())
    .addColumn("ordinal", "integer", (column) => column.notNull())
    .addColumn("run_time", "bigint")
    .addColumn("repo", "varchar(100)")
    .addColumn("branch", "varchar(100)")
    .addColumn("pull", "integer")
    .addColumn("commit_hash", "varchar(64)")
    .addColumn("cause", "varchar(16)", (column) => column.notNull())
    .addColumn("name", "varchar(300)", (column) => column.notNull())
    .addColumn("file", "varchar(300)")
    .addColumn("line", "integer")
    .addColumn("log_line", "integer")
    .addColumn("excerpt", "text", (column) => column.notNull())
    .addColumn("target", "varchar(300)")
    .addColumn("fingerprint", "varchar(64)", (column) => column.notNull())
    .addColumn("rule", "varchar(100)")
    .addColumn("owner", "varchar(100)")
    .addColumn("hint", "varchar(1000)")
    .addPrimaryKeyConstraint("ci_stat_failures_key", ["job", "job_id", "ordinal"])
    .modifyEnd(tableOptions(engine))
    .execute();
  await addIndex(db, engine, "ci_stat_failures", "ci_stat_failures_time", ["run_time", "cause"]);
  await addIndex(db, engine, "ci_stat_failures", "ci_stat_failures_name", ["name", "run_time"]);
}

async function createClaims(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_claims")
    .ifNotExists()
    .addColumn("claim_key", "varchar(190)", (column) => column.primaryKey())
    .addColumn("claimed_at", "bigint", (column) => column.notNull())
    .addColumn("lease_until", "bigint", (column) => column.notNull())
    .addColumn("done_at", "bigint")
    .modifyEnd(tableOptions(engine))
    .execute();
  await addIndex(db, engine, "ci_stat_claims", "ci_stat_claims_time", ["claimed_at"]);
}
