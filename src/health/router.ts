import { Router } from "express";
import pTimeout from "p-timeout";
import { SECOND } from "../model/window.ts";

const CHECK_WITHIN_MS = 3 * SECOND;

/** Checks by name. The service is ready while none of them throws. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

/**
 * `/healthz`: the process is alive. `/readyz`: whether everything it needs answers, with the reasons if not; `warnings`
 * are faults that it can live with for a while.
 */
export function healthRouter(checks: Checks, warnings: () => readonly string[] = () => []): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "alive" });
  });
  router.get("/readyz", async (_request, response) => {
    const reasons = await failing(checks);
    const isReady = reasons.length === 0;
    response
      .status(isReady ? 200 : 503)
      .json({ status: isReady ? "ready" : "not ready", reasons, warnings: warnings() });
  });
  return router;
}

const LATE = new Error(`no answer in ${CHECK_WITHIN_MS / SECOND} s`);

async function failing(checks: Checks): Promise<string[]> {
  const each = Object.entries(checks).map(async ([name, check]) => {
    try {
      await pTimeout(check(), { milliseconds: CHECK_WITHIN_MS, message: LATE });
      return [];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : "failed"}`];
    }
  });
  return (await Promise.all(each)).flat();
}
