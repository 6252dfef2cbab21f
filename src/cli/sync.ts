import { closestNames } from "../commands/kit/closest.ts";
import { ConfigError, loadConfig } from "../config.ts";
import { say, type Text } from "../model/text.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { createTerminalLogger } from "../service/logger.ts";
import { chooseJobs } from "../syncing/choose-jobs.ts";
import { type SyncProgress, syncJobs } from "../syncing/sync-jobs.ts";
import { createProgress } from "../terminal/progress.ts";
import { readTime } from "../time/range.ts";
import type { View } from "../view/view.ts";
import { join } from "../view/wording.ts";
import { InputError } from "./input-error.ts";
import { defineOperation } from "./operation.ts";
import type { Terminal } from "./surface.ts";
import { syncView } from "./sync-view.ts";

interface SyncOptions {
  readonly job?: readonly string[];
  readonly since?: string;
  readonly again?: boolean;
}

export const sync = defineOperation<SyncOptions>({
  prints: true,
  shape(command) {
    command
      .option(
        "--job <name>",
        "this job; * matches anything; may be repeated. Without it: every job in Jenkins; if another program made " +
          "ci_data, only the jobs that ci_data knows, since that program has chosen which count",
        (name: string, others: readonly string[] = []) => [...others, name],
      )
      .option(
        "--since <date>",
        "only builds that began then or later, such as 2021-06-20; without it, all that Jenkins keeps",
      )
      .option("--again", "also builds that were read before, to correct rows that were changed since")
      .addHelpText("after", "\nIt reads only what it lacks. If it is stopped, run it again and it continues.");
  },
  run({ terminal, options }) {
    const bar = createProgress(terminal.err, "builds");
    return syncJenkins(options, terminal, bar).finally(() => bar.stop());
  },
});

async function syncJenkins(
  { job: wanted = [], since: typed, again: isAgain = false }: SyncOptions,
  { environment, cwd, err }: Terminal,
  progress: SyncProgress,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const { timezone: zone, jenkins_url } = settings;
  const now = systemClock.now();
  const since = typed === undefined ? null : readTime(typed, now, zone);
  if (since === undefined)
    throw new InputError(
      say(
        `--since: “${typed}” is not a day or time such as 2021-06-20`,
        `--since：“${typed}”不是日期或时间，例如 2021-06-20`,
      ),
    );
  // What goes wrong is told by the answer.
  const application = createApplication(settings, "all", createTerminalLogger("error", err), systemClock);
  const { builds } = application;
  try {
    if (!builds || jenkins_url === undefined)
      throw new ConfigError(["jenkins_url: missing; expected the address of your Jenkins"]);
    const { rows, runs, failures, jobNames, polls, isOurs } = await application.stores.open();
    await rows.mayWrite();
    const { jobs, unknown, listed } = await chooseJobs(wanted, builds, { runs, jobNames }, isOurs);
    if (unknown.length > 0)
      throw new InputError(
        join(
          unknown.map((name) => unknownJob(name, listed)),
          "\n",
        ),
      );
    const wish = { since: since ?? 0, isAgain };
    return syncView({
      zone,
      since,
      jobs: await syncJobs({ builds, rows, runs, failures, jobNames, polls }, jobs, wish, progress),
    });
  } finally {
    await application.close();
  }
}

function unknownJob(name: string, listed: readonly string[]): Text {
  const [near] = closestNames(name.replaceAll("*", ""), listed);
  const [english, chinese] = near === undefined ? ["", ""] : [`; did you mean ${near}?`, `；你是不是想要 ${near}？`];
  return say(`--job: Jenkins has no job “${name}”${english}`, `--job：Jenkins 中没有任务“${name}”${chinese}`);
}
