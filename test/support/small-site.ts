import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import { at, type PullOf, runRow, zone } from "./runs.ts";

/** When the site is to be looked at: in the afternoon after the day on which it ran. */
export const smallSiteNow = at("2021-06-21 15:00:00");

/** Some of the names are those in the help's examples, so that these have something to show. */
const unitTest = { job: "tidb_ghpr_unit_test" };
const check = { job: "tidb_ghpr_check_2" };
const nightly = { job: "tidb-unit-test-nightly", comment: null };

const plain = { pull: { number: 24155, title: "executor: fix 索引合并 的错误结果 🎉", author: "somebody" } };
const hostile = { pull: { number: 7, title: "`*[x](http://x)</font><at id=all></at>\u202e \"'", author: "<b>x</b>" } };
const small = { pull: { number: 8 } };
/** Has the number of another repository's. */
const other = { pull: { number: 7, title: "raftstore: two\nlines" }, repo: "tikv/tikv" };

const green = { status: "SUCCESS" };
const red = { status: "FAILURE" };
const grey = { status: "ABORTED", duration: null };
const of = (sign: string) => ({ commit: sign.repeat(40) });
const noted = (cause: string, text: string) => ({ ...red, analysis_res: JSON.stringify({ [cause]: [text] }) });
const logged = { ...red, comment: "log on disk" };

type Said = Partial<Omit<NewRun, "time">> & { readonly pull?: PullOf };

/** Runs of one day, flaky, retried, failing for every cause and for none, aborted, at night. */
const said: readonly Said[] = [
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

const rows = said.map((run, index) => {
  const time = new Date(Date.UTC(2021, 5, 20, 0, 20 * index)).toISOString().slice(0, 19).replace("T", " ");
  return runRow({ job_id: index + 1, ...run, time });
});

export const failingCommit = "0123456789abcdef0123456789abcdef01234567";
/** What a failing run of it printed; hostile, and with a secret. */
export const failingLog = `+ git checkout -f ${failingCommit}
----------------------------------------------------------------------
FAIL: executor_test.go:204: testSuite.TestPlanStats

executor_test.go:210:
    c.Assert(err, IsNil)
... value = "\`\`\` @everyone <at id=all></at> token=ghp_0123456789abcdefghijABCDEFGHIJ012345"

make: *** [gotest] Error 1
`;

export interface SmallSite {
  /** Settings of env.json that lead the service to it. */
  readonly settings: { readonly data_dir: string; readonly log_dir: string };
  remove(): void;
}

/** A site on the embedded database, small enough that everything about it can be looked at. */
export async function createSmallSite(): Promise<SmallSite> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-small-site-"));
  const settings = { data_dir: path.join(folder, "data"), log_dir: path.join(folder, "logs") };
  const database = openSqlite(path.join(settings.data_dir, "ci_stat.sqlite"));
  await createCiData(database);
  await insertRuns(database, rows, zone);
  await database.close();
  for (const { job, job_id } of rows.filter((_, index) => said[index]?.comment === logged.comment)) {
    const build = path.join(settings.log_dir, job, "builds", String(job_id));
    mkdirSync(build, { recursive: true });
    writeFileSync(path.join(build, "log"), failingLog);
  }
  return { settings, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
