import { sql } from "kysely";
import type { Database } from "./open.ts";

/** Name and version of the database server: `MariaDB 10.11.6`, `SQLite 3.45.1`. */
export async function describeDatabase({ engine, kysely }: Database): Promise<string> {
  const ask = engine === "mysql" ? sql<{ version: string }>`select version() as version` : sqliteVersion;
  const version = (await ask.execute(kysely)).rows[0]?.version ?? "";
  if (engine === "sqlite") return `SQLite ${version}`;
  const [number = version] = version.split("-");
  const maker = /mariadb/i.test(version) ? "MariaDB" : /tidb/i.test(version) ? "TiDB" : "MySQL";
  return maker === "TiDB" ? version : `${maker} ${number}`;
}

const sqliteVersion = sql<{ version: string }>`select sqlite_version() as version`;
