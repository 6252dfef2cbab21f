import pRetry from "p-retry";

/**
 * Errors of a transaction that was rolled back because another one wrote the same rows at the same time.
 * 1205 lock wait timeout, 1213 deadlock (also Galera's failed certification), 1020 snapshot changed (MariaDB),
 * 8002, 8022, 8028 and 9007 write conflicts of TiDB.
 */
const CONFLICT_NUMBERS = [1020, 1205, 1213, 8002, 8022, 8028, 9007];
const CONFLICT_CODES = ["SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"];

/** Whether the work failed because of another transaction, so that trying again may succeed. */
function isConflict(error: unknown): boolean {
  const { errno, code } = error as { errno?: number; code?: string };
  return CONFLICT_NUMBERS.includes(errno ?? 0) || CONFLICT_CODES.includes(code ?? "");
}

/** Runs one statement or one whole transaction, and repeats it up to five times after a conflict with another one. */
export function retryConflicts<Answer>(work: () => Promise<Answer>, isAlso = isNothing): Promise<Answer> {
  return pRetry(work, {
    retries: 5,
    minTimeout: 15,
    maxTimeout: 300,
    randomize: true,
    shouldRetry: ({ error }) => isConflict(error) || isAlso(error),
  });
}

function isNothing(_error: unknown): boolean {
  return false;
}
