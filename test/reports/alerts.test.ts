import { describe, expect, test } from "vitest";
import { createCiData } from "../../src/adapters/database/ci-data.ts";
import { createRunStore } from "../../src/adapters/database/run-store.ts";
import { insertRuns } from "../../src/adapters/database/run-writer.ts";
import type { Run } from "../../src/model/run.ts";
import { plainSubscription } from "../../src/model/subscription.ts";
import { MINUTE } from "../../src/model/window.ts";
import { redJobs, silence, unusualRates } from "../../src/reports/judge-alerts.ts";
import { watchAlerts } from "../../src/reports/watch-alerts.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { engines } from "../support/engines.ts";
import { openReportHouse } from "../support/reports.ts";
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
    ...{ job: "unit", runs: success + failure, success, failure, aborted: 0, other: 0, reruns: 0, retries: 0 },
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

test.each([
  ["2021-06-21 11:00:00", 121, 1],
  ["2021-06-21 11:00:00", 119, 0],
  ["2021-06-21 09:59:00", 500, 0],
  ["2021-06-21 19:00:00", 500, 0],
  ["2021-06-20 11:00:00", 500, 0],
])("data that stop are told of in working hours only: %s, %d minutes", (wall, minutes, wanted) => {
  expect(silence(at(wall) - minutes * MINUTE, at(wall), zone)).toHaveLength(wanted);
});

describe.each(engines)("alerts on $engine", (engine) => {
  test("one card while it lasts, changed in place when it is over; a chat that did not ask gets none", async () => {
    const house = await openReportHouse(engine, { reportChats: [] });
    const { database, clock, standIn, subscriptions, deliveries, titles, goTo } = house;
    await createCiData(database);
    const nightly = (job_id: number, status: string, time: string) =>
      runRow({ job: "tidb-unit-test-nightly", job_id, status, time });
    await insertRuns(database, [nightly(1, "SUCCESS", "2021-06-19 01:00:00")], zone);
    const chat = standIn.chatNamed("CI Status Report").chatId;
    await deliveries.setPlanned("alerts", [chat], clock.now());
    await subscriptions.put(plainSubscription(chat, "alerts", "ou_x"), clock.now());
    const sources = {
      runs: createRunStore(database, { zone, fast: false }),
      site: { zone, admins: [], nightlyJobs: [], hourlyCron: "0 * * * *", dailyCron: "0 0 * * *" },
      reports: { subscriptions, deliveries, configured: { list: async () => [], missing: () => [] } },
    };
    const look = async (wall: string) => {
      await watchAlerts(sources, at(wall));
      await goTo(wall);
    };
    await look("2021-06-20 08:40:00");
    expect(titles(chat)).toEqual([]);
    await insertRuns(database, [nightly(2, "FAILURE", "2021-06-20 08:45:00")], zone);
    await look("2021-06-20 09:00:00");
    await look("2021-06-20 09:10:00");
    expect(titles(chat)).toEqual(["tidb-unit-test-nightly @master turned red"]);
    await insertRuns(database, [nightly(3, "SUCCESS", "2021-06-20 09:30:00")], zone);
    await look("2021-06-20 10:00:00");
    await look("2021-06-20 10:10:00");
    expect(titles(chat)).toEqual(["Over: tidb-unit-test-nightly @master turned red"]);
    expect(titles(standIn.chatNamed("TiDB 研发群 · R&D").chatId)).toEqual([]);
    await house.close();
  });
});
