import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Kysely, type LogEvent, MysqlDialect, SqliteDialect } from "kysely";
import Sqlite from "libsql";
import { type ConnectionOptions, createConnection, createPool } from "mysql2";
import { signals } from "../../ports/signals.ts";
import { cancellingPool } from "./cancel.ts";
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
  /** `on`: encrypted. `verify`: the server's certificate must also be trusted and name the host. `off` by default. */
  readonly tls?: "off" | "on" | "verify";
  /** Path of the certificates that are trusted instead of the usual ones, as PEM. */
  readonly tls_ca_file?: string | undefined;
}

const CONNECT_TIMEOUT_MS = 5_000;
const LOCK_TIMEOUT_MS = 5_000;

/** Opens MySQL, MariaDB or TiDB. The first query connects. */
export function openMysql(settings: MysqlAddress): Database {
  const { host, port, user, password, database } = settings;
  const address = {
    ...{ host, port, user, password, database, connectTimeout: CONNECT_TIMEOUT_MS },
    ...tlsOptions(settings),
  };
  const pool = createPool({
    ...address,
    connectionLimit: 8,
    enableKeepAlive: true,
    charset: "utf8mb4",
    // Values have the same form on both engines: dates and JSON are text, sums are numbers.
    dateStrings: true,
    jsonStrings: true,
    decimalNumbers: true,
  });
  pool.on("enqueue", () => signals.poolWait.send({}));
  const kysely = new Kysely<Tables>({
    dialect: new MysqlDialect({ pool: cancellingPool(pool, (threadId) => killStatement(address, threadId)) }),
    log: tellStatement,
  });
  return { engine: "mysql", kysely, close: () => kysely.destroy() };
}

function tlsOptions({ tls = "off", tls_ca_file: file }: MysqlAddress): Pick<ConnectionOptions, "ssl"> {
  if (tls === "off") return {};
  const isVerified = tls === "verify";
  const trusted = file === undefined ? {} : { ca: readFileSync(file, "utf8") };
  return { ssl: { ...trusted, rejectUnauthorized: isVerified, verifyIdentity: isVerified } };
}

function tellStatement({ level, queryDurationMillis: ms }: LogEvent): void {
  signals.statement.send({ result: level === "query" ? "ok" : "failed", ms });
}

/**
 * Stops the statement that a connection runs, over a separate connection: those of the pool may all be busy. Never
 * fails, since a statement that cannot be stopped ends by itself.
 */
async function killStatement(address: ConnectionOptions, threadId: number): Promise<void> {
  const connection = createConnection(address);
  await new Promise<void>((resolve) => {
    connection.once("error", () => resolve());
    connection.query(`kill query ${threadId}`, () => resolve());
  });
  connection.destroy();
}

/** Opens the embedded database; `:memory:` is one that is gone once it is closed. */
export function openSqlite(file: string): Database {
  if (file !== ":memory:") mkdirSync(path.dirname(file), { recursive: true });
  const sqlite = new Sqlite(file, { timeout: LOCK_TIMEOUT_MS });
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = NORMAL");
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }), log: tellStatement });
  return { engine: "sqlite", kysely, close: () => kysely.destroy() };
}
