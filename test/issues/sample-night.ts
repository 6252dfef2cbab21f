import type { NightlyCase, Sighting } from "../../src/issues/nightly-case.ts";
import { nightlyCases } from "../../src/issues/nightly-case.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Issue } from "../../src/model/issue.ts";
import type { Run } from "../../src/model/run.ts";
import { at } from "../support/runs.ts";

export const NIGHT = at("2021-06-20 01:30");

export function nightRun(said: Partial<Run> = {}): Run {
  const nothing = { durationMs: 1, commit: null, repo: null, comment: null, pullRequest: null };
  return {
    job: "tidb-unit-test-nightly",
    id: 100,
    status: "FAILURE",
    time: NIGHT,
    branch: "master",
    ...nothing,
    ...said,
  };
}

export function sampleFailure(said: Partial<Failure> = {}): Failure {
  const place = {
    file: "executor_test.go",
    line: 204,
    logLine: 12,
    durationMs: null,
    target: "github.com/pingcap/tidb/executor",
  };
  const kept = { fingerprint: "1:f", rule: "gocheck", owner: null, hint: null };
  return { cause: "case", name: "testSuite.TestPlanStats", excerpt: "", ...place, ...kept, ...said };
}

export function sighting(failure: Partial<Failure> = {}, run: Partial<Run> = {}): Sighting {
  return { run: nightRun(run), failure: sampleFailure(failure) };
}

export function casesNamed(...names: readonly string[]): NightlyCase[] {
  return nightlyCases(
    names.map((name, index) => sighting({ name, target: `pkg/${index}`, excerpt: `says ${"abc"[index % 3]}${name}` })),
  );
}

export function sampleIssue(said: Partial<Issue> = {}): Issue {
  const number = said.number ?? 1;
  const times = {
    createdAt: at("2021-06-01 00:00"),
    closedAt: said.state === "closed" ? at("2021-06-10 00:00") : null,
  };
  const url = `https://github.com/pingcap/tidb/issues/${number}`;
  return { number, title: "", body: "", state: "open", stateReason: null, author: "somebody", url, ...times, ...said };
}
