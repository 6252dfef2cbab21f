import { renderPlainText } from "../../cards/plain-text.ts";
import { renderCard } from "../../cards/render.ts";
import { jenkinsJobPath } from "../model/jenkins-path.ts";
import { mayBeShortened } from "../model/job-name.ts";
import { isFailed } from "../model/run.ts";
import type { Totals } from "../model/tally.ts";
import { type Locale, say } from "../model/text.ts";
import type { Links } from "../ports/links.ts";
import { type ReportAsked, type ReportFacts, reportFrame } from "../reports/views/blocks.ts";
import { hourlyReportView } from "../reports/views/hourly.ts";
import type { Block, View } from "../view/view.ts";
import { jobList, jobTally, prList, pullTally, repeatsOf, tallyOf } from "./lists.ts";
import type { Job, Result, ResultPullRequest, ResultRun } from "./result.ts";

const MOST_PULLS = 4;
const MOST_JOBS = 4;
const RUNS_OF_PULL = 3;
const PULLS_OF_JOB = 6;

/** A Feishu card (JSON 2.0), and the text that replaces it if Feishu refuses the card. */
export interface ReportCard {
  readonly card: object;
  readonly text: string;
}

export interface CardOptions {
  /** The result to compare with, such as the hour before; without it, the card shows no changes. */
  readonly before?: Result;
  /** Language for clients that are set to neither Chinese nor English; `zh_cn` by default. */
  readonly locale?: Locale;
  /** Adds buttons that need a running service; `false` by default. */
  readonly interactive?: boolean;
  /** Base address of Jenkins, for links to runs. */
  readonly jenkinsUrl?: string;
}

/** The report card of a window: top failing pull requests and jobs with what broke. `res_to_card` of the original. */
export function resultToCard(result: Result, options: CardOptions = {}): ReportCard {
  const { before, locale = "zh_cn", interactive = false } = options;
  const window = { begin: result.begin, end: result.end };
  const asked: ReportAsked = {
    scope: { window, jobs: [] },
    before: before ?? window,
    slice: { limit: MOST_PULLS, offset: 0 },
    zone: result.timeZone,
    now: result.end,
    late: false,
  };
  const facts = factsOf(result, before ?? result, options);
  const view: View = { ...hourlyReportView(asked, facts), ...reportFrame(say("CI report", "CI 报告"), asked, facts) };
  const shown = before === undefined ? { ...view, blocks: view.blocks.map(withoutChanges) } : view;
  return { card: renderCard(shown, { locale, interactive }), text: renderPlainText(shown, locale) };
}

function factsOf(result: Result, before: Result, { jenkinsUrl }: CardOptions): ReportFacts {
  const pulls = prList(result);
  const jobs = jobList(result);
  const shownPulls = pulls.slice(0, MOST_PULLS).map((pull) => ({ ...pullTally(pull), failed: newestFailed(pull) }));
  const shownJobs = jobs.slice(0, MOST_JOBS).map((job) => ({ ...jobTally(job), pulls: failingPulls(job) }));
  return {
    totals: totalsOf(result),
    before: totalsOf(before),
    pulls: { items: shownPulls, total: pulls.length },
    jobs: { items: shownJobs, total: jobs.length },
    found: result.runs,
    links: linksTo(jenkinsUrl),
    pending: 0,
    newest: result.runs.at(-1)?.time ?? null,
  };
}

function newestFailed({ runs }: ResultPullRequest): ReportFacts["pulls"]["items"][number]["failed"] {
  const failed = runs.filter(({ status }) => isFailed(status)).reverse();
  return { items: failed.slice(0, RUNS_OF_PULL), total: failed.length };
}

function failingPulls({ localPullRequests: pulls }: Job): ReportFacts["jobs"]["items"][number]["pulls"] {
  const sorted = [...pulls].sort((one, other) => other.failure - one.failure);
  return { items: sorted.slice(0, PULLS_OF_JOB).map(pullTally), total: pulls.length };
}

function totalsOf(result: Result): Totals {
  return {
    ...tallyOf(result),
    ...repeatsOf([...result.pullRequests.values()]),
    specialRuns: result.specialRuns.length,
    pullRequests: result.pullRequests.size,
    jobs: result.jobs.size,
    commits: result.commits.size,
  };
}

function linksTo(jenkinsUrl: string | undefined): Links {
  return {
    run: ({ job, id }: Pick<ResultRun, "job" | "id">) =>
      jenkinsUrl === undefined || mayBeShortened(job)
        ? undefined
        : `${jenkinsUrl.replace(/\/+$/, "")}${jenkinsJobPath(job)}/${id}/`,
    logPage: () => undefined,
    commit: () => undefined,
    branch: () => undefined,
    pullRequest: () => undefined,
  };
}

function withoutChanges(block: Block): Block {
  if (block.kind !== "figures") return block;
  return { ...block, figures: block.figures.map(({ note: _change, ...figure }) => figure) };
}
