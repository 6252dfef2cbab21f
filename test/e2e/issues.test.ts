import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { HOUR } from "../../src/model/window.ts";
import { inZone, startOfDay } from "../../src/time/zone.ts";
import { checkCard } from "../cards/card-schema.ts";
import { cardText } from "../support/card-text.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { startTestGithub, type TestGithub } from "../support/github.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";
import { failingCommit, failingLog } from "../support/small-site.ts";

const JOB = "tidb-unit-test-nightly";
describe.each(engines)("a failure of the night becomes an issue, on $engine", (engine) => {
  let database: TestDatabase;
  let github: TestGithub;
  let running: TestService;

  beforeAll(async () => {
    database = await engine.openShared();
    github = await startTestGithub();
    for (let index = 0; index < 230; index++)
      github.standIn.repository.add({ title: `issue ${index}`, isPull: index % 2 === 0 });
    await createCiData(database);
    const at = startOfDay(Date.now(), zone, -1) + 1.5 * HOUR;
    await insertRuns(database, [{ ...runRow({ job: JOB, job_id: 7, status: "FAILURE" }), time: at }], zone);
    running = await startTestService({
      ...database.settings,
      gh_token: github.token,
      github_api_url: github.standIn.url,
      // Due at the last full hour: a night that fell due long ago is left to the next one.
      issue_cron: `0 ${inZone(Date.now(), zone).hour()} * * *`,
      log_level: "warn",
    });
    const folder = path.join(running.logDir, JOB, "builds", "7");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "log"), failingLog);
  });
  afterAll(async () => {
    await running.stop();
    await github.standIn.close();
    await database.drop();
  });

  test("a card asks, a click files, and the chat is told", async () => {
    const { standIn } = running;
    const titled = (words: string) => (message: { content: string }) => message.content.includes(words);
    const asked = await standIn.waitForMessage(titled("File an issue?"));
    expect(checkCard(JSON.parse(asked.content))).toEqual([]);
    expect(cardText(JSON.parse(asked.content))).toContain("unstable test `testSuite.TestPlanStats`");
    expect(asked.content).not.toContain("ghp_0123456789");
    expect(github.standIn.repository.issues).toHaveLength(230);

    const value = { v: 1, command: "issue-file case:testSuite.TestPlanStats" };
    await standIn.click(asked.messageId, { tag: "button", value });
    const notice = await standIn.waitForMessage(titled("Issue #231 filed"));
    expect(checkCard(JSON.parse(notice.content))).toEqual([]);
    const issue = github.standIn.repository.issue(231);
    expect(issue?.title).toBe("unstable test `testSuite.TestPlanStats`");
    expect(issue?.body).toContain(failingCommit);
    expect(issue?.body).not.toContain("ghp_0123456789");

    const { text, message: list } = await running.ask("/ci issues", {
      chatId: standIn.chatNamed("CI Status Report").chatId,
    });
    expect(text).toContain("1 open issue, 0 waiting for a decision");
    expect(text).toContain("filed it #231");
    expect(list.content).toContain(`"tag":"person_list","persons":[{"id":"${standIn.me.openId}"}]`);
  });
});
