import { UnreachableError } from "../../ports/errors.ts";

/** What drivers say when the server is away, too busy or refuses us, as against a fault in our SQL. */
const awayCodes = new Set([
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
  "ER_ACCESS_DENIED_ERROR",
  "ER_BAD_DB_ERROR",
  "ER_NO_SUCH_TABLE",
  "SQLITE_BUSY",
  "SQLITE_CANTOPEN",
]);

/** Wraps a store so that its methods throw UnreachableError when the database cannot be reached. */
export function withUnreachable<Store extends object>(store: Store): Store {
  const wrapped = Object.entries(store).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await (method as (...args: unknown[]) => Promise<unknown>).apply(store, args);
      } catch (cause) {
        throw isAway(cause) ? new UnreachableError("the database", { cause }) : cause;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Store;
}

export function isAway(error: unknown): boolean {
  const { code, fatal } = error as { code?: string; fatal?: boolean };
  return fatal === true || awayCodes.has(code ?? "");
}
