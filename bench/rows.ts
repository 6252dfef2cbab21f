import type { NewRun } from "../src/database/runs/insert-runs.ts";
import { DAY, MINUTE } from "../src/model/window.ts";

/** A year of a large site: 1,000,000 runs, 40 jobs, descriptions of the size that the pull-request builder writes. */
export const RUNS = 1_000_000;
const DAYS = 365;
const YEAR_END = Date.parse("2021-06-21T00:00:00+08:00");
const JOBS = 40;

export function* yearOfRuns(): Iterable<NewRun> {
  const step = (DAYS * DAY) / RUNS;
  for (let index = 0; index < RUNS; index++) {
    // A cheap scramble: neighbours differ, and every run of the bench gets the same rows.
    const mixed = (index * 2_654_435_761) % 4_294_967_296;
    const status = statusOf(mixed % 100);
    const special = mixed % 17 === 0;
    yield {
      job: `tidb_ghpr_job_${index % JOBS}`,
      job_id: Math.floor(index / JOBS) + 1,
      status,
      duration: 5 * MINUTE + (mixed % (40 * MINUTE)),
      time: Math.floor(YEAR_END - DAYS * DAY + index * step),
      commit: (mixed % 600_000).toString(16).padStart(8, "0").repeat(5),
      branch: mixed % 5 === 0 ? "release-5.0" : "master",
      comment: "/run-all-tests",
      repo: special ? null : mixed % 4 === 0 ? "tikv/tikv" : "pingcap/tidb",
      analysis_res: status === "FAILURE" ? `{"case": ["executor_test.go:testSuite.Test${mixed % 400}"]}` : null,
      description: special ? null : describe(20_000 + Math.floor(index / 60) + (mixed % 40)),
    };
  }
}

function statusOf(percentile: number): string {
  if (percentile < 14) return "FAILURE";
  return percentile < 19 ? "ABORTED" : "SUCCESS";
}

function describe(number: number): string {
  const login = `author${number % 90}`;
  return JSON.stringify({
    ghprbPullId: String(number),
    ghprbPullLink: `https://github.com/pingcap/tidb/pull/${number}`,
    ghprbPullTitle: `executor: fix the wrong result of query ${number} when the index is partial`,
    ghprbPullAuthorLogin: login,
    ghprbPullDescription: `GitHub pull request #${number} of commit, no merge conflicts.`,
    ghprbPullLongDescription: "What problem does this change solve? ".repeat(14),
    ghprbPullAuthorEmail: `${login}@example.com`,
    ghprbActualCommitAuthor: login,
    ghprbSourceBranch: `fix-${number}`,
    ghprbTriggerAuthor: login,
    GIT_BRANCH: "master",
    sha1: "origin/pr/merge",
  });
}
