import type { Logger } from "pino";

/** Work that continues after its request was acknowledged. */
export interface Background {
  /** Logs a fault, since nobody waits for this work. */
  run(what: string, work: Promise<unknown>): void;
  /** Resolves when no work is running. */
  settled(): Promise<void>;
}

export function createBackground(log: Logger): Background {
  const underWay = new Set<Promise<unknown>>();
  return {
    run(what, work) {
      const tracked = work.catch((fault: unknown) => log.error({ err: fault, what }, "work was lost"));
      underWay.add(tracked);
      void tracked.finally(() => underWay.delete(tracked));
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
