import { afterAll, beforeAll, expect, test } from "vitest";
import { shortenedJob } from "../../src/model/job-name.ts";
import { DAY, HOUR } from "../../src/model/window.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { startTestService, type TestService } from "../support/service.ts";
import { nightlyBuild, pullBuild } from "../syncing/jenkins-runs.ts";

const token = "0123456789abcdef0123456789abcdef01";
const failing = [
  "=== RUN   TestPlanStats",
  "    planner_test.go:210: expected 1, got 2",
  "--- FAIL: TestPlanStats (0.02s)",
  "FAIL",
  "Finished: FAILURE",
].join("\n");

/** With its folder it is longer than what `ci_data` holds. */
const long = "feature-".repeat(35);

let jenkins: JenkinsStandIn;
let running: TestService;

beforeAll(async () => {
  jenkins = await startJenkins(`bot:${token}`);
  const now = Date.now();
  for (let id = 1; id <= 120; id++)
    jenkins.setBuild("team/unit", id, pullBuild(100 + id, { timestamp: now - (121 - id) * HOUR }));
  jenkins.setLog("job/team/job/unit/121", failing);
  jenkins.setBuild("team/unit", 121, pullBuild(221, { timestamp: now - HOUR / 2, result: "FAILURE" }));
  jenkins.setBuild("nightly", 9, nightlyBuild({ timestamp: now - 40 * DAY, result: "SUCCESS" }));
  jenkins.setLog(`job/team/job/${long}/1`, failing);
  jenkins.setBuild(`team/${long}`, 1, pullBuild(400, { timestamp: now - HOUR, result: "FAILURE" }));
  jenkins.setBuild("slow", 1, pullBuild(300, { timestamp: now, building: true, result: null }));
  // Besides these, only where the stand-ins are.
  running = await startTestService({
    feishu_mode: "websocket",
    jenkins_url: jenkins.url,
    jenkins_user: "bot",
    jenkins_token: token,
  });
});
afterAll(async () => {
  await running.stop();
  await jenkins.stop();
});

test("with an app and a Jenkins, runs, their pull requests and what failed in them come by themselves", async () => {
  const summary = async () => (await running.ask("summary 60d")).text;
  await expect.poll(summary).toContain("2 of 123 runs failed");
  await expect.poll(async () => (await running.ask("run team/unit 121")).text).toContain("TestPlanStats");
  expect((await running.ask("pr 221")).text).toContain("planner: 修复");
  const status = (await running.ask("status")).text;
  expect(status).toMatch(/Jenkins last checked: .* · 4 jobs/);
  expect(status).not.toContain("Still reading");
});

test("a job whose name is too long for the table: its log is read, and the link leads to Jenkins", async () => {
  const stored = shortenedJob(`team/${long}`, 255);
  const card = async () => (await running.ask(`run ${stored} 1`)).message.content;
  await expect.poll(card).toContain("TestPlanStats");
  expect(await card()).toContain(`${jenkins.url}/job/team/job/${long}/1/`);
});

test("a build that ran at the first look is there once it has ended", async () => {
  jenkins.setBuild("slow", 1, { building: false, result: "UNSTABLE" });
  await expect.poll(async () => (await running.ask("run slow 1")).text).toContain("UNSTABLE");
});
