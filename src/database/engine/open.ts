import { mkdirSync } from "node:fs";
import path from "node:path";
import { Kysely, MysqlDialect, SqliteDialect } from "kysely";
import Sqlite from "libsql";
import { createPool } from "mysql2";
import type { Tables } from "./schema.ts";

export type Engine = "mysql" | "sqlite";

export interface Database {
  readonly engine: Engine;
  readonly kysely: Kysely<Tables>;
  close(): Promise<void>;
}

export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

const CONNECT_TIMEOUT_MS = 5_000;
const LOCK_TIMEOUT_MS = 5_000;

/** MySQL, MariaDB or TiDB. Connects when it is first asked something. */
export function openMysql({ host, port, user, password, database }: MysqlAddress): Database {
  const pool = createPool({
    host,
    port,
    user,
    password,
    database,
    connectTimeout: CONNECT_TIMEOUT_MS,
    connectionLimit: 8,
    enableKeepAlive: true,
    charset: "utf8mb4",
    // One form of every value on both engines: dates and JSON as text, sums as numbers.
    dateStrings: true,
    jsonStrings: true,
    decimalNumbers: true,
  });
  const kysely = new Kysely<Tables>({ dialect: new MysqlDialect({ pool }) });
  return { engine: "mysql", kysely, close: () => kysely.destroy() };
}

/** The embedded database; `:memory:` for one that is gone when closed. */
export function openSqlite(file: string): Database {
  if (file !== ":memory:") mkdirSync(path.dirname(file), { recursive: true });
  const sqlite = new Sqlite(file, { timeout: LOCK_TIMEOUT_MS });
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = NORMAL");
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  return { engine: "sqlite", kysely, close: () => kysely.destroy() };
}
