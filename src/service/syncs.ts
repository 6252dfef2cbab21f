import type { Router } from "express";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { apiRouter } from "../api/router.ts";
import type { Settings } from "../config.ts";
import type { RunRef } from "../model/run.ts";
import { DAY, SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import { createPendingBuildWorker, type PendingBuildWorker } from "../syncing/pending-build-worker.ts";
import type { Application } from "./application.ts";
import { choresOf } from "./chore.ts";
import { startPolling } from "./polling.ts";

/** How long `/ci status` lists builds that were given up. */
const KEPT_MS = 7 * DAY;
const FINISH_WITHIN_MS = 10 * SECOND;

/** The routes under `/api`. */
export function createApi({ api_token: token }: Settings, application: Application, clock: Clock, log: Logger): Router {
  const { jenkins, stores } = application;
  const pendingBuilds = jenkins && (async () => (await stores.open()).pendingBuilds);
  return apiRouter({ token, pendingBuilds, clock, log: log.child({ name: "api" }) });
}

/** Polls Jenkins and writes builds that have ended, until stopped. */
export function startSyncs(
  settings: Settings,
  application: Application,
  clock: Clock,
  log: Logger,
): { stop(): Promise<void> } {
  const parts = [startPolling(settings, application, clock, log), startPendingBuilds(application, clock, log)];
  return {
    async stop() {
      const stopped = Promise.all(parts.map((part) => part.stop()));
      await pTimeout(stopped, { milliseconds: FINISH_WITHIN_MS, fallback: () => {} });
    },
  };
}

/** Writes pending builds until stopped; a build under way is then finished, or left until its lease ends. */
function startPendingBuilds(application: Application, clock: Clock, log: Logger): { stop(): Promise<void> } {
  const { builds, stores, sources } = application;
  if (!builds) return { stop: async () => {} };
  const chore = choresOf(clock, log);
  let worker: PendingBuildWorker | undefined;

  const openWorker = async (): Promise<PendingBuildWorker> => {
    const [{ pendingBuilds, rows, runs, failures, jobNames }, { scanner }] = await Promise.all([
      stores.open(),
      sources(),
    ]);
    const onFault = (fault: unknown, { job, id }: RunRef) =>
      log.error({ err: fault, job, id }, "failed to handle a pending build");
    return createPendingBuildWorker({ pendingBuilds, builds, rows, runs, failures, jobNames, scanner, clock, onFault });
  };

  const ticker = chore("*/2 * * * * *", "writing builds that have ended", async () => {
    worker ??= await openWorker();
    await worker.tick();
  });
  const broom = chore("30 29 * * * *", "forgetting builds", async () => {
    await (await stores.open()).pendingBuilds.forget(clock.now() - KEPT_MS);
  });
  return {
    async stop() {
      ticker.stop();
      broom.stop();
      await worker?.settled();
    },
  };
}
