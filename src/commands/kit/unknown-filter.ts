import { say } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import { type CommandWord, commandLine } from "../../view/command-line.ts";
import { mistakeView } from "../../view/mistake.ts";
import type { View } from "../../view/view.ts";
import { closestNames } from "./closest.ts";
import type { Question, Sources } from "./command.ts";

/** How far back a name is looked up before it counts as unknown. */
const KNOWN_FOR_MS = 30 * DAY;

/**
 * Answers a question that matched no runs because no repository or job has the name in its filter: an empty list would
 * read as good news. Undefined if the names exist. `words` is the command, to suggest it again with a name that exists.
 */
export async function unknownFilterView(
  words: readonly CommandWord[],
  { runs }: Pick<Sources, "runs">,
  { scope, now, zone }: Question,
): Promise<View | undefined> {
  const window = {
    begin: Math.min(scope.window.begin, now - KNOWN_FOR_MS),
    end: Math.max(scope.window.end, now),
  };
  const { repo } = scope;
  if (repo !== undefined) {
    const names = await runs.repoNames(window);
    const bare = names.map((name) => name.slice(name.indexOf("/") + 1));
    if (!names.includes(repo) && !bare.includes(repo)) {
      const close = closestNames(repo, [...names, ...bare]);
      const tries = (close.length > 0 ? close : names.slice(0, 3)).map((name) =>
        commandLine(words, { ...scope, repo: name }, zone),
      );
      const message = say(`No runs of a repository named ${repo}.`, `没有名为 ${repo} 的仓库的运行。`);
      return mistakeView({ message, tries });
    }
  }
  const [job] = scope.jobs;
  if (scope.jobs.length !== 1 || job === undefined || job.includes("*")) return undefined;
  const names = await runs.jobNames(window);
  if (names.includes(job)) return undefined;
  const tries = closestNames(job, names).map((name) => commandLine(words, { ...scope, jobs: [name] }, zone));
  return mistakeView({ message: say(`There is no job named ${job}.`, `没有名为 ${job} 的任务。`), tries });
}
