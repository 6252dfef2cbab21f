import { Cron } from "croner";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { dueNight, workOnNight } from "../issues/schedule.ts";
import type { Clock } from "../ports/clock.ts";
import type { Application } from "./application.ts";

/** Handles the failures of each night at `issue_cron`; a night that was missed or failed is done later. */
export function startIssues(settings: Settings, application: Application, clock: Clock, log: Logger): { stop(): void } {
  if (settings.issue_mode === "off" || settings.gh_token === undefined) return { stop() {} };
  const caught = (fault: unknown) => log.warn({ err: fault, what: "filing issues" }, "a chore failed");
  const work = async () => {
    const [{ issues: desk }, { ledger }] = await Promise.all([application.sources(), application.stores.open()]);
    const night = dueNight(settings.issue_cron, settings.timezone, clock.now());
    if (!desk || !night) return;
    const done = await workOnNight(desk, ledger, night, clock.now);
    if (done) log.info({ night: new Date(night.dueAt).toISOString(), ...done }, "handled the night's failures");
  };
  const ticker = new Cron("*/20 * * * * *", { protect: true, catch: caught }, work);
  return { stop: () => ticker.stop() };
}
