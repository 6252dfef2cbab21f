import type { Cron } from "croner";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import type { Clock } from "../ports/clock.ts";
import { createPoller, type Poller } from "../syncing/poller.ts";
import { toIso } from "../time/zone.ts";
import type { Application } from "./application.ts";
import { choresOf } from "./chore.ts";
import { pollPeriodMs } from "./poll-period.ts";

/** Polls Jenkins until stopped. */
export function startPolling(
  settings: Settings,
  { builds, stores }: Application,
  clock: Clock,
  log: Logger,
): { stop(): Promise<void> } {
  if (!builds) return { stop: async () => {} };
  let poller: Poller | undefined;
  const told = new Set<string>();

  const open = async (): Promise<Poller | undefined> => {
    const stored = await stores.open();
    const periodMs = pollPeriodMs(settings, stored);
    if (periodMs === 0) return undefined;
    const { rows, failures, jobNames, polls, pendingBuilds } = stored;
    return createPoller({
      ...{ builds, rows, failures, jobNames, polls, pendingBuilds, clock, periodMs },
      onJobFault(job, fault) {
        const isFirst = !told.has(job);
        told.add(job);
        log[isFirst ? "warn" : "debug"]({ job, reason: fault.message }, "a job of Jenkins was not read");
      },
      onProgress: ({ jobs, behind, readSince }) => {
        const since = readSince === null || readSince === 0 ? readSince : toIso(readSince, settings.timezone);
        log.info({ jobs, behind, readSince: since }, behind > 0 ? "reading older builds" : "all builds are read");
      },
      onRefused(job, id, reason) {
        if (told.has(job)) return;
        told.add(job);
        log.warn({ job, id, reason }, "ci_data does not take builds of this job");
      },
    });
  };

  const ticker: Cron = choresOf(clock, log)("*/5 * * * * *", "asking Jenkins for new builds", async () => {
    poller ??= await open();
    if (poller) await poller.tick();
    else ticker.stop();
  });
  void ticker.trigger();
  return {
    async stop() {
      ticker.stop();
      await poller?.stop();
    },
  };
}
