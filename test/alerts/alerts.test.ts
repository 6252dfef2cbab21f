import { describe, expect, test } from "vitest";
import type { AlertSources } from "../../src/alerts/look-around.ts";
import { watchAlerts } from "../../src/alerts/watch.ts";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { createFailureStore } from "../../src/database/failures/failure-store.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import type { Run } from "../../src/model/run.ts";
import { plainSubscription } from "../../src/model/subscription.ts";
import { MINUTE } from "../../src/model/window.ts";
import { redJobs, silence, unusualRates } from "../../src/stats/alerts.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { sampleFailure } from "../issues/sample-night.ts";
import { engines, type TestEngine } from "../support/engines.ts";
import { openReportHouse, type ReportHouse } from "../support/reports.ts";
import { at, runRow, zone } from "../support/runs.ts";

const now = at("2021-06-21 11:00:00");

describe("a trunk job", () => {
  const run = (status: string, time: number, branch = "master"): Run => ({
    ...{ job: "nightly", id: time, status, time, durationMs: 10, commit: null, branch },
    ...{ repo: null, comment: null, pullRequest: null },
  });
  test.each([
    ["is red from the end of the first failure after a success", ["FAILURE", "FAILURE", "SUCCESS"], [8 + 10]],
    ["an aborted run says nothing", ["ABORTED", "FAILURE", "SUCCESS"], [8 + 10]],
    ["that passed is green", ["SUCCESS", "FAILURE", "SUCCESS"], []],
    ["that never passed did not turn red", ["FAILURE", "FAILURE"], []],
  ])("%s", (_, statuses, wanted) => {
    const runs = statuses.map((status, index) => run(status, 9 - index));
    expect(redJobs(runs).map(({ since }) => since)).toEqual(wanted);
  });
  test("is judged on each branch by itself", () => {
    const runs = [
      run("FAILURE", 5),
      run("SUCCESS", 4, "release-5.0"),
      run("SUCCESS", 3),
      run("FAILURE", 2, "release-5.0"),
    ];
    expect(redJobs(runs)).toMatchObject([{ branch: "master", since: 15 }]);
  });
});

describe("a failure rate", () => {
  const job = (success: number, failure: number) => ({
    ...{ job: "unit", runs: success + failure, success, failure, unstable: 0, aborted: 0 },
    ...{ other: 0, reruns: 0, retries: 0 },
  });
  test.each([
    ["the same share of fewer runs is nothing", job(45, 5), job(900, 100), 0],
    ["twice the share of few runs may be chance", job(20, 5), job(900, 100), 0],
    ["twice the share of many runs is not", job(400, 100), job(900, 100), 1],
    ["a few runs say nothing, whatever they are", job(0, 15), job(990, 10), 0],
    ["a new job has no usual", job(0, 50), job(5, 0), 0],
    ["less than usual is no alarm", job(500, 0), job(800, 200), 0],
  ])("%s", (_, recent, usual, wanted) => {
    expect(unusualRates([recent], [usual], now, zone)).toHaveLength(wanted);
  });
  test("Wilson's interval is the textbook's", () => {
    const interval = wilson(10, 100, 1.96);
    expect(interval?.low).toBeCloseTo(0.0552, 4);
    expect(interval?.high).toBeCloseTo(0.1744, 4);
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(0, 20)?.low).toBeCloseTo(0, 10);
  });
});

const silenceLimit = { afterMs: 120 * MINUTE, hours: { days: [1, 2, 3, 4, 5], from: "10:00", to: "19:00" } };

test.each([
  ["2021-06-21 13:00:00", 121, 1],
  ["2021-06-21 13:00:00", 119, 0],
  ["2021-06-21 12:00:00", 500, 1],
  ["2021-06-21 11:59:00", 500, 0],
  ["2021-06-21 09:59:00", 500, 0],
  ["2021-06-21 19:00:00", 500, 0],
  ["2021-06-20 11:00:00", 500, 0],
])("data that stop are told of once people have been at work for so long: %s, %d minutes", (wall, minutes, wanted) => {
  expect(silence(at(wall) - minutes * MINUTE, silenceLimit, at(wall), zone)).toHaveLength(wanted);
});

