import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import type { TestEngine } from "./engines.ts";
import { at, type PullOf, runRow, zone } from "./runs.ts";

/** The time to look at the site: in the afternoon after the day of its runs. */
export const smallSiteNow = at("2021-06-21 15:00:00");

/** Some names are those of the help's examples, so that these find something. */
const unitTest = { job: "tidb_ghpr_unit_test" };
const check = { job: "tidb_ghpr_check_2" };
const nightly = { job: "tidb-unit-test-nightly", comment: null };

const plain = { pull: { number: 24155, title: "executor: fix 索引合并 的错误结果 🎉", author: "somebody" } };
const hostile = { pull: { number: 7, title: "`*[x](http://x)</font><at id=all></at>\u202e \"'", author: "<b>x</b>" } };
const small = { pull: { number: 8 } };
/** Has the same number as one of another repository. */
const other = { pull: { number: 7, title: "raftstore: two\nlines" }, repo: "tikv/tikv" };

const green = { status: "SUCCESS" };
const red = { status: "FAILURE" };
const grey = { status: "ABORTED", duration: null };
const of = (sign: string) => ({ commit: sign.repeat(40) });
const noted = (cause: string, text: string) => ({ ...red, analysis_res: JSON.stringify({ [cause]: [text] }) });
const logged = { ...red, comment: "log on disk" };

type ShortRun = Partial<Omit<NewRun, "time">> & { readonly pull?: PullOf };

/** Runs of one day: flaky, retried, failed for every cause and for none, aborted, at night. */
const shortRuns: readonly ShortRun[] = [
  { ...unitTest, ...plain, ...of("a"), ...logged },
  { ...unitTest, ...plain, ...of("a"), ...red },
  { ...unitTest, ...plain, ...of("a"), ...green },
  { ...unitTest, ...plain, ...of("b"), ...grey },
  { ...unitTest, ...plain, ...of("b"), ...green },
  { ...unitTest, ...hostile, ...of("c"), ...logged },
  { ...unitTest, ...hostile, ...of("c"), ...noted("env", "Connection reset") },
  { ...unitTest, ...hostile, ...of("c"), ...noted("env", "Connection reset") },
  { ...unitTest, ...hostile, ...of("d"), ...noted("compile", "error: could not compile `tidb`") },
  { ...unitTest, ...small, ...of("e"), ...red },
  ...[..."0123456789"].flatMap((sign) => [
    { ...unitTest, ...small, ...of(sign), ...logged },
    { ...unitTest, ...small, ...of(sign), ...green },
    { ...check, ...small, ...of(sign), ...green },
  ]),
  { ...check, ...plain, ...of("a"), ...green },
  { ...check, ...plain, ...of("b"), ...red },
  { ...check, ...hostile, ...of("d"), ...green },
  { ...check, ...other, ...of("f"), ...red },
  { ...check, ...other, ...of("f"), ...green },
  { ...nightly, ...green },
  { ...nightly, ...logged },
  ...Array.from({ length: 10 }, () => ({ ...nightly, ...red })),
];

const rows = shortRuns.map((run, index) => {
  const time = new Date(Date.UTC(2021, 5, 20, 0, 20 * index)).toISOString().slice(0, 19).replace("T", " ");
  return runRow({ job_id: index + 1, ...run, time });
});

export const failingCommit = "0123456789abcdef0123456789abcdef01234567";
/** The log of a failed run: hostile, and with a secret. */
export const failingLog = `+ git checkout -f ${failingCommit}
----------------------------------------------------------------------
FAIL: executor_test.go:204: testSuite.TestPlanStats

executor_test.go:210:
    c.Assert(err, IsNil)
... value = "\`\`\` @everyone <at id=all></at> token=ghp_0123456789abcdefghijABCDEFGHIJ012345"

make: *** [gotest] Error 1
`;

export interface SmallSite {
  /** Keys of env.json with which the service shows it. */
  readonly settings: Readonly<Record<string, string | number>>;
  remove(): Promise<void>;
}

/** A site so small that a test can look at all of it. */
export async function createSmallSite(engine: TestEngine): Promise<SmallSite> {
  const logDir = mkdtempSync(path.join(tmpdir(), "ci-stat-small-site-"));
  const database = await engine.openShared();
  await createCiData(database);
  await insertRuns(database, rows, zone);
  for (const { job, job_id } of rows.filter((_, index) => shortRuns[index]?.comment === logged.comment)) {
    const build = path.join(logDir, job, "builds", String(job_id));
    mkdirSync(build, { recursive: true });
    writeFileSync(path.join(build, "log"), failingLog);
  }
  return {
    settings: { ...database.settings, log_dir: logDir },
    async remove() {
      await database.drop();
      rmSync(logDir, { recursive: true, force: true });
    },
  };
}
