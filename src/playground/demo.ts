import { Cron } from "croner";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { insertRuns } from "../database/runs/insert-runs.ts";
import { DAY, MINUTE } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Application } from "../service/application.ts";
import { startOfDay } from "../time/zone.ts";
import { writeDemoLogs } from "./demo/log-files.ts";
import { demoRuns } from "./demo/runs.ts";

const SEED = 2021;
const DAYS = 45;
/** Days of logs that are written before the page opens; older ones are written in the background. */
const DAYS_AT_ONCE = 2;

/** Fills the embedded database with the sample company's runs up to now, and keeps adding new ones. */
export async function fillDemo(
  settings: Settings,
  application: Application,
  clock: Clock,
  log: Logger,
): Promise<{ stop(): void }> {
  const { site } = await application.stores.open();
  const { timezone, log_dir: logDir = "" } = settings;
  const stopped = new AbortController();
  let until = startOfDay(clock.now(), timezone, -DAYS);

  const span = (from: number, to: number) => demoRuns({ from, to, seed: SEED, timezone });
  async function fill(to: number): Promise<void> {
    if (to <= until) return;
    await insertRuns(site, span(until, to), timezone);
    await writeDemoLogs(logDir, span(Math.max(until, to - DAYS_AT_ONCE * DAY), to), stopped.signal);
    until = to;
  }

  const first = until;
  await fill(clock.now());
  const older = writeOlderLogs(logDir, (from, to) => span(from, to), first, until, stopped.signal);
  older.catch((fault: unknown) => log.error({ err: fault }, "the older sample logs could not be written"));
  const ticker = new Cron(
    "5 * * * * *",
    { protect: true, catch: (fault) => log.error({ err: fault }, "demo stopped") },
    () => fill(clock.now() - (clock.now() % MINUTE)),
  );
  return {
    stop() {
      ticker.stop();
      stopped.abort();
    },
  };
}

async function writeOlderLogs(
  logDir: string,
  span: (from: number, to: number) => ReturnType<typeof demoRuns>,
  first: number,
  until: number,
  signal: AbortSignal,
): Promise<void> {
  for (let end = until - DAYS_AT_ONCE * DAY; end > first && !signal.aborted; end -= DAY)
    await writeDemoLogs(logDir, span(end - DAY, end), signal);
}
