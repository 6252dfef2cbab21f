import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../src/database/failures/failure-store.ts";
import { createPendingBuilds } from "../../src/database/queues/pending-builds.ts";
import { createPolls } from "../../src/database/queues/polls.ts";
import { createJobNames } from "../../src/database/runs/job-names.ts";
import { createRunWriter } from "../../src/database/runs/run-writer.ts";
import { DAY, MINUTE } from "../../src/model/window.ts";
import type { BuildSource } from "../../src/ports/builds.ts";
import type { RunWriter } from "../../src/ports/run-writer.ts";
import { jenkinsBuilds } from "../../src/sources/jenkins/builds.ts";
import { createJenkins } from "../../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../../src/sources/jenkins/site.ts";
import { createPoller, type PollerParts } from "../../src/syncing/poller.ts";
import { standingClock } from "../support/clock.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { type JenkinsStandIn, startJenkins } from "../support/jenkins.ts";
import { at, zone } from "../support/runs.ts";
import { nightlyBuild, onGithub, pullBuild } from "./jenkins-runs.ts";

const now = at("2021-06-20 10:00:00");
const unit = "tidb_ghpr_unit_test";

describe.each(engines)("on $engine", ({ open }) => {
  let jenkins: JenkinsStandIn;
  let builds: BuildSource;
  let database: TestDatabase;
  let clock: ReturnType<typeof standingClock>;
  let refused: string[];
  let faults: string[];

  beforeEach(async () => {
    [database, jenkins] = await Promise.all([open(), startJenkins()]);
    await createCiData(database);
    await migrateOwnTables(database);
    clock = standingClock(now);
    const client = createJenkins({ url: jenkins.url, timeoutMs: 20_000, retryMs: 5, callsASecond: 10_000 });
    builds = jenkinsBuilds(createJenkinsSite(client, clock), onGithub);
    [refused, faults] = [[], []];
  });
  afterEach(async () => {
    await Promise.all([database.drop(), jenkins.stop()]);
  });

  /** A replica of the service. */
  function replica(own: Partial<PollerParts> = {}) {
    return createPoller({
      builds,
      rows: createRunWriter(database, database, zone),
      failures: createFailureStore(database),
      jobNames: createJobNames(database, database),
      polls: createPolls(database),
      pendingBuilds: createPendingBuilds(database),
      clock,
      periodMs: MINUTE,
      onRefused: (job, id) => void refused.push(`${job} #${id}`),
      onJobFault: (job) => void faults.push(job),
      onProgress: () => {},
      ...own,
    });
  }

  /** Numbers of the rows of each job, lowest first. */
  async function written(): Promise<Record<string, number[]>> {
    const rows = await database.kysely.selectFrom("ci_data").select(["job", "job_id"]).orderBy("job_id").execute();
    const jobs: Record<string, number[]> = {};
    for (const { job, job_id: id } of rows) jobs[job] = [...(jobs[job] ?? []), Number(id)];
    return jobs;
  }
  const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const pages = () => jenkins.asked.filter((path) => path.includes("allBuilds")).length;

  /** Each of `numbers` began `apartMs` after the one before it, the last one at the present. */
  function setBuilds(job: string, numbers: readonly number[], apartMs = MINUTE) {
    const last = numbers.at(-1) ?? 0;
    for (const id of numbers)
      jenkins.setBuild(job, id, pullBuild(id, { timestamp: clock.now() - (last - id) * apartMs }));
  }

  test("a first poll reads everything, in folders, multibranch projects and matrices; the next one asks only for the list", async () => {
    setBuilds(unit, upTo(250));
    jenkins.setBuild("team/api/PR-7", 1, pullBuild(7, { timestamp: now }));
    jenkins.setJob("matrix", { _class: "hudson.matrix.MatrixProject" });
    for (const job of ["matrix", "matrix/jdk=17,os=linux"]) jenkins.setBuild(job, 3, nightlyBuild({ timestamp: now }));
    const poller = replica();
    await poller.tick();
    expect(await written()).toEqual({
      [unit]: upTo(250),
      "team/api/PR-7": [1],
      matrix: [3],
      "matrix/jdk=17,os=linux": [3],
    });
    expect(await createPolls(database).last()).toEqual({
      answeredAt: now,
      jobs: 4,
      behind: 0,
      unreadable: 0,
      readSince: 0,
      fault: null,
    });
    const asked = jenkins.asked.length;
    clock.set(now + MINUTE);
    await poller.tick();
    expect(jenkins.asked.slice(asked)).toHaveLength(1);
    expect(jenkins.asked.at(-1)).not.toContain("firstBuild");
  });

  test("new builds and new jobs are found by one page of each job that has some", async () => {
    for (const job of ["a", "b", "c"]) setBuilds(job, [1, 2]);
    const poller = replica();
    await poller.tick();
    const before = pages();
    clock.set(now + MINUTE);
    setBuilds("b", [3, 4]);
    setBuilds("new/job", [1]);
    await poller.tick();
    expect(await written()).toEqual({ a: [1, 2], b: [1, 2, 3, 4], c: [1, 2], "new/job": [1] });
    expect(pages() - before).toBe(2);
  });

  test("more new builds than a page are all read", async () => {
    setBuilds(unit, [1]);
    const poller = replica();
    await poller.tick();
    clock.set(now + DAY);
    setBuilds(unit, upTo(231, 2));
    await poller.tick();
    expect(await written()).toEqual({ [unit]: upTo(231) });
  });

  test("before it is due, Jenkins is not asked", async () => {
    setBuilds(unit, [1]);
    const poller = replica();
    await poller.tick();
    const asked = jenkins.asked.length;
    clock.set(now + MINUTE - 1);
    await poller.tick();
    expect(jenkins.asked).toHaveLength(asked);
  });

  test("a build that runs is handed to those that wait for its end", async () => {
    jenkins.setBuild(unit, 1, pullBuild(1, { timestamp: now, building: true, result: null }));
    const poller = replica();
    await poller.tick();
    expect(await written()).toEqual({});
    const claimed = await createPendingBuilds(database).claim(9, MINUTE, now);
    expect(claimed.map(({ build }) => [build.job, build.id])).toEqual([[unit, 1]]);
  });

  test("the last days come first in every job, and a poll that is out of time is gone on with", async () => {
    for (const job of ["a", "b"]) setBuilds(job, upTo(300), DAY / 50);
    const read: string[] = [];
    const slow: BuildSource = {
      ...builds,
      async page(job, from, count) {
        const page = await builds.page(job, from, count);
        if (count > 1) read.push(job);
        clock.set(clock.now() + 9_000);
        return page;
      },
    };
    const polls = createPolls(database);
    const poller = replica({ builds: slow });
    await poller.tick();
    // Three pages are read before the time is up: 150 builds began in the last three days.
    expect(read.slice(0, 3).sort()).toEqual(expect.arrayContaining(["a", "b"]));
    expect(await polls.last()).toMatchObject({ jobs: 2, behind: 2, fault: null });
    for (let turn = 0; turn < 9 && (await polls.last())?.behind !== 0; turn++) await poller.tick();
    expect(await written()).toEqual({ a: upTo(300), b: upTo(300) });
    expect(await polls.last()).toMatchObject({ behind: 0, readSince: 0 });
  });

  test("the progress says since when every job is read", async () => {
    setBuilds("old", upTo(120), DAY);
    setBuilds("young", [1, 2]);
    const polls = createPolls(database);
    const poller = replica({
      builds: {
        ...builds,
        async page(job, from, count) {
          const page = await builds.page(job, from, count);
          if (job === "old" && from === 0) clock.set(now + 30_000);
          return page;
        },
      },
    });
    await poller.tick();
    expect(await polls.last()).toMatchObject({ jobs: 2, behind: 1, readSince: now - 99 * DAY });
  });

  test("numbers that are missing, deleted while it reads or cut off at the old end make no gap", async () => {
    const numbers = upTo(2_000).filter((id) => id % 7 === 0);
    setBuilds(unit, numbers);
    let left = 2;
    const slow: BuildSource = {
      ...builds,
      async page(job, from, count) {
        const page = await builds.page(job, from, count);
        if (count > 1 && left-- === 1) clock.set(clock.now() + 30_000);
        if (count > 1) jenkins.removeBuild(unit, page.at(-30)?.id ?? 0);
        return page;
      },
    };
    const poller = replica({ builds: slow });
    for (let turn = 0; turn < 6; turn++) {
      await poller.tick();
      clock.set(clock.now() + MINUTE);
    }
    expect(await written()).toEqual({ [unit]: numbers });
  });

  test("one that was killed between two pages goes on without a gap or a double", async () => {
    setBuilds(unit, upTo(350));
    const dying: BuildSource = {
      ...builds,
      page: (job, from, count) => (from > 150 ? Promise.reject(new Error("killed")) : builds.page(job, from, count)),
    };
    await expect(replica({ builds: dying }).tick()).rejects.toThrow("killed");
    expect((await written())[unit]).toEqual(upTo(350, 156));
    clock.set(now + MINUTE);
    await replica().tick();
    expect(await written()).toEqual({ [unit]: upTo(350) });
  });

  test("new builds that were not all read when it was killed are read again", async () => {
    setBuilds(unit, upTo(10));
    await replica().tick();
    clock.set(now + MINUTE);
    setBuilds(unit, upTo(250, 11));
    const dying: BuildSource = {
      ...builds,
      page: (job, from, count) => (from > 0 ? Promise.reject(new Error("killed")) : builds.page(job, from, count)),
    };
    await expect(replica({ builds: dying }).tick()).rejects.toThrow("killed");
    clock.set(now + 2 * MINUTE);
    await replica().tick();
    expect(await written()).toEqual({ [unit]: upTo(250) });
  });

  test("of several replicas one polls; when it dies, another takes over", async () => {
    setBuilds(unit, [1, 2, 3]);
    const replicas = Array.from({ length: 4 }, () => replica());
    await Promise.all(replicas.map((each) => each.tick()));
    expect(jenkins.asked.filter((path) => path.startsWith("/api/json?tree=jobs"))).toHaveLength(1);
    // Its lease is never given up.
    await createPolls(database).claim(5 * MINUTE, now + MINUTE);
    setBuilds(unit, [4]);
    clock.set(now + 5 * MINUTE);
    await Promise.all(replicas.map((each) => each.tick()));
    expect((await written())[unit]).toEqual([1, 2, 3]);
    clock.set(now + 6 * MINUTE);
    await Promise.all(replicas.map((each) => each.tick()));
    expect((await written())[unit]).toEqual([1, 2, 3, 4]);
    expect(jenkins.asked.filter((path) => path.startsWith("/api/json?tree=jobs"))).toHaveLength(2);
  });

  test("a job that may not be seen keeps no other waiting, and is read once it may be", async () => {
    for (const job of ["open", "shut"]) setBuilds(job, [1]);
    jenkins.close("shut", 403);
    const poller = replica();
    await poller.tick();
    expect(await written()).toEqual({ open: [1] });
    expect(faults).toContain("shut");
    expect(await createPolls(database).last()).toMatchObject({ behind: 0, unreadable: 1, readSince: 0 });
    jenkins.close("shut");
    clock.set(now + 10 * MINUTE);
    await poller.tick();
    expect(await written()).toEqual({ open: [1], shut: [1] });
    expect(await createPolls(database).last()).toMatchObject({ behind: 0, unreadable: 0 });
  });

  test("while Jenkins is away the fault is kept, and what was read stays; the next poll clears it", async () => {
    setBuilds(unit, [1]);
    const poller = replica();
    await poller.tick();
    jenkins.failNext(...Array<number>(30).fill(503));
    clock.set(now + MINUTE);
    await expect(poller.tick()).rejects.toThrow("Jenkins");
    const polls = createPolls(database);
    expect(await polls.last()).toMatchObject({ answeredAt: now, jobs: 1, fault: expect.stringContaining("Jenkins") });
    clock.set(now + 30 * MINUTE);
    for (let turn = 0; turn < 30 && (await polls.last())?.fault; turn++) {
      await poller.tick().catch(() => undefined);
      clock.set(clock.now() + 10 * MINUTE);
    }
    expect(await polls.last()).toMatchObject({ fault: null });
  });

  test("a job that was deleted and made again is read anew, over the rows of the old one", async () => {
    setBuilds(unit, upTo(5));
    const poller = replica();
    await poller.tick();
    for (const id of upTo(5)) jenkins.removeBuild(unit, id);
    clock.set(now + DAY);
    jenkins.setBuild(unit, 1, pullBuild(1, { timestamp: clock.now(), result: "FAILURE" }));
    await poller.tick();
    const row = await database.kysely.selectFrom("ci_data").select("status").where("job_id", "=", 1).executeTakeFirst();
    expect(row?.status).toBe("FAILURE");
    expect(await written()).toEqual({ [unit]: upTo(5) });
  });

  test("a job whose only build was deleted before it was read is read on from its next one", async () => {
    const vanishing: BuildSource = {
      ...builds,
      lastBuilds: async () => [{ job: unit, last: 1 }],
      page: async () => [],
    };
    await replica({ builds: vanishing }).tick();
    expect(await createPolls(database).last()).toMatchObject({ behind: 0 });
    clock.set(now + MINUTE);
    setBuilds(unit, [2, 3]);
    await replica().tick();
    expect(await written()).toEqual({ [unit]: [2, 3] });
  });

  test("builds that the table does not take are told of, and their job goes on", async () => {
    setBuilds(unit, [1, 2, 3]);
    const rows = createRunWriter(database, database, zone);
    const strict: RunWriter = {
      ...rows,
      insert: async (run) => (run.id === 2 ? { kind: "refused", reason: "out of range" } : rows.insert(run)),
    };
    await replica({ rows: strict }).tick();
    expect(refused).toEqual([`${unit} #2`]);
    expect(await written()).toEqual({ [unit]: [1, 3] });
  });

  test("a job whose name the table does not hold is read, also a build of it that still runs", async () => {
    const long = `team/${"x".repeat(300)}`;
    setBuilds(long, [1]);
    jenkins.setBuild(long, 2, pullBuild(2, { timestamp: now, building: true, result: null }));
    await replica().tick();
    const [stored = ""] = Object.keys(await written());
    expect(stored).toMatch(/^team\/x+~[0-9a-f]{8}$/);
    expect(await createPendingBuilds(database).waiting()).toBe(1);
    const [claimed] = await createPendingBuilds(database).claim(1, MINUTE, now + MINUTE);
    expect(claimed?.build).toMatchObject({ job: stored, id: 2 });
  });

  test("what is known of a job that Jenkins has no more is dropped after a day, not while it may only be hidden", async () => {
    for (const job of ["kept", "gone"]) setBuilds(job, [1]);
    const poller = replica();
    await poller.tick();
    jenkins.removeBuild("gone", 1);
    const known = async () => (await createPolls(database).jobs()).map(({ job }) => job).sort();
    clock.set(now + MINUTE);
    await poller.tick();
    clock.set(now + DAY);
    await poller.tick();
    expect(await known()).toEqual(["gone", "kept"]);
    clock.set(now + DAY + MINUTE);
    await poller.tick();
    expect(await known()).toEqual(["kept"]);
    expect(await written()).toEqual({ gone: [1], kept: [1] });
  });

  test("a poll that is told to stop ends after its page", async () => {
    setBuilds(unit, upTo(350));
    let pagesRead = 0;
    const poller = replica({
      builds: {
        ...builds,
        async page(job, from, count) {
          pagesRead += 1;
          void poller.stop();
          return builds.page(job, from, count);
        },
      },
    });
    await poller.tick();
    await poller.stop();
    expect(pagesRead).toBe(1);
    expect((await written())[unit]).toEqual(upTo(350, 251));
    await poller.tick();
    expect(pagesRead).toBe(1);
  });
});
