import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { HOUR } from "../../src/model/window.ts";
import { cardText } from "../support/card-text.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const rows = [
  {
    ...runRow({ job_id: 30, status: "FAILURE", commit: "a".repeat(40), pull: { number: 72019 } }),
    time: Date.now() - HOUR,
  },
  { ...runRow({ job: "team/build", job_id: 7, status: "FAILURE" }), time: Date.now() - 2 * HOUR },
].map((row) => ({ ...row, analysis_res: JSON.stringify({ case: ["a_test.go:suite.TestLeak"] }) }));
let running: TestService;

beforeAll(async () => {
  running = await startTestService({});
  const database = openSqlite(path.join(running.folder, "data/ci_stat.sqlite"));
  await createCiData(database);
  await insertRuns(database, rows, zone);
  await database.close();
});
afterAll(() => running.stop());

async function ask(text: string): Promise<string> {
  return cardText((await running.ask(text)).card);
}

test.each([
  ["[executor: a leak](https://github.com/pingcap/tidb/pull/72019)", "pingcap/tidb#72019 is red"],
  ["why is my pr 72019 red?", "pingcap/tidb#72019 is red"],
  ["tidb＃72019", "pingcap/tidb#72019 is red"],
  ["https://jenkins.example.com/job/team/job/build/7/console", "team/build #7 failed: suite.TestLeak"],
  ["team/build #7", "team/build #7 failed"],
  ["team/build", "team/build"],
  ["suite.TestLeak", "suite.TestLeak failed in 2 runs"],
  ["最近24小时为什么失败这么多", "suite.TestLeak"],
  ["/ci summary 24h --repo [github.com/pingcap/tidb](http://github.com/pingcap/tidb)", "title of 72019"],
])("%s is answered", async (text, told) => {
  expect(await ask(text)).toContain(told);
});

test("what is not understood is answered with questions about what is there", async () => {
  const text = await ask("good morning everybody");
  expect(text).toContain("I don't understand that");
  for (const line of ["/ci pr 72019 --repo pingcap/tidb", "/ci job tidb_ghpr_unit_test", "/ci case suite.TestLeak"])
    expect(text).toContain(line);
});
