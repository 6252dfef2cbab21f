import { sql } from "kysely";
import { isFailed, type RunStatus } from "../../model/run.ts";
import { columnsOf } from "./dialect.ts";
import type { Database } from "./open.ts";

/**
 * Which statuses the column of `ci_data` takes, in their order: an enum as at the origin, or in SQLite a check of it.
 * Undefined where it takes any text.
 */
export async function takenStatuses(database: Database): Promise<readonly string[] | undefined> {
  const definition = database.engine === "mysql" ? await columnType(database) : await tableText(database);
  const [, values] =
    /^enum\((.*)\)$/i.exec(definition) ?? /check\s*\(\s*status\s+in\s*\(([^)]*)\)/i.exec(definition) ?? [];
  return values?.split(",").map((value) => value.trim().replace(/^'|'$/g, ""));
}

async function columnType({ kysely }: Database): Promise<string> {
  const { rows } = await sql<{ type: string }>`select column_type as type from information_schema.columns
    where table_schema = database() and table_name = 'ci_data' and column_name = 'status'`.execute(kysely);
  return rows[0]?.type ?? "";
}

async function tableText({ kysely }: Database): Promise<string> {
  const { rows } = await sql<{ text: string }>`select sql as text from sqlite_master where name = 'ci_data'`.execute(
    kysely,
  );
  return rows[0]?.text ?? "";
}

/**
 * The status to store when the column does not take the original one: FAILURE for a failed run, ABORTED for any other
 * result, such as NOT_BUILT. Unchanged if the column does not take the substitute either.
 */
export function storedAs(status: RunStatus, taken: readonly string[] = [status]): RunStatus {
  if (taken.includes(status)) return status;
  const substitute = isFailed(status) ? "FAILURE" : "ABORTED";
  return taken.includes(substitute) ? substitute : status;
}

/** Whether our own tables hold the statuses that `ci_data` does not take. */
export async function hasOriginals(database: Database): Promise<boolean> {
  const taken = await takenStatuses(database);
  return taken !== undefined && (await columnsOf(database, "ci_stat_build_facts")).length > 0;
}
