import { neverCancelled } from "../../ports/cancellation.ts";
import { DatabaseError, type DatabaseFault } from "../../ports/errors.ts";

/** What a driver's error means. Errors are recognised by code and number if they have one. */
interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly sqlState?: string;
  readonly sqlMessage?: string;
  /** The connection is gone. */
  readonly fatal?: boolean;
}

const AWAY = [
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "PROTOCOL_CONNECTION_LOST",
  "POOL_CLOSED",
  "ER_CON_COUNT_ERROR",
  "ER_SERVER_SHUTDOWN",
  "SQLITE_BUSY",
  "SQLITE_CANTOPEN",
];

/** No encryption where one side wants it, or a certificate that is not trusted. */
const TLS = ["HANDSHAKE_SSL_ERROR", "HANDSHAKE_NO_SSL_SUPPORT", "ER_SECURE_TRANSPORT_REQUIRED"];

/** Numbers of MySQL, MariaDB and TiDB. */
const FAULTS: readonly (readonly [DatabaseFault, readonly number[]])[] = [
  ["login", [1045, 1698]],
  ["no_database", [1049]],
  ["no_table", [1146]],
  ["no_column", [1054]],
  ["denied", [1044, 1142, 1143, 1227, 1290]],
  // Statement time limits of MariaDB and MySQL, and a statement that was killed.
  ["slow", [1969, 3024, 1317]],
];

/** What is wrong with the database itself; undefined if our statement or a value in it is wrong. */
export function faultOf(error: unknown): DatabaseFault | undefined {
  const { code = "", errno = 0, fatal } = error as DriverError;
  const known = FAULTS.find(([, numbers]) => numbers.includes(errno))?.[0] ?? missingInSqlite(error as Error);
  if (TLS.includes(code)) return "tls";
  return known ?? (fatal === true || AWAY.includes(code) ? "away" : undefined);
}

/** SQLite has one code for every statement that it cannot prepare, so the message decides. */
function missingInSqlite({ code, message }: Error & DriverError): DatabaseFault | undefined {
  if (code !== "SQLITE_ERROR") return undefined;
  const [, what] = /^no such (table|column): /.exec(message) ?? [];
  return what === "table" ? "no_table" : what === "column" ? "no_column" : undefined;
}

/** Whether the account lacks a right, rather than the connection being broken. */
export function isDenied(error: unknown): boolean {
  return faultOf(error) === "denied";
}

const UNFIT_CODES = ["ER_INVALID_JSON_TEXT", "ER_CONSTRAINT_FAILED", "ER_CHECK_CONSTRAINT_VIOLATED", "SQLITE_TOOBIG"];
/** Data truncated (1265) and incorrect string value (1366) have no class of their own. */
const UNFIT_NUMBERS = [1265, 1366];

/** Whether a value does not fit its column: SQL states of class 22 mean that. */
export function isUnfit(error: unknown): boolean {
  const { code = "", errno = 0, sqlState = "" } = error as DriverError;
  return sqlState.startsWith("22") || UNFIT_CODES.includes(code) || UNFIT_NUMBERS.includes(errno);
}

/** Whether another process inserted the same row after we looked for it. */
export function isDuplicate(error: unknown): boolean {
  return ["ER_DUP_ENTRY", "SQLITE_CONSTRAINT_PRIMARYKEY"].includes((error as DriverError).code ?? "");
}

/** The server's message, without our statement around it. */
export function messageOf(error: unknown): string {
  const { sqlMessage } = error as DriverError;
  return sqlMessage ?? (error instanceof Error ? error.message : String(error));
}

/**
 * Makes every method of a store fail with a DatabaseError if the database itself is at fault. Stores that answer
 * questions are cancelled with the question; work in a queue is finished.
 */
export function withDatabaseErrors<Store extends object>(store: Store, { isCancellable = false } = {}): Store {
  const wrapped = Object.entries(store).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        const work = () => (method as (...args: unknown[]) => Promise<unknown>).apply(store, args);
        return await (isCancellable ? work() : neverCancelled(work));
      } catch (cause) {
        throw toDatabaseError(cause);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Store;
}

/** A DatabaseError if the database itself is at fault, otherwise the error unchanged. */
export function toDatabaseError(error: unknown): unknown {
  const fault = faultOf(error);
  return fault === undefined ? error : new DatabaseError(fault, messageOf(error), { cause: error });
}
