import { type Kysely, type Migration, sql } from "kysely";
import { columnsOf, tableOptions } from "../dialect.ts";
import type { Engine } from "../open.ts";
import type { Tables } from "../schema.ts";

/** Issues for nightly failures and the decisions on them; and the commit from the log if the run's row has none. */
export function issuesMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      // MySQL commits each statement by itself, so an interrupted migration runs again from the start.
      const columns = await columnsOf({ engine, kysely: db }, "ci_stat_scans");
      if (!columns.includes("last_checkout"))
        await db.schema.alterTable("ci_stat_scans").addColumn("last_checkout", "varchar(64)").execute();
      await createIssues(db, engine);
      await createDecisions(db, engine);
      await createCounts(db, engine);
    },
  };
}

async function createIssues(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_issues")
    .ifNotExists()
    .addColumn("repo", "varchar(100)", (column) => column.notNull())
    .addColumn("subject", "varchar(320)", (column) => column.notNull())
    .addColumn("cases", sql`mediumtext`, (column) => column.notNull())
    .addColumn("state", "varchar(16)", (column) => column.notNull())
    .addColumn("number", "integer")
    .addColumn("url", "varchar(300)")
    .addColumn("filed_at", "bigint")
    .addColumn("closed_at", "bigint")
    .addColumn("snoozed_until", "bigint")
    .addColumn("last_failed", "bigint")
    .addColumn("offered_at", "bigint")
    .addColumn("notice", "varchar(16)")
    .addColumn("lease_until", "bigint", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("ci_stat_issues_key", ["repo", "subject"])
    .modifyEnd(tableOptions(engine))
    .execute();
}

async function createDecisions(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_issue_decisions")
    .ifNotExists()
    .addColumn("id", "varchar(36)", (column) => column.primaryKey())
    .addColumn("repo", "varchar(100)", (column) => column.notNull())
    .addColumn("subject", "varchar(320)", (column) => column.notNull())
    .addColumn("kind", "varchar(16)", (column) => column.notNull())
    .addColumn("decided_by", "varchar(100)", (column) => column.notNull())
    .addColumn("decided_at", "bigint", (column) => column.notNull())
    .addColumn("number", "integer")
    .modifyEnd(tableOptions(engine))
    .execute();
}

async function createCounts(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema
    .createTable("ci_stat_issue_counts")
    .ifNotExists()
    .addColumn("repo", "varchar(100)", (column) => column.primaryKey())
    .addColumn("open_issues", "integer", (column) => column.notNull())
    .addColumn("counted_at", "bigint", (column) => column.notNull())
    .modifyEnd(tableOptions(engine))
    .execute();
}
