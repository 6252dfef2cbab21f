import { Router } from "express";
import pTimeout from "p-timeout";
import { collectDefaultMetrics, register } from "prom-client";
import { SECOND } from "../model/window.ts";

const CHECK_WITHIN_MS = 3 * SECOND;

/** Something that must work for the service to be of use, by name. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

/**
 * `/healthz`: the process lives. `/readyz`: everything it needs answers, or why not; `warnings` are what it can do
 * without for a while. `/metrics` for Prometheus.
 */
export function healthRouter(checks: Checks, warnings: () => readonly string[] = () => []): Router {
  const router = Router();
  register.clear();
  collectDefaultMetrics();
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
  router.get("/metrics", async (_request, response) => {
    response.type(register.contentType).send(await register.metrics());
  });
  return router;
}

async function failing(checks: Checks): Promise<string[]> {
  const each = Object.entries(checks).map(async ([name, check]) => {
    try {
      await pTimeout(check(), { milliseconds: CHECK_WITHIN_MS });
      return [];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : "failed"}`];
    }
  });
  return (await Promise.all(each)).flat();
}
