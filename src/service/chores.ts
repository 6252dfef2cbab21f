import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { TAKEN_KEPT_MS } from "../conversation/inbox.ts";
import { dueNight, workOnNight } from "../issues/schedule.ts";
import { DAY, HOUR, MINUTE } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Application } from "./application.ts";
import type { Bot } from "./chat.ts";
import { choresOf } from "./chore.ts";
import type { Stores } from "./stores.ts";

/** How far back late rows are looked for often. */
export const RECENT_MS = 26 * HOUR;
/** How far back late rows are looked for now and then. */
const KEPT_READ_MS = 30 * DAY;

/** Drops what was found in runs that began more than `retentionDays` ago. Resolves to how many runs. */
export async function pruneFindings(
  stores: Pick<Stores, "open">,
  retentionDays: number,
  clock: Clock,
): Promise<number> {
  const { failures } = await stores.open();
  return failures.prune(clock.now() - retentionDays * DAY);
}

/** Starts the recurring work: reading new logs, deleting old claims, checking permissions. */
export function startChores(
  { retention_days: retentionDays }: Settings,
  { stores, sources }: Application,
  bot: Bot | undefined,
  clock: Clock,
  log: Logger,
): { stop(): void } {
  async function readLogs(back: number, withinMs: number): Promise<void> {
    const { scanner } = await sources();
    const now = clock.now();
    const left = await scanner.catchUp({ begin: now - back, end: now }, now + withinMs);
    log.debug({ left }, "logs read");
  }
  async function forgetClaims(): Promise<void> {
    const { ledger } = await stores.open();
    await ledger.forget(clock.now() - TAKEN_KEPT_MS);
  }
  async function prune(): Promise<void> {
    const runs = await pruneFindings(stores, retentionDays, clock);
    await (await stores.open()).audit.forget(clock.now() - retentionDays * DAY);
    if (runs > 0) log.info({ runs, retentionDays }, "dropped what was found in old runs");
  }
  const chore = choresOf(clock, log);
  const leftBehind = chore("*/20 * * * * *", "answering what was left behind", async () => bot?.takeUpAbandoned());
  // The process before may have stopped long ago.
  void leftBehind.trigger();
  const chores = [
    chore("*/15 * * * * *", "reading new logs", () => readLogs(RECENT_MS, 10 * MINUTE)),
    chore("20 */5 * * * *", "reading older logs", () => readLogs(KEPT_READ_MS, 4 * MINUTE)),
    chore("40 17 * * * *", "forgetting claims", forgetClaims),
    chore("10 41 */6 * * *", "dropping what is older than retention_days", prune),
    leftBehind,
    chore("50 23 */12 * * *", "asking for Feishu's permissions", async () => void (await bot?.health.permissions())),
  ];
  bot?.health.permissions().catch((fault: unknown) => log.warn({ err: fault }, "Feishu's permissions are not known"));
  return {
    stop() {
      for (const each of chores) each.stop();
    },
  };
}

/** Handles the failures of each night at `issue_cron`; a night that was missed or failed is done later. */
export function startIssues(settings: Settings, application: Application, clock: Clock, log: Logger): { stop(): void } {
  if (settings.issue_mode === "off" || settings.gh_token === undefined) return { stop() {} };
  const work = async () => {
    const [{ issues: desk }, { ledger }] = await Promise.all([application.sources(), application.stores.open()]);
    const night = dueNight(settings.issue_cron, settings.timezone, clock.now());
    if (!desk || !night) return;
    const done = await workOnNight(desk, ledger, night, clock.now);
    if (done) log.info({ night: new Date(night.dueAt).toISOString(), ...done }, "handled the night's failures");
  };
  const ticker = choresOf(clock, log)("*/20 * * * * *", "filing issues", work);
  return { stop: () => ticker.stop() };
}
