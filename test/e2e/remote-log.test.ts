import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const publicUrl = "https://ci.example/stat";
const stamp = "[2021-06-20T02:00:01.000Z] ";
const log = [
  ...Array.from({ length: 5000 }, (_, index) => `ok ${index}`),
  "-".repeat(70),
  "FAIL: executor_test.go:204: testSuite.TestPlanStats",
  "",
  "executor_test.go:210:",
  "    c.Assert(err, IsNil)",
  "",
  "Finished: FAILURE",
].map((line) => stamp + line);

let jenkins: JenkinsStandIn;
let running: TestService;

beforeAll(async () => {
  jenkins = await startJenkins("bot:0123456789abcdef0123456789abcdef01");
  jenkins.setLog("job/team/job/unit/7", log.join("\n"));
  running = await startTestService({
    jenkins_url: jenkins.url,
    jenkins_user: "bot",
    jenkins_token: "0123456789abcdef0123456789abcdef01",
    public_url: publicUrl,
  });
  await recordFailure(7);
});
afterAll(async () => {
  await running.stop();
  await jenkins.stop();
});

async function recordFailure(job_id: number): Promise<void> {
  const database = openSqlite(path.join(running.folder, "data/ci_stat.sqlite"));
  await createCiData(database);
  await insertRuns(database, [runRow({ job: "team/unit", job_id, status: "FAILURE" })], zone);
  await database.close();
}

test("a log that only Jenkins has is explained on the card, and its page opens at the failing line", async () => {
  const { service } = running;
  const { text, message } = await running.ask("run team/unit 7");
  expect(text).toContain("testSuite.TestPlanStats");
  const [link = ""] = /https:\/\/ci\.example\/stat\/runs\/[^"\\)\s]*/.exec(message.content) ?? [];
  expect(link).toContain("/runs/team%2Funit/7/log?");
  const open = async () => {
    const response = await fetch(link.replace(publicUrl, service.url), { headers: { "Accept-Language": "en" } });
    expect(response.status).toBe(200);
    return response.text();
  };
  const page = await open();
  expect(page).toMatch(/class="line failing chosen" id="L5002"/);
  expect(page).toContain('href="/stat/log-page/style.css"');
  const readings = () => jenkins.asked.filter((asked) => asked.includes("progressiveText")).length;
  const before = readings();
  expect(await open()).toContain("testSuite.TestPlanStats");
  // Jenkins is asked how long the log is now, and not for the log.
  expect(readings()).toBe(before + 1);
});

test("an answer does not wait for a log that is late: the card says so, and a later answer has it", async () => {
  jenkins.setLog("job/team/job/unit/8", log.join("\n"));
  await recordFailure(8);
  jenkins.failNext(0);
  const look = async () => (await running.ask("run team/unit 8")).text;
  expect(await look()).toContain("The log of this run is still being read.");
  await expect.poll(look).toContain("testSuite.TestPlanStats");
});
