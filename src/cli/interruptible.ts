import { SECOND } from "../model/window.ts";
import { cancelledBy } from "../ports/cancellation.ts";

/** Exit code of a program that Ctrl-C ended, as shells have it. */
const INTERRUPTED = 130;
/** How long the database has to stop its statements. */
const STOP_WITHIN_MS = SECOND;

/**
 * Runs work until Ctrl-C: then the database stops what it is still reading for it, and the process ends. A second Ctrl-C
 * ends it at once. Resolves to the exit code of the work.
 */
export async function interruptible(work: () => Promise<number>): Promise<number> {
  const givenUp = new AbortController();
  const end = () => process.exit(INTERRUPTED);
  const interrupt = () => {
    if (givenUp.signal.aborted) end();
    givenUp.abort();
    setTimeout(end, STOP_WITHIN_MS).unref();
  };
  process.on("SIGINT", interrupt);
  try {
    const code = await cancelledBy(givenUp.signal, work);
    return givenUp.signal.aborted ? INTERRUPTED : code;
  } catch (error) {
    if (givenUp.signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    process.off("SIGINT", interrupt);
  }
}
