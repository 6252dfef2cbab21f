import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { documents } from "../../src/cli/documents.ts";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { asRoot, mysql, mysqlUrl } from "../support/engines.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { at } from "../support/runs.ts";
import { runCommand } from "../support/terminal.ts";
import { nightlyBuild, pullBuild } from "../syncing/jenkins-runs.ts";

const token = "0123456789abcdef0123456789abcdef01";
let jenkins: JenkinsStandIn;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-sync-"));
  jenkins = await startJenkins(`bot:${token}`);
  jenkins.setBuild("unit", 1, pullBuild(7, { timestamp: at("2021-06-19 10:00:00") }));
  jenkins.setBuild("unit", 2, pullBuild(8, { timestamp: at("2021-06-20 10:00:00"), result: "FAILURE" }));
  jenkins.setBuild("team/nightly", 1, nightlyBuild({ timestamp: at("2021-06-20 01:00:00") }));
});
afterEach(async () => {
  await jenkins.stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(line: string, settings: Record<string, string | number> = {}) {
  const all = { data_dir: folder, jenkins_url: jenkins.url, jenkins_user: "bot", jenkins_token: token, ...settings };
  const entries = Object.entries(all).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)]);
  return runCommand({ environment: { LANG: "en_US.UTF-8", ...Object.fromEntries(entries) }, folder }, line);
}

test("what Jenkins has is in the table, and can be asked for", async () => {
  const first = await run("sync");
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toContain("3 runs written");
  const nothing = JSON.parse((await run("sync --json")).out);
  expect(nothing).toMatchObject({ builds: 0, written: 0, corrected: 0, unchanged: 0, running: 0, refused: 0 });
  const again = JSON.parse((await run("sync --again --json")).out);
  expect(documents.sync.strict().parse(again)).toEqual(again);
  expect(again).toMatchObject({ builds: 3, written: 0, corrected: 0, unchanged: 3, running: 0, refused: 0 });
  const summary = JSON.parse((await run("summary 2021-06-19..2021-06-20 --json")).out);
  expect(summary).toMatchObject({ runs: 3, failure: 2, specialRuns: 1, pullRequests: 2 });
});

test("one job, since a day", async () => {
  const { out } = await run("sync --job unit --since 2021-06-20 --json");
  expect(JSON.parse(out)).toMatchObject({
    since: "2021-06-20T00:00:00+08:00",
    written: 1,
    jobs: [{ job: "unit", builds: 1, error: null }],
  });
});

test.each([
  ["sync --job unti", {}, 2, "--job: Jenkins has no job “unti”; did you mean unit?"],
  ["sync --since someday", {}, 2, "--since: “someday” is not a day"],
  ["sync", { jenkins_token: "a-token-of-yesterday" }, 1, "Jenkins refused: 401"],
  ["sync", { jenkins_url: "http://127.0.0.1:1" }, 1, "Jenkins cannot be reached"],
])("%s with %j says what is wrong", async (line, settings, code, said) => {
  const answer = await run(line, settings);
  expect(answer.code).toBe(code);
  expect(answer.err).toContain(said);
  expect(answer.err + answer.out).not.toMatch(/\bat .*:\d+:\d+|a-token-of|0123456789abcdef/);
});

test("without a Jenkins it names the key", async () => {
  const answer = await runCommand({ environment: { CI_STAT_DATA_DIR: folder }, folder }, "sync");
  expect(answer).toMatchObject({ code: 2, err: expect.stringContaining("jenkins_url: missing") });
});

test("a job that may not be seen is told of by name, and the exit code says so; the others are written", async () => {
  jenkins.close("unit", 403);
  const { code, out } = await run("sync --job team/nightly --job unit --json");
  expect(code).toBe(1);
  expect(documents.sync.strict().parse(JSON.parse(out))).toMatchObject({
    written: 1,
    error: expect.stringContaining("jenkins_user"),
    jobs: [
      { job: "team/nightly", written: 1, error: null },
      { job: "unit", builds: 0, error: expect.stringContaining("403") },
    ],
  });
  expect((await run("sync --job unit")).out).toMatch(/unit[\s\S]*not read to its end: Jenkins refused: 403/);
});

test.skipIf(mysqlUrl === "")("an account that may only read is told which rights it needs", async () => {
  const database = await mysql.open();
  await createCiData(database);
  const name = database.settings.database;
  await asRoot(`create or replace user ${name}@'%' identified by 'r'; grant select on ${name}.* to ${name}@'%'`);
  const answer = await run("sync", { ...database.settings, user: String(name), password: "r" });
  expect(answer.code).toBe(1);
  expect(answer.err).toContain("expected the rights INSERT and UPDATE");
  expect(jenkins.asked).toEqual([]);
  await asRoot(`drop user ${name}@'%'`);
  await database.drop();
});
