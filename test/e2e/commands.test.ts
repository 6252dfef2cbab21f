import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import { cardText } from "../support/card-text.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const broke = (name: string) => JSON.stringify({ case: [`plan_test.go:${name}`] });
const hash = (sign: string) => sign.repeat(40);

const rows: NewRun[] = [
  // PR 7: flaky on one commit; what broke is known from PR 8 and from the night.
  runRow({
    job_id: 1,
    status: "FAILURE",
    commit: hash("a"),
    pull: { number: 7 },
    analysis_res: broke("suite.TestShared"),
    time: "2021-06-20 01:00:00",
  }),
  runRow({ job_id: 2, commit: hash("a"), pull: { number: 7 }, duration: 1_260_000, time: "2021-06-20 02:00:00" }),
  runRow({
    job_id: 3,
    status: "FAILURE",
    commit: hash("b"),
    pull: { number: 7 },
    analysis_res: broke("suite.TestMine"),
    time: "2021-06-20 03:00:00",
  }),
  runRow({
    job_id: 4,
    status: "FAILURE",
    commit: hash("c"),
    pull: { number: 8 },
    analysis_res: broke("suite.TestShared"),
    time: "2021-06-20 04:00:00",
  }),
  runRow({
    job: "tidb-unit-test-nightly",
    job_id: 1,
    status: "FAILURE",
    analysis_res: broke("suite.TestShared"),
    time: "2021-06-20 05:00:00",
  }),
  // The day before, for comparison.
  runRow({ job_id: 5, commit: hash("d"), pull: { number: 9 }, time: "2021-06-19 05:00:00" }),
];

describe.each(engines)("what people can ask, on $engine", (engine) => {
  let database: TestDatabase;
  let running: TestService;

  beforeAll(async () => {
    database = await engine.openShared();
    await createCiData(database);
    await insertRuns(database, rows, zone);
    running = await startTestService(database.settings);
    mkdirSync(running.logDir, { recursive: true });
    // On a busy machine the first answers come before the logs are read.
    await vi.waitFor(async () => expect(await ask("summary 2021-06-20")).not.toContain("still being read"), 60_000);
  });
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });

  async function ask(line: string, locale: "en_us" | "zh_cn" = "en_us"): Promise<string> {
    return cardText((await running.ask(line)).card, locale);
  }

  test("case: where it fails, since when, last passed", async () => {
    const text = await ask("case suite.TestShared 2021-06-20");
    expect(text).toContain("suite.TestShared failed in 3 runs");
    expect(text).toContain("Also fails on trunk (1 run), so not caused by one pull request.");
    expect(text).toContain("First seen 06-20 01:00");
    expect(text).toContain("Last passing run of its jobs: tidb_ghpr_unit_test #2");
    expect(await ask("case suite.TestMine 2021-06-20", "zh_cn")).toContain("只在一个合并请求中失败。");
    expect(await ask("case suite.TestShared 2021-06-19")).toContain("suite.TestShared did not fail");
    expect(await ask("case TestShar 2021-06-20")).toContain("/ci case suite.TestShared");
    expect(await ask("case 'suite.*' 2021-06-20")).toContain("2 failures match");
  });

  test("pr: what is known elsewhere and what is new", async () => {
    const text = await ask("pr 7 2021-06-20");
    expect(text).toContain("pingcap/tidb#7 was red: 1 of 1 job failed, 1 looks like this change");
    expect(text).toContain("suite.TestMine · in none of");
    expect(await ask("run tidb_ghpr_unit_test 1")).toContain("Known: also seen in 1 other PR and 1 run on trunk.");
    expect(await ask("pr 77 2021-06-20")).toContain("No runs of #77");
  });

  test("flaky: the commit, its runs, both outcomes, and the cases behind them", async () => {
    const text = await ask("flaky 2021-06-20");
    expect(text).toContain("1 commit both failed and passed");
    expect(text).toMatch(/aaaaaaa.*🔴 #1 {1,2}🟢 #2/);
    expect(text).toContain("3 runs in 2 PRs, 1 on a commit that also passed");
    expect(await ask("flaky 2021-06-20 --list commits")).toContain("Commits that failed and passed · 1");
    expect(await ask("flaky 2021-06-19", "zh_cn")).toContain("没有发现不稳定");
  });

  test("commit: its runs, by any beginning of its hash", async () => {
    const text = await ask("commit aaaa");
    expect(text).toContain("aaaaaaa: 1 of 2 runs failed");
    expect(text).toMatch(/Both failed and passed on this commit:\s+tidb_ghpr_unit_test/);
    expect(await ask("commit AAAAAAA")).toContain("1 of 2 runs failed");
    expect(await ask("commit eeee")).toContain("No runs of a commit that starts with eeee.");
    expect(await ask("commit xyz")).toContain("“xyz” is not at least four characters of a commit hash");
  });

  test("nightly: special runs alone", async () => {
    const text = await ask("nightly 2021-06-20");
    expect(text).toContain("1 of 1 run without a PR failed");
    expect(text).toContain("New: not seen in the previous window.");
    expect(text).not.toContain("tidb_ghpr_unit_test");
    expect(await ask("nightly 2021-06-19")).toContain("No runs without a PR");
  });

  test("compare: two windows, with no verdict from too few runs", async () => {
    const text = await ask("compare 2021-06-20 2021-06-19");
    expect(text).toContain("Passed 100% (n=1) → 20% (n=5): too few runs to tell.");
    expect(text).toContain("suite.TestShared");
    expect(await ask("compare 2021-06-20 2021-06-19", "zh_cn")).toContain("运行太少，无法判断");
  });

  test("job: how long passing runs took", async () => {
    expect(await ask("job tidb_ghpr_unit_test 2021-06-20")).toContain("median 21m 00s");
  });

  test("status: what is relied on, and how old the data are", async () => {
    const text = await ask("status");
    expect(text).toContain("No new runs for a while");
    expect(text).toMatch(
      engine.engine === "mysql"
        ? /Database\n(MariaDB|MySQL|TiDB) [\d.]+/
        : /Database\nSQLite [\d.]+, embedded: no host is configured/,
    );
    expect(text).toContain("connected");
    expect(text).toContain("ci_stat 1.0.0");
  });
});
