import { say } from "../../model/text.ts";
import { defineCommand, type Question, type Sources } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { unknownFilterView } from "../kit/unknown-filter.ts";
import { flakyDocument } from "./document.ts";
import { flakyListView } from "./list-view.ts";
import { flakyView } from "./view.ts";

const TOP = { limit: 5, offset: 0 };
/** Cases are checked against all flaky commits. */
const EVERY_COMMIT = { limit: 1_000_000_000, offset: 0 };
const lists = ["jobs", "commits", "cases"] as const;

export const flaky = defineCommand({
  name: "flaky",
  aliases: ["flakes", "不稳定"],
  summary: say("Flaky jobs and cases, with the evidence", "不稳定的任务与用例，附证据"),
  parameters: [],
  ranged: true,
  options: [
    {
      name: "list",
      choices: lists,
      summary: say("show one whole list", "完整列出其中一项"),
      expected: say(`one of ${lists.join(", ")}`, `列表，可用：${lists.join("、")}`),
    },
  ],
  document: flakyDocument,
  examples: ["flaky 7d", "flaky yesterday --job 'tidb_*'", "flaky 7d --list cases"],
  async run(sources, { list }, question) {
    const { runs, failures } = sources;
    const { scope, slice } = question;
    const top = question.limitGiven ? { limit: slice.limit, offset: 0 } : TOP;
    const fresh = await freshness(sources, question);
    if (list === "jobs") return flakyListView(question, { kind: "jobs", ...(await jobsOf(sources, question)) });
    if (list === "commits")
      return flakyListView(question, { kind: "commits", ...(await commitsOf(sources, question)) });
    const pairs = await runs.flakyCommits(scope, EVERY_COMMIT);
    const cases = await failures.flakyCases(scope, pairs.items, list === "cases" ? slice : top);
    if (list === "cases") return flakyListView(question, { kind: "cases", page: cases });
    const newest = { items: pairs.items.slice(0, top.limit), total: pairs.total };
    const [totals, all, retriedMs, jobs, evidence] = await Promise.all([
      runs.flakyTotals(scope),
      runs.totals(scope),
      runs.retriedMs(scope),
      jobsOf(sources, { ...question, slice: top }),
      runs.runsOn(newest.items, scope.window),
    ]);
    if (all.runs === 0) {
      const unknown = await unknownFilterView(["flaky"], sources, question);
      if (unknown) return unknown;
    }
    const commits = { page: newest, evidence };
    return flakyView(question, { ...fresh, totals, retries: all.retries, retriedMs, jobs, commits, cases });
  },
});

async function jobsOf({ runs }: Sources, { scope, slice }: Question) {
  const page = await runs.flakyJobs(scope, slice);
  const pairs = page.items.map(({ job, newestCommit: commit }) => ({ job, commit }));
  return { page, evidence: await runs.runsOn(pairs, scope.window) };
}

async function commitsOf({ runs }: Sources, { scope, slice }: Question) {
  const page = await runs.flakyCommits(scope, slice);
  return { page, evidence: await runs.runsOn(page.items, scope.window) };
}
