import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import type { Abort } from "../../../src/model/abort.ts";
import type { Failure, FailureCause, Scan } from "../../../src/model/failure.ts";
import type { Run } from "../../../src/model/run.ts";
import type { FailureStore } from "../../../src/ports/failure-store.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";
import { at } from "../../support/runs.ts";

const window = { begin: at("2021-06-20 00:00:00"), end: at("2021-06-21 00:00:00") };
const whole = { limit: 100, offset: 0 };
const causes: readonly FailureCause[] = ["case", "compile", "check", "env"];

function run(id: number, said: Partial<Run> = {}): Run {
  const pullRequest = { repo: "pingcap/tidb", number: id % 3, title: null, author: null, branch: null, link: null };
  const known = { commit: null, comment: null, durationMs: 1, branch: "master", repo: "pingcap/tidb", pullRequest };
  return { job: "unit", id, status: "FAILURE", time: at("2021-06-20 10:00:00") + id * 60_000, ...known, ...said };
}

function failure(cause: FailureCause, name: string): Failure {
  const place = { file: "a_test.go", line: 7, logLine: 12, durationMs: null, target: null };
  return {
    cause,
    name,
    ...place,
    excerpt: `why ${name} failed`,
    fingerprint: name,
    rule: "gocheck",
    owner: null,
    hint: null,
  };
}

function scan({ job, id }: Run, failures: readonly Failure[], said: Partial<Scan> = {}): Scan {
  return {
    job,
    id,
    outcome: "log",
    failures,
    retriedCases: [],
    durations: [],
    rulesVersion: "1",
    lastCheckout: null,
    ...said,
  };
}

