import { readJsonObject } from "../../model/json-object.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import type { Run } from "../../model/run.ts";
import type { StoredRun } from "../../ports/run-store.ts";
import { fromNaive } from "../../time/zone.ts";
import type { CiDataTable } from "../engine/schema.ts";

/** Turns a row of `ci_data` into a Run. Any content of `description` can be read without an error. */

export const runColumns = [
  "job",
  "job_id",
  "status",
  "duration",
  "time",
  "commit",
  "branch",
  "comment",
  "repo",
  "description",
] as const;

export type RunRow = Pick<CiDataTable, (typeof runColumns)[number]>;

export function readRun(row: RunRow, zone: string): Run {
  return {
    job: row.job,
    id: row.job_id,
    status: row.status,
    time: row.time === null ? null : fromNaive(row.time, zone),
    durationMs: row.duration,
    commit: row.commit || null,
    branch: row.branch || null,
    repo: row.repo || null,
    comment: row.comment || null,
    pullRequest: readPullRequest(row),
  };
}

export function readStoredRun(row: RunRow & Pick<CiDataTable, "analysis_res">, zone: string): StoredRun {
  return { ...readRun(row, zone), analysis: row.analysis_res };
}

/** Null for a run without a pull request: its description names none, or number 0. */
export function readPullRequest(row: Pick<RunRow, "description" | "repo" | "branch">): PullRequest | null {
  const described = readJsonObject(row.description);
  const number = Number(described.ghprbPullId ?? 0);
  if (!Number.isSafeInteger(number) || number <= 0) return null;
  return {
    repo: row.repo ?? "",
    number,
    title: readText(described.ghprbPullTitle),
    author: readText(described.ghprbPullAuthorLogin),
    branch: row.branch || null,
    link: readText(described.ghprbPullLink),
  };
}

function readText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
