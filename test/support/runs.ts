import type { NewRun } from "../../src/database/runs/insert-runs.ts";

export const zone = "Asia/Shanghai";

/** A point in time on the site's wall clock. */
export function at(wall: string): number {
  return Date.parse(`${wall.replace(" ", "T")}+08:00`);
}

export interface PullOf {
  readonly number: number;
  readonly title?: string;
  readonly author?: string;
}

/** A row of `ci_data` with only what matters said. */
export function runRow(
  said: Partial<Omit<NewRun, "time">> & { readonly time?: string; readonly pull?: PullOf },
): NewRun {
  const { pull, time = "2021-06-20 10:00:00", ...rest } = said;
  return {
    job: "tidb_ghpr_unit_test",
    job_id: 1,
    status: "SUCCESS",
    duration: 600_000,
    commit: null,
    branch: "master",
    comment: null,
    repo: pull ? "pingcap/tidb" : null,
    analysis_res: null,
    description: pull ? describePull(pull) : null,
    ...rest,
    time: at(time),
  };
}

function describePull({ number, title = `title of ${number}`, author = "somebody" }: PullOf): string {
  return JSON.stringify({
    ghprbPullId: String(number),
    ghprbPullTitle: title,
    ghprbPullAuthorLogin: author,
    ghprbPullLink: `https://github.com/pingcap/tidb/pull/${number}`,
  });
}