describe.each(engines)("on $engine", (engine) => {
  let database: TestDatabase;
  let store: FailureStore;
  beforeAll(async () => {
    database = await engine.open();
    await migrateOwnTables(database);
    store = createFailureStore(database);
    await store.save(run(1), scan(run(1), [failure("case", "TestA"), failure("case", "testa")]));
    await store.save(run(2), scan(run(2), [failure("case", "TestA"), failure("env", "reset")]));
    await store.save(run(3, { job: "lint" }), scan(run(3, { job: "lint" }), [failure("check", "fmt")]));
    await store.save(run(4), scan(run(4), [], { retriedCases: ["TestB"], logEnd: "done\n完成" }));
    await store.save(run(5, { time: window.end }), scan(run(5, { time: window.end }), [failure("case", "TestA")]));
  });
  afterAll(() => database.drop());

  test("runs are counted by their main cause, those without one as unknown", async () => {
    expect(await store.causes({ window, jobs: [] })).toEqual({ case: 2, compile: 0, check: 1, env: 0, unknown: 1 });
    expect(await store.causes({ window, jobs: ["lint"] })).toMatchObject({ case: 0, check: 1 });
    expect(await store.causes({ window, jobs: [], branch: "other" })).toMatchObject({ case: 0, unknown: 0 });
  });

  test("a run with nothing but last words counts as unexplained, and its last words are not a failure", async () => {
    const ref = run(30, { job: "words" });
    const words: Failure = { ...failure("env", "Version 1.2.3 is published already"), cause: "unknown" };
    await store.save(ref, scan(ref, [words]));
    expect(await store.scan(ref)).toMatchObject({ failures: [words] });
    expect(await store.causes({ window, jobs: ["words"] })).toMatchObject({ env: 0, unknown: 1 });
    expect((await store.top({ window, jobs: ["words"] }, causes, whole)).items).toEqual([]);
    await store.forget(ref);
  });

  test("aborted runs are counted by their reason within a scope, until they are none", async () => {
    const stopped: readonly [number, Partial<Run>, Abort][] = [
      [40, {}, { reason: "superseded", detail: "#41" }],
      [41, { pullRequest: null, repo: "pingcap/tikv" }, { reason: "person", detail: null }],
      [42, { branch: "release-5.0" }, { reason: "timeout", detail: null }],
      [43, { time: window.end }, { reason: "timeout", detail: null }],
      [44, {}, { reason: "unknown", detail: null }],
    ];
    for (const [id, said, abort] of stopped) {
      const ref = run(id, { job: "stopped", status: "ABORTED", ...said });
      await store.save(ref, scan(ref, [], { abort }));
      expect((await store.scan(ref))?.abort).toEqual(abort);
    }
    const all = { superseded: 1, person: 1, timeout: 1, agentLost: 0, unknown: 1 };
    const none = { superseded: 0, person: 0, timeout: 0, agentLost: 0, unknown: 0 };
    const jobs = ["stopped"];
    expect(await store.aborts({ window, jobs })).toEqual(all);
    expect(await store.aborts({ window, jobs: ["unit"] })).toEqual(none);
    expect(await store.aborts({ window, jobs, repo: "tikv" })).toEqual({ ...none, person: 1 });
    expect(await store.aborts({ window, jobs, branch: "release-5.0" })).toEqual({ ...none, timeout: 1 });
    expect(await store.aborts({ window, jobs, special: true })).toEqual({ ...none, person: 1 });
    for (const [id] of stopped) await store.forget({ job: "stopped", id });
    expect(await store.aborts({ window, jobs })).toEqual(none);
  });

  test("a probable failure is stored as probable, and counted by its cause", async () => {
    const ref = run(31, { job: "maybe" });
    await store.save(ref, scan(ref, [{ ...failure("case", "TestM"), probable: true }, failure("case", "TestN")]));
    expect((await store.scan(ref))?.failures.map(({ probable }) => probable)).toEqual([true, undefined]);
    expect(await store.causes({ window, jobs: ["maybe"] })).toMatchObject({ case: 1 });
    await store.forget(ref);
  });

  test("failures are counted by runs, pull requests and jobs; names differ by upper and lower case", async () => {
    const { items, total } = await store.top({ window, jobs: [] }, causes, whole);
    expect(total).toBe(4);
    expect(items[0]).toMatchObject({
      cause: "case",
      name: "TestA",
      file: "a_test.go",
      line: 7,
      runs: 2,
      pullRequests: 2,
      jobs: 1,
    });
    expect([items[0]?.firstSeen, items[0]?.lastSeen]).toEqual([run(1).time, run(2).time]);
    expect((await store.top({ window, jobs: [] }, ["env"], whole)).items.map(({ name }) => name)).toEqual(["reset"]);
    expect((await store.top({ window, jobs: [] }, causes, { limit: 1, offset: 1 })).items).toHaveLength(1);
  });

  test("a scan reads back as it was written", async () => {
    expect(await store.scan(run(2))).toMatchObject(scan(run(2), [failure("case", "TestA"), failure("env", "reset")]));
    expect(await store.scan(run(4))).toMatchObject({ retriedCases: ["TestB"], logEnd: "done\n完成" });
    expect(await store.scan(run(99))).toBeUndefined();
  });

  test("a run that is scanned again has the newest findings", async () => {
    const again = run(6);
    await store.save(again, scan(again, [failure("case", "TestOld"), failure("case", "TestOlder")]));
    await store.save(again, scan(again, [failure("compile", "build")]));
    expect((await store.ofRuns([again]))[0]?.failures.map(({ name }) => name)).toEqual(["build"]);
  });

  test("many scans written at once do not lose each other", async () => {
    const many = Array.from({ length: 40 }, (_, index) => run(1000 + index, { time: window.end + 3_600_000 }));
    await Promise.all(many.map((each) => store.save(each, scan(each, [failure("case", `Test${each.id}`)]))));
    const later = { begin: window.end + 3_600_000, end: window.end + 7_200_000 };
    expect(await store.scannedCount(later)).toBe(40);
    expect(await store.scanned(later)).toHaveLength(40);
  });

  test("a value longer than its column is cut, not refused", async () => {
    const long = {
      ...failure("case", "T".repeat(5_000)),
      excerpt: "错".repeat(100_000),
      fingerprint: "f",
      hint: "h".repeat(9_000),
    };
    await store.save(run(7), scan(run(7), [long]));
    const [found] = (await store.ofRuns([run(7)]))[0]?.failures ?? [];
    expect(found?.name).toHaveLength(300);
    expect(found?.excerpt.length).toBeLessThanOrEqual(16_000);
  });

  test("how long test cases took is stored with the scan, as far as the columns allow", async () => {
    const slow = { ...failure("case", "TestSlow"), durationMs: 61_250 };
    const durations = [
      { name: "TestSlow", durationMs: 61_250 },
      { name: "测试", durationMs: 3 },
    ];
    await store.save(run(8), scan(run(8), [slow, failure("case", "TestA")], { durations }));
    const kept = await store.scan(run(8));
    expect(kept?.durations).toEqual(durations);
    expect(kept?.failures.map(({ durationMs }) => durationMs)).toEqual([61_250, null]);
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      name: `用例${"长".repeat(200)}${index}`,
      durationMs: 5_000 - index,
    }));
    await store.save(run(8), scan(run(8), [{ ...slow, durationMs: 2 ** 40 }], { durations: many }));
    const again = await store.scan(run(8));
    expect(again?.durations.length).toBeGreaterThan(50);
    expect(again?.durations).toEqual(many.slice(0, again?.durations.length));
    await store.forget(run(8));
    expect(await store.scan(run(8))).toBeUndefined();
  });

  test("failures found in aborted runs are shown with the run, and not counted", async () => {
    const day = { begin: window.begin + 30 * 86_400_000, end: window.end + 30 * 86_400_000 };
    const scope = { window: day, jobs: [] };
    const at = { time: day.begin + 60_000, commit: "abc" };
    const aborted = run(21, { ...at, status: "ABORTED" });
    const unstable = run(22, { ...at, status: "UNSTABLE" });
    await store.save(aborted, scan(aborted, [failure("case", "TestCut"), failure("env", "agent lost")]));
    await store.save(unstable, scan(unstable, [failure("case", "TestCut")]));
    const key = { cause: "case", name: "TestCut" } as const;
    expect((await store.ofRuns([aborted]))[0]?.failures).toHaveLength(2);
    expect(await store.scannedCount(day)).toBe(2);
    expect(await store.causes(scope)).toEqual({ case: 1, compile: 0, check: 0, env: 0, unknown: 0 });
    expect((await store.top(scope, causes, whole)).items).toMatchObject([{ name: "TestCut", runs: 1 }]);
    expect((await store.newSince(scope, window, whole)).total).toBe(1);
    expect((await store.onlyIn(scope, { window, jobs: [] }, whole)).total).toBe(1);
    expect(await store.runsOf([key], scope)).toEqual([1]);
    expect(await store.reach(key)).toMatchObject({ runs: 1 });
    expect((await store.occurrences(key, scope, whole)).items.map(({ id }) => id)).toEqual([22]);
    expect((await store.named("agent*", scope, whole)).total).toBe(0);
    const [elsewhere] = await store.elsewhere([key], { repo: "pingcap/tidb", number: 99 }, day);
    expect(elsewhere).toMatchObject({ pullRequests: 1 });
    expect((await store.flakyCases(scope, [{ job: "unit", commit: "abc" }], whole)).items).toMatchObject([
      { name: "TestCut", flakyRuns: 1 },
    ]);
  });

  test("a run whose test results are still missing will be read again", async () => {
    const late = run(9, { time: window.end + 40 * 86_400_000 });
    const day = { begin: window.end + 40 * 86_400_000, end: window.end + 41 * 86_400_000 };
    await store.save(late, scan(late, [], { outcome: "no_results" }));
    expect([await store.scannedCount(day), await store.scanned(day)]).toEqual([0, []]);
  });
});
