import { DAY } from "../../model/window.ts";
import { type AlmanacDay, almanacOf, dayOfMoment } from "./almanac.ts";
import type { Day } from "./calendar.ts";
import { repositories } from "./company.ts";
import { descriptionOf } from "./description.ts";
import { analysisOf } from "./planted.ts";
import { pullsOpened } from "./pull-request.ts";
import { LIFE_DAYS, runsOf } from "./pull-request-life.ts";
import { type DemoRun, endOf, type RunDraft } from "./run.ts";
import { specialRuns } from "./special-runs.ts";

export interface DemoOptions {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  /** IANA zone of the company. */
  readonly timezone: string;
}

/**
 * The company's runs that ended in `[from, to)`. Rows are written when builds end, so consecutive spans give each run
 * once. The runs depend only on seed and zone.
 */
export function* demoRuns({ from, to, seed, timezone }: DemoOptions): Iterable<DemoRun> {
  const almanac = almanacOf(from, to, LIFE_DAYS + 1, { zone: timezone, seed });
  const yesterday = from - DAY;
  const startedOn = new Map<number, RunDraft[]>();
  for (const day of almanac.filter(({ begin }) => begin < to)) {
    for (const draft of draftsOf(day, almanac, seed)) {
      const { index } = dayOfMoment(almanac, draft.at);
      const others = startedOn.get(index);
      if (others) others.push(draft);
      else startedOn.set(index, [draft]);
    }
    const started = day.end > yesterday ? numbered(startedOn.get(day.index) ?? [], day) : [];
    for (const { draft, id } of started) {
      if (endOf(draft) >= from && endOf(draft) < to) yield rowOf(draft, id);
    }
    startedOn.delete(day.index);
  }
}

/** All runs of the pull requests opened on a day, and the day's runs without a pull request. */
function draftsOf(day: AlmanacDay, almanac: readonly AlmanacDay[], seed: number): RunDraft[] {
  const pulls = repositories.flatMap((repository) => pullsOpened(repository, day, seed));
  return [...pulls.flatMap((pull) => runsOf(pull, almanac, seed)), ...specialRuns(day, seed)];
}

/** Assigns build numbers, which rise with time within a job; each day has its own range. */
function numbered(drafts: RunDraft[], day: Day): { readonly draft: RunDraft; readonly id: number }[] {
  const started = new Map<string, number>();
  return drafts
    .sort((a, b) => a.at - b.at || (a.commit ?? "").localeCompare(b.commit ?? ""))
    .flatMap((draft) => {
      const rank = started.get(draft.job.name) ?? 0;
      started.set(draft.job.name, rank + 1);
      return rank < draft.job.idsPerDay ? [{ draft, id: day.index * draft.job.idsPerDay + rank + 1 }] : [];
    });
}

function rowOf(draft: RunDraft, id: number): DemoRun {
  const { at, branch, comment, commit, durationMs, job, outcome, parameters, pull } = draft;
  return {
    job: job.name,
    job_id: id,
    status: outcome.status,
    duration: durationMs,
    time: at,
    commit,
    branch,
    comment,
    repo: pull?.repository.repo ?? null,
    analysis_res: outcome.status === "FAILURE" ? analysisOf(outcome.failures) : null,
    description: pull && commit ? descriptionOf(pull, commit, comment) : parameters && JSON.stringify(parameters),
    planted: outcome.failures,
    abort: outcome.abort ?? null,
  };
}
