import pRetry from "p-retry";

/** Somebody else wrote the same rows at this moment: another try finds them settled. */
const codes = ["ER_LOCK_DEADLOCK", "ER_LOCK_WAIT_TIMEOUT", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"];

/** Runs one statement or transaction again when another replica was in the way. */
export function overCollisions<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return pRetry(work, {
    retries: 5,
    minTimeout: 15,
    maxTimeout: 300,
    randomize: true,
    shouldRetry: ({ error }) => codes.includes((error as { code?: string }).code ?? ""),
  });
}