test("how long a silence is an alarm is the site's to say", () => {
  const noon = at("2021-06-21 12:00:00");
  expect(silence(noon - 30 * MINUTE, { ...silenceLimit, afterMs: 30 * MINUTE }, noon, zone)).toHaveLength(1);
  expect(silence(noon - 29 * MINUTE, { ...silenceLimit, afterMs: 30 * MINUTE }, noon, zone)).toHaveLength(0);
});

describe.each(engines)("alerts on $engine", (engine) => {
  test("one card while it lasts, changed in place when it is over; a chat that did not ask gets none", async () => {
    const { house, chat, look } = await openWatchedHouse(engine);
    const { database, standIn, titles } = house;
    const nightly = (job_id: number, status: string, time: string) =>
      runRow({ job: "tidb-unit-test-nightly", job_id, status, time });
    await insertRuns(database, [nightly(1, "SUCCESS", "2021-06-19 01:00:00")], zone);
    await look("2021-06-20 08:40:00");
    expect(titles(chat)).toEqual([]);
    await insertRuns(database, [nightly(2, "FAILURE", "2021-06-20 08:45:00")], zone);
    await look("2021-06-20 09:00:00");
    await look("2021-06-20 09:10:00");
    expect(titles(chat)).toEqual(["tidb-unit-test-nightly @master turned red"]);
    const card = () => standIn.messagesIn(chat)[0]?.content ?? "";
    expect(card()).toContain('"command":"run tidb-unit-test-nightly 2"');
    await insertRuns(database, [nightly(3, "FAILURE", "2021-06-20 09:20:00")], zone);
    await look("2021-06-20 09:40:00");
    expect(card()).toContain('"command":"run tidb-unit-test-nightly 3"');
    await look("2021-06-28 09:40:00");
    expect(titles(chat), "nothing new for a week is no success").toEqual(["tidb-unit-test-nightly @master turned red"]);
    await insertRuns(database, [nightly(4, "SUCCESS", "2021-06-28 09:50:00")], zone);
    await look("2021-06-28 10:00:00");
    await look("2021-06-28 10:10:00");
    expect(titles(chat)).toEqual(["tidb-unit-test-nightly @master is green again"]);
    expect(card()).toContain("It lasted 8 days");
    const [delivery] = await house.deliveries.ofTopic("alerts", 0);
    expect(delivery, "opened, changed once, closed once").toMatchObject({ state: "sent", attempts: 3 });
    expect(titles(standIn.chatNamed("TiDB 研发群 · R&D").chatId)).toEqual([]);
    await house.close();
  });

  test("data that stopped are not back because people go home", async () => {
    const { house, chat, look } = await openWatchedHouse(engine);
    const { database, titles } = house;
    const any = (job_id: number, time: string) => runRow({ job: "unit", job_id, time, pull: { number: 1 } });
    await insertRuns(database, [any(1, "2021-06-21 14:00:00")], zone);
    await look("2021-06-21 16:30:00");
    expect(titles(chat)).toEqual(["No new runs are coming in"]);
    await look("2021-06-21 20:00:00");
    expect(titles(chat)).toEqual(["No new runs are coming in"]);
    await insertRuns(database, [any(2, "2021-06-21 20:30:00")], zone);
    await look("2021-06-21 21:00:00");
    expect(titles(chat)).toEqual(["New runs are coming in again"]);
    await house.close();
  });

  test("a rate out of its range is one card for as long as it is, over midnight too", async () => {
    const { house, chat, look } = await openWatchedHouse(engine);
    const { database, standIn, titles } = house;
    let made = 0;
    const runs = (status: string, time: string, number: number) =>
      Array.from({ length: number }, () => {
        made += 1;
        return runRow({ job: "unit", job_id: made, status, time, pull: { number: made } });
      });
    await insertRuns(database, runs("SUCCESS", "2021-06-15 12:00:00", 100), zone);
    await insertRuns(database, runs("FAILURE", "2021-06-20 21:00:00", 40), zone);
    await look("2021-06-20 22:00:00");
    await insertRuns(database, runs("FAILURE", "2021-06-20 23:30:00", 2), zone);
    await look("2021-06-21 00:10:00");
    expect(titles(chat)).toEqual(["unit fails more than usual"]);
    expect(standIn.messagesIn(chat)[0]?.content).toContain("42 of 42 failed");
    await insertRuns(database, runs("SUCCESS", "2021-06-22 00:10:00", 40), zone);
    await look("2021-06-22 00:30:00");
    expect(titles(chat)).toEqual(["unit's failure rate is back to normal"]);
    await house.close();
  });

  test("a chat hears of the jobs and branches that it asked about", async () => {
    const house = await openReportHouse(engine, { reportChats: [] });
    const { database, clock, standIn, subscriptions, deliveries, titles, goTo } = house;
    await createCiData(database);
    const nightly = (job: string, branch: string, job_id: number, status: string, time: string) =>
      runRow({ job, branch, job_id, status, time });
    const every = (job_id: number, status: string, time: string) => [
      nightly("a-nightly", "master", job_id, status, time),
      nightly("b-nightly", "master", job_id + 1, status, time),
      nightly("b-nightly", "release-5.0", job_id + 2, status, time),
    ];
    await insertRuns(database, every(1, "SUCCESS", "2021-06-19 01:00:00"), zone);
    const [ofJob, ofBranch] = ["CI Status Report", "TiDB 研发群 · R&D"].map((name) => standIn.chatNamed(name).chatId);
    if (ofJob === undefined || ofBranch === undefined) throw new Error("no chats");
    await deliveries.setPlanned("alerts", [ofJob, ofBranch], clock.now());
    const subscription = (chat: string) => plainSubscription(chat, "alerts", "ou_x");
    await subscriptions.put({ ...subscription(ofJob), jobs: ["a-*"] }, clock.now());
    await subscriptions.put({ ...subscription(ofBranch), branch: "release-5.0" }, clock.now());
    await insertRuns(database, every(11, "FAILURE", "2021-06-20 08:45:00"), zone);
    await watchAlerts(sourcesOf(house), at("2021-06-20 09:00:00"));
    await goTo("2021-06-20 09:00:00");
    expect([titles(ofJob), titles(ofBranch)]).toEqual([
      ["a-nightly @master turned red"],
      ["b-nightly @release-5.0 turned red"],
    ]);
    await house.close();
  });

  test("what had begun before the chat subscribed is no change, and the card names what broke in its own run", async () => {
    const { house, chat, look } = await openWatchedHouse(engine);
    const { database, standIn, titles } = house;
    const of = (job: string, job_id: number, status: string, time: string, branch = "master") =>
      runRow({ job, job_id, status, time, branch });
    await insertRuns(
      database,
      [
        of("old-nightly", 1, "SUCCESS", "2021-06-19 01:00:00"),
        of("old-nightly", 2, "FAILURE", "2021-06-19 02:00:00"),
        of("new-nightly", 1, "SUCCESS", "2021-06-20 07:00:00"),
        of("new-nightly", 2, "FAILURE", "2021-06-20 08:40:00"),
        of("new-nightly", 3, "FAILURE", "2021-06-20 08:50:00"),
        of("new-nightly", 4, "SUCCESS", "2021-06-20 07:00:00", "release-5.0"),
        of("new-nightly", 5, "FAILURE", "2021-06-20 08:45:00", "release-5.0"),
      ],
      zone,
    );
    const failures = createFailureStore(database);
    const runs = createRunStore(database, { zone, fast: false });
    for (const [id, name] of [
      [2, "testEarlier"],
      [3, "testNewest"],
      [5, "testRelease"],
    ] as const) {
      const run = await runs.run({ job: "new-nightly", id });
      const scan = {
        job: "new-nightly",
        id,
        outcome: "log",
        retriedCases: [],
        durations: [],
        lastCheckout: null,
      } as const;
      if (run) await failures.save(run, { ...scan, rulesVersion: "1", failures: [sampleFailure({ name })] });
    }
    await look("2021-06-20 09:00:00");
    const cards = standIn.messagesIn(chat).map(({ content }) => content);
    const named = (card: string) => card.match(/test(Earlier|Newest|Release)/g)?.at(0);
    expect(
      titles(chat)
        .map((title, index) => [title, named(cards[index] ?? "")])
        .sort(),
    ).toEqual([
      ["new-nightly @master turned red", "testNewest"],
      ["new-nightly @release-5.0 turned red", "testRelease"],
    ]);
    await house.close();
  });

  test("a rate is that of the jobs and branches that the chat asked about", async () => {
    const house = await openReportHouse(engine, { reportChats: [] });
    const { database, clock, standIn, subscriptions, deliveries, titles, goTo } = house;
    await createCiData(database);
    const chat = standIn.chatNamed("CI Status Report").chatId;
    await deliveries.setPlanned("alerts", [chat], clock.now());
    await subscriptions.put(
      { ...plainSubscription(chat, "alerts", "ou_x"), jobs: ["lint"], branch: "master" },
      clock.now(),
    );
    let made = 0;
    const rows = (job: string, status: string, time: string, number: number, branch = "master") =>
      Array.from({ length: number }, () => {
        made += 1;
        return runRow({ job, job_id: made, status, time, branch, pull: { number: made } });
      });
    for (const job of ["unit", "lint"])
      await insertRuns(database, rows(job, "SUCCESS", "2021-06-15 12:00:00", 100), zone);
    await insertRuns(database, rows("unit", "FAILURE", "2021-06-20 21:00:00", 40), zone);
    await insertRuns(database, rows("lint", "FAILURE", "2021-06-20 21:00:00", 40, "release-5.0"), zone);
    await watchAlerts(sourcesOf(house), at("2021-06-20 22:00:00"));
    await goTo("2021-06-20 22:00:00");
    expect(titles(chat)).toEqual([]);
    await insertRuns(database, rows("lint", "FAILURE", "2021-06-20 21:00:00", 40), zone);
    await watchAlerts(sourcesOf(house), at("2021-06-20 22:02:00"));
    await goTo("2021-06-20 22:02:00");
    expect(titles(chat)).toEqual(["lint fails more than usual"]);
    await house.close();
  });
});

/** A house in which one chat has subscribed to alerts; `look` does what is due at a point in time. */
async function openWatchedHouse(engine: TestEngine) {
  const house = await openReportHouse(engine, { reportChats: [] });
  const { database, clock, standIn, subscriptions, deliveries, goTo } = house;
  await createCiData(database);
  const chat = standIn.chatNamed("CI Status Report").chatId;
  await deliveries.setPlanned("alerts", [chat], clock.now());
  await subscriptions.put(plainSubscription(chat, "alerts", "ou_x"), clock.now());
  const look = async (wall: string): Promise<void> => {
    await watchAlerts(sourcesOf(house), at(wall));
    await goTo(wall);
  };
  return { house, chat, look };
}

function sourcesOf({ database, subscriptions, deliveries }: ReportHouse): AlertSources {
  return {
    runs: createRunStore(database, { zone, fast: false }),
    failures: createFailureStore(database),
    site: { zone, nightlyJobs: [], silence: silenceLimit },
    reports: { subscriptions, deliveries },
  };
}
