import { jenkinsBuilds } from "../adapters/jenkins/builds.ts";
import { closestNames } from "../commands/closest.ts";
import { ConfigError, loadConfig } from "../config.ts";
import { chooseJobs } from "../syncing/choose-jobs.ts";
import { type SyncProgress, syncJobs } from "../syncing/sync-jobs.ts";
import { readDay } from "../time/day.ts";
import { syncView } from "../views/sync.ts";
import type { View } from "../views/view.ts";
import { createApplication, systemClock } from "./application.ts";
import { createLogger } from "./logger.ts";

export interface SyncWish {
  /** Names or patterns; none: the jobs that are known. */
  readonly jobs: readonly string[];
  readonly since: string | undefined;
}

/** `sync`: brings the rows that are missing from Jenkins into `ci_data`. */
export async function syncJenkins(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  wish: SyncWish,
  progress: SyncProgress,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const { timezone: zone, jenkins_url } = settings;
  const now = systemClock.now();
  const since = wish.since === undefined ? null : readDay(wish.since.toLowerCase(), now, zone)?.at;
  if (since === undefined)
    throw new ConfigError([`--since: ${JSON.stringify(wish.since)} is no day or time such as 2021-06-20`]);
  // What goes wrong is told by the answer.
  const application = createApplication(settings, createLogger("error"), systemClock);
  try {
    if (!application.jenkins || jenkins_url === undefined)
      throw new ConfigError(["jenkins_url: missing; expected the address of your Jenkins"]);
    const { rows, runs } = await application.stores.open();
    await rows.mayWrite();
    const builds = jenkinsBuilds(application.jenkins);
    const { jobs, unknown, listed } = await chooseJobs(wish.jobs, builds, runs, now);
    if (unknown.length > 0) throw new ConfigError(unknown.map((name) => unknownJob(name, listed)));
    return syncView({ zone, since, jobs: await syncJobs({ builds, rows }, jobs, since, progress) });
  } finally {
    await application.close();
  }
}

function unknownJob(name: string, listed: readonly string[]): string {
  const [near] = closestNames(name.replaceAll("*", ""), listed);
  return `--job: Jenkins has no job ${JSON.stringify(name)}${near === undefined ? "" : `; did you mean ${near}?`}`;
}
