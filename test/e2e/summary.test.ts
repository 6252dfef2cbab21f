import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const gocheckLog = (name: string) => `[2021-06-20T02:00:00.000Z] + make gotest
[2021-06-20T02:00:01.000Z] ----------------------------------------------------------------------
[2021-06-20T02:00:01.000Z] FAIL: executor_test.go:204: ${name}
[2021-06-20T02:00:01.000Z] 
[2021-06-20T02:00:01.000Z] executor_test.go:210:
[2021-06-20T02:00:01.000Z]     c.Assert(err, IsNil)
[2021-06-20T02:00:01.000Z] ... value *errors.fundamental = token=ghp_0123456789abcdefghijABCDEFGHIJ012345
[2021-06-20T02:00:01.000Z] 
[2021-06-20T02:00:01.000Z] make: *** [gotest] Error 1
`;

const rows: NewRun[] = Array.from({ length: 300 }, (_, index) =>
  runRow({
    job: `job_${index % 7}`,
    job_id: index + 1,
    status: index % 5 === 0 ? "FAILURE" : index % 11 === 0 ? "ABORTED" : "SUCCESS",
    commit: `c${index % 60}`.padEnd(40, "0"),
    repo: index % 3 === 0 ? "tikv/tikv" : "pingcap/tidb",
    ...(index % 10 === 3 ? {} : { pull: { number: 1 + (index % 25) } }),
    time: `2021-06-20 ${String(index % 24).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}:00`,
    analysis_res: index % 25 === 0 ? '{"env":["Connection reset"]}' : null,
  }),
);

describe.each(engines)("an event in, a card out, on $engine", (engine) => {
  let database: TestDatabase;
  let running: TestService;

  beforeAll(async () => {
    database = await engine.openShared();
    await createCiData(database);
    await insertRuns(database, rows, zone);
    running = await startTestService(database.settings);
    for (const run of rows.filter(({ status, job_id }) => status === "FAILURE" && job_id % 2 === 0)) {
      const folder = path.join(running.logDir, run.job, "builds", String(run.job_id));
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "log"), gocheckLog(`testSuite.TestPlan${run.job_id % 4}`));
    }
  });
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });

  async function ask(line: string): Promise<string> {
    return (await running.ask(line, { chatId: running.standIn.chatNamed("CI Status Report").chatId })).text;
  }

  async function plainSql(statement: string) {
    return (await sql.raw<Record<string, number>>(statement).execute(database.kysely)).rows;
  }

  test("the summary's numbers are those of plain SQL", async () => {
    const text = await ask("/ci summary 2021-06-20");
    const inDay = "time >= '2021-06-20' and time < '2021-06-21'";
    const [plain] = await plainSql(`select count(*) runs, sum(status = 'FAILURE') failed,
      sum(status = 'ABORTED') aborted, count(distinct job) jobs from ci_data where ${inDay}`);
    const json = engine.engine === "mysql" ? "json_value" : "json_extract";
    const pull = `nullif(${json}(description, '$.ghprbPullId'), '0')`;
    const pulls = await plainSql(`select distinct repo, ${pull} from ci_data where ${inDay} and ${pull} is not null`);
    expect(text).toContain(`${plain?.failed} of ${plain?.runs} runs failed`);
    const figures = text.split("\n");
    const figure = (label: string) => figures[figures.indexOf(label) - 1];
    expect(figure("Runs")).toBe(String(plain?.runs));
    expect(figure("Failed")).toBe(String(plain?.failed));
    expect(figure("Aborted")).toBe(String(plain?.aborted));
    expect(figure("PRs")).toBe(String(pulls.length));
    expect(figure("Jobs")).toBe(String(plain?.jobs));
  });

  test("failures come from the logs, or from what sync_ci noted, with their secrets masked", async () => {
    // On a busy machine the first answers come before the logs are read.
    await expect.poll(() => ask("/ci failures 2021-06-20")).not.toContain("still being read");
    const text = await ask("/ci failures 2021-06-20");
    expect(text).toContain("testSuite.TestPlan2");
    expect(text).toContain("Connection reset");
    const run = rows.find(({ status, job_id }) => status === "FAILURE" && job_id % 2 === 0);
    const shown = await ask(`/ci run ${run?.job} ${run?.job_id}`);
    expect(shown).toContain("c.Assert(err, IsNil)");
    expect(shown).not.toContain("ghp_0123456789");
  });

  test("an event that is repeated is answered once", async () => {
    const { standIn } = running;
    const chat = standIn.chatNamed("CI Status Report");
    const { message, delivered } = standIn.say(chat.chatId, "/ci help");
    await standIn.waitForMessage((each) => each.parentId === message.messageId);
    const eventId = (await delivered)?.eventId ?? "";
    await standIn.repeatDelivery(eventId);
    await standIn.repeatDelivery(eventId);
    await ask("/ci help summary");
    expect(standIn.messagesIn(chat.chatId).filter((each) => each.parentId === message.messageId)).toHaveLength(1);
  });
});
