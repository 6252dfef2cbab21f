import type { AbortCounts } from "../../src/model/abort.ts";
import type { CauseCounts, Failure, FailureTally } from "../../src/model/failure.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import type { Run } from "../../src/model/run.ts";
import type { Page, Scope } from "../../src/model/scope.ts";
import type { JobTally, Tally, Totals } from "../../src/model/tally.ts";
import { HOUR, MINUTE } from "../../src/model/window.ts";
import type { Links } from "../../src/ports/links.ts";
import type { PullTally } from "../../src/ports/run-store.ts";
import type { Asked, Freshness } from "../../src/view/framing.ts";
import { at, zone } from "../support/runs.ts";

/** Facts that views are made of: a plain default for each, of which a test says only what it is about. */

export const day = { begin: at("2021-06-20 00:00:00"), end: at("2021-06-21 00:00:00") };
export const dayBefore = { begin: at("2021-06-19 00:00:00"), end: at("2021-06-20 00:00:00") };
export const now = at("2021-06-21 09:30:00");

export function asked(
  scope: Partial<Scope> = {},
  slice: Partial<Asked["slice"]> = {},
): Asked & { before: Scope["window"] } {
  return {
    scope: { window: day, jobs: [], ...scope },
    slice: { limit: 10, offset: 0, ...slice },
    before: dayBefore,
    zone,
    now,
  };
}

export const fresh: Freshness = { newest: at("2021-06-21 09:10:00"), pending: 0 };
export const stillReading: Freshness = { newest: at("2021-06-21 09:10:00"), pending: 3 };
export const neverRan: Freshness = { newest: null, pending: 0 };

export function tally(success: number, failure: number, aborted = 0, other = 0): Tally {
  return { runs: success + failure + aborted + other, success, failure, unstable: 0, aborted, other };
}

export function totals(counts: Tally, more: Partial<Totals> = {}): Totals {
  return { specialRuns: 0, pullRequests: 0, jobs: 0, commits: 0, reruns: 0, retries: 0, ...counts, ...more };
}

export const noTotals = totals(tally(0, 0));

export function jobTally(job: string, counts: Tally, more: Partial<JobTally> = {}): JobTally {
  return { job, reruns: 0, retries: 0, ...counts, ...more };
}

export function pullRequest(more: Partial<PullRequest> = {}): PullRequest {
  return {
    repo: "pingcap/tidb",
    number: 24155,
    title: "executor: fix a leak",
    author: "alice",
    branch: "master",
    link: null,
    ...more,
  };
}

export function pullTally(pull: Partial<PullRequest>, counts: Tally, more: Partial<PullTally> = {}): PullTally {
  return { pullRequest: pullRequest(pull), commits: 1, reruns: 0, retries: 0, ...counts, ...more };
}

export function failureTally(name: string, more: Partial<FailureTally> = {}): FailureTally {
  return {
    cause: "case",
    name,
    file: null,
    line: null,
    runs: 1,
    pullRequests: 1,
    jobs: 1,
    firstSeen: at("2021-06-20 08:00:00"),
    lastSeen: at("2021-06-20 21:15:00"),
    ...more,
  };
}

export function failure(name: string, more: Partial<Failure> = {}): Failure {
  return {
    cause: "case",
    name,
    file: "executor/executor_test.go",
    line: 204,
    excerpt: "",
    logLine: 1234,
    durationMs: null,
    target: null,
    fingerprint: name,
    rule: null,
    owner: null,
    hint: null,
    ...more,
  };
}

export function run(more: Partial<Run> = {}): Run {
  return {
    job: "tidb_ghpr_unit_test",
    id: 4711,
    status: "FAILURE",
    time: at("2021-06-20 10:00:00"),
    durationMs: 21 * MINUTE + 4_000,
    commit: "3f9ad21c0ffee000000000000000000000000000",
    branch: "master",
    repo: "pingcap/tidb",
    comment: null,
    pullRequest: pullRequest(),
    ...more,
  };
}

export function page<Item>(items: readonly Item[], total = items.length): Page<Item> {
  return { items, total };
}

export function aborts(counts: Partial<AbortCounts> = {}): AbortCounts {
  return { superseded: 0, person: 0, timeout: 0, agentLost: 0, unknown: 0, ...counts };
}

export function causes(more: Partial<CauseCounts> = {}): CauseCounts {
  return { case: 0, compile: 0, check: 0, env: 0, unknown: 0, ...more };
}

/** One bar an hour from the beginning of the day on. */
export function bars(...counts: readonly Tally[]) {
  return counts.map((each, hour) => ({ at: day.begin + hour * HOUR, ...each }));
}

export const links: Links = {
  run: ({ job, id }) => `https://jenkins.example/job/${job}/${id}/`,
  logPage: ({ job, id }, line) => `https://ci.example/runs/${job}/${id}/log${line ? `#L${line}` : ""}`,
  commit: (repo, hash) => `https://github.com/${repo}/commit/${hash}`,
  branch: (repo, branch) => `https://github.com/${repo}/tree/${branch}`,
  pullRequest: ({ repo, number, link }) => link ?? `https://github.com/${repo}/pull/${number}`,
};

export const noLinks: Links = {
  run: () => undefined,
  logPage: () => undefined,
  commit: () => undefined,
  branch: () => undefined,
  pullRequest: () => undefined,
};

/** What people and tools put into titles, branches and names. */
export const hostile = {
  markup: "**bold** [x](http://evil.example) <font color='red'>y</font> # h",
  mention: "<at id=all></at>",
  long: "Test".repeat(50),
  emoji: "👩‍💻 fix 🇨🇳",
  rtl: "\u202egnp.exe שלום",
  backticks: "`rm -rf` ``` 'a' \"b\"",
  lines: "one\ntwo",
} as const;
