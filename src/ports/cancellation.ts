import { AsyncLocalStorage } from "node:async_hooks";

const signals = new AsyncLocalStorage<AbortSignal>();

/** Runs `work`. Once `signal` aborts, the database stops what it is still reading for it. */
export function cancelledBy<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
  return signals.run(signal, work);
}

/** Runs work that others wait for as well: it goes on when the question that started it is given up. */
export function neverCancelled<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  return signals.exit(work);
}

/** Aborts when nobody waits any longer for what runs at the moment; undefined if it may take any time. */
export function cancellation(): AbortSignal | undefined {
  return signals.getStore();
}
