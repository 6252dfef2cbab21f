import { failureCauses } from "../../model/failure.ts";
import { DAY } from "../../model/window.ts";
import { commandLine } from "../../view/command-line.ts";
import type { Sources } from "../kit/command.ts";
import type { KnownNames } from "./understand.ts";

const LATELY_DAYS = 30;
/** Excerpts have no index, so fewer are looked through. */
const EXCERPT_DAYS = 7;
const CASES = 6;
const first = { limit: 1, offset: 0 };

/** The names of the last 30 days. */
export function knownNames({ runs, failures }: Pick<Sources, "runs" | "failures">, now: number): KnownNames {
  const window = { begin: now - LATELY_DAYS * DAY, end: now };
  const named = async (pattern: string) => {
    const { items } = await failures.named(pattern, { window, jobs: [] }, { limit: CASES, offset: 0 });
    return items.map(({ name }) => name);
  };
  return {
    jobs: () => runs.jobNames(window),
    repos: () => runs.repoNames(window),
    hasRun: async (job, id) => (await runs.run({ job, id })) !== undefined,
    async saying(line) {
      const lately = { window: { begin: now - EXCERPT_DAYS * DAY, end: now }, jobs: [] };
      const { items } = await failures.saying(line, lately, { limit: CASES, offset: 0 });
      return items.map(({ name }) => name);
    },
    async cases(name) {
      const exact = await named(name);
      return exact.length > 0 ? exact : named(`*${name}`);
    },
  };
}

/** Questions about what is there: the pull request and job of the newest run, and what fails most this week. */
export async function realQuestions({ runs, failures }: Pick<Sources, "runs" | "failures">, now: number) {
  const scope = { window: { begin: now - 7 * DAY, end: now }, jobs: [] };
  const [newest, top] = await Promise.all([runs.runs(scope, {}, first), failures.top(scope, failureCauses, first)]);
  const run = newest.items[0];
  const pull = run?.pullRequest;
  return [
    ...(pull ? [commandLine(["pr", String(pull.number), { option: "repo", value: pull.repo }])] : []),
    ...(run ? [commandLine(["job", run.job])] : []),
    ...top.items.map(({ name }) => commandLine(["case", name])),
  ];
}
