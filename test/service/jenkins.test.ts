import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import type { Logger } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { checkJenkins, faultText, jenkinsWarnings } from "../../src/health/jenkins.ts";
import { RefusedError, UnreachableError } from "../../src/ports/errors.ts";
import { freshLogin, openJenkins } from "../../src/service/jenkins.ts";
import { createLogger } from "../../src/service/logger.ts";
import { standingClock } from "../support/clock.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";

const right = "11aabbccddeeff00112233445566778899";
let jenkins: JenkinsStandIn;
let folder: string;
let writes = 0;

beforeEach(async () => {
  jenkins = await startJenkins(`bot:${right}`);
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-login-"));
});
afterEach(async () => {
  await jenkins.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(text: string): void {
  const file = path.join(folder, "env.json");
  writeFileSync(file, text);
  // Two writes within one tick of the file system's clock are two all the same.
  utimesSync(file, 0, ++writes);
}
const settingsWith = (token: string) =>
  JSON.stringify({ jenkins_url: jenkins.url, jenkins_user: "bot", jenkins_token: token });

test("a token that is corrected in env.json is used without a restart; a file that is half written is waited for", async () => {
  write(settingsWith("a-token-of-yesterday"));
  const config = loadConfig({}, folder);
  const site = openJenkins(config.settings, standingClock(0), createLogger("fatal"), freshLogin(config));
  if (!site) throw new Error("no Jenkins");
  expect(await checkJenkins(site)).toMatchObject({
    state: "bad",
    detail: { zh_cn: expect.stringContaining("jenkins_token") },
  });
  expect(jenkinsWarnings(site)).toEqual([expect.stringContaining("correct jenkins_user and jenkins_token")]);
  write(settingsWith(right).slice(0, 40));
  expect(await checkJenkins(site)).toMatchObject({ state: "bad" });
  write(settingsWith(right));
  expect(await checkJenkins(site)).toMatchObject({ state: "good" });
  expect(jenkinsWarnings(site)).toEqual([]);
});

test("what is logged names the fault once when it begins and once when it is over, and no token", async () => {
  const said: unknown[][] = [];
  const note = (...words: unknown[]) => void said.push(words);
  const log = { info: note, warn: note, debug: note } as unknown as Logger;
  write(settingsWith("a-token-of-yesterday"));
  const config = loadConfig({}, folder);
  const site = openJenkins(config.settings, standingClock(0), log, freshLogin(config));
  for (let times = 0; times < 3; times++) await site?.check().catch(() => undefined);
  write(settingsWith(right));
  await site?.check();
  expect(said.map((words) => words.at(-1))).toEqual(["Jenkins will be tried again later", "Jenkins answers again"]);
  const text = inspect(said, { depth: 9 });
  expect(text).toContain("correct jenkins_user and jenkins_token");
  for (const token of [right, "a-token-of-yesterday"]) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(btoa(`bot:${token}`));
  }
});

test.each([
  [new RefusedError("Jenkins", 401, "the login is wrong: correct jenkins_user and jenkins_token"), "jenkins_token"],
  [new RefusedError("Jenkins", 302, "it requires a login: set jenkins_user and jenkins_token"), "jenkins_token"],
  [new RefusedError("Jenkins", 403, "grant jenkins_user read access"), "jenkins_user"],
  [new RefusedError("Jenkins", 404, "correct jenkins_url"), "jenkins_url"],
  [new RefusedError("Jenkins", 200, "correct jenkins_url"), "jenkins_url"],
  [new UnreachableError("Jenkins", { cause: new Error("ECONNREFUSED") }), "jenkins_url"],
])("%s names the setting to correct in both languages", (fault, key) => {
  const said = faultText({ job: "unit", fault });
  for (const text of [said.en_us, said.zh_cn]) {
    expect(text).toContain(key);
    expect(text).toMatch(/^unit/);
  }
});
