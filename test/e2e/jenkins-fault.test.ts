import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { toNaive } from "../../src/time/zone.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const right = "0123456789abcdef0123456789abcdef01";
const log = (name: string) =>
  `--- FAIL: ${name} (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\nFinished: FAILURE\n`;
let jenkins: JenkinsStandIn;
let running: TestService;

beforeEach(async () => {
  jenkins = await startJenkins(`bot:${right}`);
  jenkins.setLog("job/unit/1", log("TestRemote"));
  jenkins.letIn("bot:the-token-of-tomorrow");
  running = await startTestService({ jenkins_url: jenkins.url, jenkins_user: "bot", jenkins_token: right });
  const place = path.join(running.logDir, "unit/builds/2");
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, "log"), log("TestLocal"));
  const database = openSqlite(path.join(running.folder, "data/ci_stat.sqlite"));
  await createCiData(database);
  const time = toNaive(Date.now() - 60_000, zone);
  const rows = [1, 2].map((job_id) => runRow({ job: "unit", job_id, status: "FAILURE", time }));
  await insertRuns(database, rows, zone);
  await database.close();
});
afterEach(async () => {
  await running.stop();
  await jenkins.stop();
});

const ask = async (line: string): Promise<string> => (await running.ask(line)).text;
const ready = async () => (await fetch(`${running.service.url}/readyz`)).json();

test("a wrong token is told to the operator, keeps no log waiting that is elsewhere, and is no verdict on a run", async () => {
  expect(await ask("run unit 1")).toContain("could not be read");
  expect(await ask("run unit 2")).toContain("TestLocal");
  expect(await ask("status")).toMatch(/Jenkins refused: 401.*jenkins_token/);
  expect(await ready()).toMatchObject({ status: "ready", warnings: [expect.stringContaining("jenkins_token")] });
  jenkins.letIn(`bot:${right}`);
  expect(await ask("status")).toContain("connected 2.440.1");
  expect(await ask("run unit 1")).toContain("TestRemote");
  expect(await ready()).toMatchObject({ status: "ready", warnings: [] });
});
