import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { workOnNight } from "../../src/issues/schedule.ts";
import { DAY, MINUTE } from "../../src/model/window.ts";
import { engines } from "../support/engines.ts";
import { at } from "../support/runs.ts";
import { MIDNIGHT, type NightDesk, nightly, openNightDesk, WINDOW } from "./night-desk.ts";

/** Seven ways in which bots that file issues got themselves switched off. */

const CASE = "executor_test.go:testSuite.TestPlanStats";
const TITLE = "unstable test `testSuite.TestPlanStats`";
const failed = (id = 1, time = "2021-06-20 01:30", name = CASE) => nightly(id, time, { case: [name] });

describe.each(engines)("on $engine", (engine) => {
  let night: NightDesk;
  beforeEach(async () => {
    night = await openNightDesk(engine);
  });
  afterEach(async () => {
    await night.close();
  });

  const issues = () => night.github.standIn.repository.issues;
  const until = MIDNIGHT + DAY;

  test("1: a listing that comes back short files nothing, and the admins are told once", async () => {
    const { standIn } = night.github;
    for (let index = 0; index < 250; index++) standIn.repository.add({ title: `unstable test \`s.Test${index}\`` });
    standIn.repository.add({ title: TITLE });
    await night.add([failed()]);
    await night.replica().work(WINDOW, until);
    expect(issues()).toHaveLength(251);

    for (const body of [[], standIn.repository.issues.slice(0, 100)]) {
      standIn.intercept = ({ path }) => (path.includes("state=open") ? { status: 200, body } : undefined);
      expect(await night.replica().work(WINDOW, until)).toMatchObject({ kind: "distrusted" });
      expect(await night.replica().work(WINDOW, until)).toMatchObject({ kind: "distrusted" });
    }
    expect(issues()).toHaveLength(251);
    const alarms = night.sent.filter(({ to }) => to === "admins");
    expect(alarms.map(({ view }) => view.title.en_us)).toEqual(["No issues were filed", "No issues were filed"]);
  });

  test("1: a listing that fails midway files nothing, and the admins are told", async () => {
    const { standIn } = night.github;
    for (let index = 0; index < 250; index++) standIn.repository.add({ title: `unstable test \`s.Test${index}\`` });
    await night.add([failed()]);
    standIn.intercept = ({ path }) => (/[?&]page=3/.test(path) ? { status: 500 } : undefined);
    await expect(night.replica().work(WINDOW, until)).rejects.toThrow("GitHub cannot be reached");
    expect(issues()).toHaveLength(250);
    expect(night.sent.map(({ to }) => to)).toEqual(["admins"]);
  });

  test("2: a run that began before an issue was closed does not open it again; one after does, with one comment", async () => {
    const { repository } = night.github.standIn;
    const closedAt = at("2021-06-20 10:00");
    const old = repository.add({
      title: TITLE,
      state: "closed",
      stateReason: "completed",
      closedAt,
      createdAt: at("2021-06-01 00:00"),
    });
    await night.add([failed()]);
    await night.replica().work(WINDOW, until);
    expect(old.state).toBe("closed");
    expect(old.comments).toEqual([]);
    expect(issues()).toHaveLength(2);
    expect(issues()[1]?.body).toContain(`#${old.number}, closed`);

    const fixed = repository.add({
      title: "unstable test `b.TestB`",
      state: "closed",
      closedAt,
      createdAt: at("2021-06-01 00:00"),
    });
    await night.add([failed(2, "2021-06-20 11:00", "b_test.go:b.TestB")]);
    for (let again = 0; again < 3; again++) await night.replica().work(WINDOW, until);
    expect(fixed.state).toBe("open");
    expect(fixed.comments).toHaveLength(1);
    expect(issues()).toHaveLength(3);
    expect(night.sent.map(({ view }) => view.title.en_us)).toContain(`Issue #${fixed.number} reopened: b.TestB`);
  });

  test("3: a case that goes on failing gets a body that is kept up to date, and no comment", async () => {
    const desk = night.replica();
    for (let day = 0; day < 4; day++) {
      const date = `2021-06-${20 + day}`;
      await night.add([failed(10 + day, `${date} 01:30`)]);
      night.clock.set(MIDNIGHT + day * DAY);
      await desk.work({ begin: at(`${date} 00:00`), end: night.clock.now() }, night.clock.now() + DAY);
    }
    expect(issues()).toHaveLength(1);
    expect(issues()[0]?.comments).toEqual([]);
    expect(issues()[0]?.body).toContain("| last 7 days | 4 of 4 runs |");
    expect(night.sent).toHaveLength(1);
  });

  test("4: infrastructure, build and lint faults are filed by nobody", async () => {
    await night.add([
      nightly(1, "2021-06-20 01:30", { env: ["Connection reset"] }),
      nightly(2, "2021-06-20 01:40", { compile: ["undefined: x"] }),
      nightly(3, "2021-06-20 01:50", { check: ["gofmt"] }),
      nightly(4, "2021-06-20 02:00", null),
    ]);
    expect(await night.replica().work(WINDOW, until)).toMatchObject({ kind: "planned", planned: [] });
    expect(issues()).toEqual([]);
  });

  test("5: among duplicates an open one is taken, and no old one is dug out", async () => {
    const { repository } = night.github.standIn;
    const long = (day: string) => at(`2021-0${day} 00:00`);
    repository.add({
      title: TITLE,
      state: "closed",
      createdAt: long("3-01"),
      closedAt: long("3-09"),
      author: "tidb-ci-bot",
    });
    repository.add({ title: TITLE, state: "closed", createdAt: long("4-01"), closedAt: long("4-09") });
    repository.add({ title: TITLE, isPull: true, createdAt: long("5-01") });
    repository.add({ title: `${TITLE} in CI`, createdAt: long("5-02") });
    await night.add([failed()]);
    await night.replica().work(WINDOW, until);
    expect(issues().map(({ state }) => state)).toEqual(["closed", "closed", "open", "open"]);

    repository.edit(4, { state: "closed", stateReason: "completed" });
    night.clock.set(MIDNIGHT + DAY);
    await night.add([failed(2, "2021-06-21 01:30")]);
    await night.replica().work({ begin: MIDNIGHT, end: MIDNIGHT + DAY }, until + DAY);
    expect(issues().map(({ state }) => state)).toEqual(["closed", "closed", "open", "open"]);
    expect(issues()[3]?.comments).toHaveLength(1);
  });

  test("6: replicas that look at the same moment file one issue, and send one card", async () => {
    await night.add([failed()]);
    const replicas = [1, 2, 3, 4].map(() => night.replica());
    await Promise.all(replicas.map((desk) => desk.work(WINDOW, until)));
    expect(issues()).toHaveLength(1);
    expect(night.sent).toHaveLength(1);
    expect(await night.ledger.tracked()).toMatchObject([{ state: "open", number: 1, notice: null }]);
  });

  test("6: a night is worked on by one replica, and not again when it is done", async () => {
    await night.add([failed()]);
    const due = { dueAt: MIDNIGHT, window: WINDOW };
    const each = [1, 2, 3].map(() => workOnNight(night.replica("ask"), night.claims, due, night.clock.now));
    expect((await Promise.all(each)).filter((done) => done !== undefined)).toEqual([{ steps: 1 }]);
    night.clock.set(MIDNIGHT + DAY);
    expect(await workOnNight(night.replica("ask"), night.claims, due, night.clock.now)).toBeUndefined();
    expect(night.sent.map(({ to }) => to)).toEqual(["deciders"]);
  });

  test("7: an issue whose creation was never recorded is found by its marker, not filed again", async () => {
    await night.add([failed()]);
    const { standIn } = night.github;
    standIn.intercept = ({ method }) => (method === "POST" ? "lost" : undefined);
    await expect(night.replica().work(WINDOW, until)).rejects.toThrow("GitHub cannot be reached");
    standIn.intercept = undefined;
    expect(issues()).toHaveLength(1);

    // At once the subject is still claimed; later the next to come finds what is there.
    for (const passed of [MINUTE, 11 * MINUTE, 22 * MINUTE]) {
      night.clock.set(MIDNIGHT + passed);
      await night.replica().work(WINDOW, until);
      expect(issues()).toHaveLength(1);
    }
    expect(await night.ledger.tracked()).toMatchObject([{ state: "open", number: 1 }]);
  });

  test("7: it is found even where GitHub's listing did not show it yet when the night was planned", async () => {
    await night.add([failed()]);
    const { standIn } = night.github;
    standIn.intercept = ({ method }) => (method === "POST" ? "lost" : undefined);
    await night
      .replica()
      .work(WINDOW, until)
      .catch(() => undefined);
    const [made] = issues();
    const lists: string[] = [];
    standIn.intercept = ({ method, path }) => {
      if (method !== "GET" || !path.includes("/issues?")) return undefined;
      lists.push(path);
      return lists.length <= 2 ? { status: 200, body: [] } : undefined;
    };
    night.clock.set(MIDNIGHT + 11 * MINUTE);
    await night.replica().work(WINDOW, until);
    expect(lists).toHaveLength(3);
    expect(issues()).toEqual([made]);
    expect(await night.ledger.tracked()).toMatchObject([{ state: "open", number: 1 }]);
    expect(night.sent.map(({ view }) => view.title.en_us)).toEqual([
      "No issues were filed",
      "Issue #1 filed: testSuite.TestPlanStats",
    ]);
  });
});
