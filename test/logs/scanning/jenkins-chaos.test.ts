import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xorshift128plus } from "pure-rand/generator/xorshift128plus";
import { expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { openSqlite } from "../../../src/database/engine/open.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import { insertRuns } from "../../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../../src/database/runs/run-store.ts";
import { builtinRules } from "../../../src/logs/rules.ts";
import { createScanner } from "../../../src/logs/scanning/scanner.ts";
import { MINUTE, SECOND } from "../../../src/model/window.ts";
import { jenkinsLogs } from "../../../src/sources/jenkins/build-log.ts";
import { jenkinsResults } from "../../../src/sources/jenkins/build-results.ts";
import { createJenkins } from "../../../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../../../src/sources/jenkins/site.ts";
import { standingClock } from "../../support/clock.ts";
import { startJenkins } from "../../support/jenkins.ts";
import { at, runRow, zone } from "../../support/runs.ts";

const RUNS = 60;
const window = { begin: at("2021-06-18 00:00:00"), end: at("2021-06-21 00:00:00") };
const token = "11aabbccddeeff00112233445566778899";
const log = (name: string) => `--- FAIL: ${name} (0.01s)\n    a_test.go:12: wrong\nFAIL\nFAIL\tpkg\t0.1s\n`;
const report = (name: string) => ({
  suites: [
    {
      name: "pkg",
      cases: [{ className: "pkg", name, status: "FAILED", errorStackTrace: "    a_test.go:12: wrong\n" }],
    },
  ],
});

test.each([1, 2, 3])(
  "whatever Jenkins does meanwhile, every log is read whole in the end, and none is judged unread (seed %i)",
  async (seed) => {
    const random = xorshift128plus(seed);
    const upTo = (most: number) => uniformInt(random, 0, most);
    const clock = standingClock(at("2021-06-21 00:00:00"));
    const jenkins = await startJenkins(`bot:${token}`);
    jenkins.pieceBytes = 40;
    const database = openSqlite(":memory:");
    await createCiData(database);
    await migrateOwnTables(database);
    const refs = Array.from({ length: RUNS }, (_, index) => ({ job: `job${index % 4}`, id: index + 1 }));
    for (const { job, id } of refs) {
      jenkins.setLog(`job/${job}/${id}`, log(`Test${id}`));
      if (id % 2 === 0) jenkins.setReport(`job/${job}/${id}`, report(`Test${id}`));
    }
    const runs = createRunStore(database, { zone, fast: true });
    const failures = createFailureStore(database);
    const client = createJenkins({
      url: jenkins.url,
      user: "bot",
      token,
      timeoutMs: 50,
      retryMs: 1,
      callsASecond: 5_000,
    });
    const site = createJenkinsSite(client, clock);
    const [logs, results] = [jenkinsLogs(site, clock), jenkinsResults(site)];
    const scanner = createScanner({ runs, failures, logs, results, rules: builtinRules, clock });

    const troubles = [
      () => jenkins.letIn("bot:another"),
      () => jenkins.letIn(`bot:${token}`),
      () => jenkins.close(`job${upTo(3)}`, upTo(1) === 0 ? 403 : 500),
      () => [0, 1, 2, 3].forEach((job) => void jenkins.close(`job${job}`)),
      () =>
        jenkins.failNext(...Array.from({ length: upTo(12) }, () => [500, 503, 429, 401, 403, 302, 0][upTo(6)] ?? 500)),
      () => [0, 1, 2, 3].forEach(() => void jenkins.breakNext(upTo(60))),
    ];
    let waited = 0;
    for (const { job, id } of refs) {
      const row = runRow({ job, job_id: id, status: "FAILURE", analysis_res: '{"env":["noted"]}' });
      await insertRuns(database, [row], zone);
      troubles[upTo(troubles.length - 1)]?.();
      waited += await scanner.catchUp(window, clock.now() + MINUTE);
      for (const { outcome } of await failures.scanned(window)) expect(outcome).toBe("log");
      clock.set(clock.now() + upTo(60) * SECOND);
    }

    jenkins.letIn(`bot:${token}`);
    for (const job of [0, 1, 2, 3]) jenkins.close(`job${job}`);
    expect(waited).toBeGreaterThan(RUNS);
    let left = RUNS;
    for (let round = 0; left > 0 && round < 20; round++) {
      clock.set(clock.now() + 11 * MINUTE);
      left = await scanner.catchUp(window, clock.now() + MINUTE);
    }
    expect(left).toBe(0);
    for (const ref of refs) {
      const scan = await failures.scan(ref);
      expect([scan?.outcome, scan?.failures.map(({ name }) => name)]).toEqual(["log", [`Test${ref.id}`]]);
    }
    await database.close();
    await jenkins.stop();
  },
  120_000,
);
