import type { DatabaseProbes } from "../health/database.ts";
import { newestRuns } from "../health/logs.ts";
import { splitRepository } from "../model/code-host.ts";
import { say } from "../model/text.ts";
import type { RunStore } from "../ports/run-store.ts";
import { plural } from "../view/lists.ts";
import { notTried, type TrialVerdict } from "./trial.ts";

const RUNS = 100;
/** Nightly jobs alone do not make so many runs in a row. */
const ENOUGH = 20;

/** Whether the newest runs belong to pull requests, on which hosts those are, and which plugins told of them. */
export async function judgePulls(store: RunStore, database: Pick<DatabaseProbes, "sources">): Promise<TrialVerdict> {
  const runs = await newestRuns(store, RUNS);
  if (runs.length === 0) return notTried("no runs yet", "还没有运行记录");
  const told = [...(await database.sources(runs))].map(([plugin, count]) => `${plugin} ${count}`).join(", ");
  const repositories = runs.flatMap(({ pullRequest }) => (pullRequest === null ? [] : [pullRequest.repo]));
  const hosts = [...new Set(repositories.map((repo) => splitRepository(repo).host ?? "GitHub"))].join(", ");
  const details = [hosts, told].filter((text) => text !== "").join("; ");
  const where = details === "" ? "" : ` (${details})`;
  const [of, all] = [repositories.length, runs.length];
  const result = say(
    `${of} of the newest ${plural(all, "run")} belong to pull requests${where}`,
    `最新 ${all} 次运行中有 ${of} 次属于合并请求${where}`,
  );
  if (of > 0 || all < ENOUGH) return { state: "good", result };
  const mend = say(
    "if pull requests are built here, name their parameters in pull_request_parameters: docs/jenkins.md",
    "若此处构建合并请求，请在 pull_request_parameters 中指定参数名，见 docs/jenkins.md",
  );
  return { state: "warn", result, mend: [mend] };
}
