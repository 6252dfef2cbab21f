import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadConfig } from "../src/config.ts";
import { DAY, MINUTE, SECOND } from "../src/model/window.ts";
import type { BuildSource } from "../src/ports/builds.ts";
import { systemClock } from "../src/service/application.ts";
import { createLogger } from "../src/service/logger.ts";
import { openStores } from "../src/service/stores.ts";
import { jenkinsBuilds } from "../src/sources/jenkins/builds.ts";
import { createJenkins } from "../src/sources/jenkins/client.ts";
import { createJenkinsSite } from "../src/sources/jenkins/site.ts";
import { createPoller } from "../src/syncing/poller.ts";
import { syncJobs } from "../src/syncing/sync-jobs.ts";
import type { BenchRow } from "./table.ts";

const MANY_JOBS = 5_000;
/** What the service allows itself; here Jenkins is asked as fast as it answers. */
const CALLS_A_SECOND = 20;
const quiet = { expect() {}, done() {}, step() {} };

/** A poll over 5,000 jobs beside a full `sync`, and 10,000 builds read for the first time. */
export async function benchJenkins(): Promise<BenchRow[]> {
  return [...(await manyJobs()), ...(await manyBuilds())];
}

async function manyJobs(): Promise<BenchRow[]> {
  return withSite(MANY_JOBS, 2, async ({ jenkins, builds, stores, poller }) => {
    const { rows, runs, failures, jobNames, polls } = await stores.open();
    const list = await jenkins.measure(async () => void (await builds.lastBuilds()));
    const first = await jenkins.measure(() => pollToEnd(poller()));
    const syncing = (isAgain: boolean) =>
      jenkins.measure(async () => {
        await syncJobs(
          { builds, rows, runs, failures, jobNames, polls },
          await builds.jobs(),
          { since: 0, isAgain },
          quiet,
        );
      });
    const again = await syncing(true);
    const sync = await syncing(false);
    const idle = await jenkins.measure(() => poller().tick());
    for (let job = 0; job < 50; job++) jenkins.addBuild(job * 100);
    const busy = await jenkins.measure(() => poller().tick());
    return [
      { what: `the list of ${MANY_JOBS} jobs with their last builds (baseline)`, value: told(list) },
      { what: "`sync --again`, all rows there (baseline)", value: told(again) },
      { what: "`sync`, all rows there", value: told(sync) },
      { what: "the first poll: 2 builds of each written", value: told(first) },
      { what: "a poll, nothing new", value: told(idle) },
      { what: "a poll, a new build in 50 of them", value: told(busy) },
    ];
  });
}

async function manyBuilds(): Promise<BenchRow[]> {
  return withSite(20, 500, async ({ jenkins, stores, poller }) => {
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 50);
    const read = await jenkins.measure(() => pollToEnd(poller()));
    clearInterval(watch);
    const { site } = await stores.open();
    const { count } = await site.kysely
      .selectFrom("ci_data")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    const rate = Math.round((Number(count) / read.ms) * SECOND);
    const memory = Math.round((most - before) / 2 ** 20);
    return [
      {
        what: "10,000 builds of 20 jobs read for the first time, into the embedded database",
        value: `${told(read)}, ${count} rows, ${rate} a second, ${memory} MB above idle at most`,
      },
    ];
  });
}

interface Measured {
  readonly calls: number;
  readonly ms: number;
}

function told({ calls, ms }: Measured): string {
  const atLeast = calls / CALLS_A_SECOND;
  const gentle = atLeast > 1 ? ` (at ${CALLS_A_SECOND} calls a second: ${Math.round(atLeast)} s)` : "";
  return `${calls} ${calls === 1 ? "call" : "calls"}, ${(ms / SECOND).toFixed(2)} s${gentle}`;
}

interface BenchJenkins {
  readonly url: string;
  addBuild(job: number): void;
  measure(work: () => Promise<void>): Promise<Measured>;
  close(): void;
}

interface BenchSite {
  readonly jenkins: BenchJenkins;
  readonly builds: BuildSource;
  readonly stores: ReturnType<typeof openStores>;
  /** A replica whose next tick polls. */
  poller(): { tick(): Promise<void> };
}

async function withSite<Result>(
  jobs: number,
  buildsOfEach: number,
  work: (site: BenchSite) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-bench-"));
  const { settings } = loadConfig({ CI_STAT_DATA_DIR: folder }, folder);
  const stores = openStores(settings, "all", createLogger("silent"));
  const jenkins = await startBenchJenkins(jobs, buildsOfEach);
  const client = createJenkins({ url: jenkins.url, callsASecond: 100_000 });
  const builds = jenkinsBuilds(createJenkinsSite(client, systemClock), {
    github: "https://github.com",
    parameters: {},
  });
  const { rows, failures, jobNames, polls, pendingBuilds } = await stores.open();
  const silent = { onRefused() {}, onJobFault() {}, onProgress() {} };
  let ahead = 0;
  const poller = () => {
    ahead += MINUTE;
    const clock = { now: () => Date.now() + ahead };
    return createPoller({ builds, rows, failures, jobNames, polls, pendingBuilds, clock, periodMs: MINUTE, ...silent });
  };
  try {
    return await work({ jenkins, builds, stores, poller });
  } finally {
    jenkins.close();
    await stores.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each tick works for a while; where nothing is left, a tick does nothing until the next poll is due. */
async function pollToEnd(poller: { tick(): Promise<void> }): Promise<void> {
  for (let tick = 0; tick < 50; tick++) await poller.tick();
}

/** Answers the two requests of a poll, from numbers alone, so that what is measured is not the stand-in. */
async function startBenchJenkins(jobs: number, buildsOfEach: number): Promise<BenchJenkins> {
  const last = Array.from({ length: jobs }, () => buildsOfEach);
  let calls = 0;
  const now = Date.now();
  const build = (job: number, number: number) => ({
    number,
    building: false,
    result: number % 9 === 0 ? "FAILURE" : "SUCCESS",
    timestamp: now - ((last[job] ?? 0) - number + 1) * (DAY / 20),
    duration: 60_000,
    actions: [{ parameters: parametersOf(job * 1000 + number) }],
  });
  const list = () =>
    last.map((number, job) => ({ fullName: `job-${job}`, firstBuild: { number: 1 }, lastBuild: { number } }));
  const page = (job: number, from: number, to: number) => {
    const newest = (last[job] ?? 0) - from;
    const count = Math.max(0, Math.min(newest, to - from));
    return { actions: [], allBuilds: Array.from({ length: count }, (_, index) => build(job, newest - index)) };
  };
  const server = await new Promise<Server>((resolve) => {
    const listening = createServer((request, response) => {
      calls += 1;
      const url = decodeURIComponent(request.url ?? "");
      const [, job] = /^\/job\/job-(\d+)\//.exec(url) ?? [];
      const [, from, to] = /\{(\d+),(\d+)\}$/.exec(url) ?? [];
      response.setHeader("X-Jenkins", "2.440.1");
      response.end(JSON.stringify(job === undefined ? { jobs: list() } : page(Number(job), Number(from), Number(to))));
    }).listen(0, "127.0.0.1", () => resolve(listening));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addBuild(job) {
      last[job] = (last[job] ?? 0) + 1;
    },
    async measure(work) {
      const [before, started] = [calls, performance.now()];
      await work();
      return { calls: calls - before, ms: performance.now() - started };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function parametersOf(pull: number): object[] {
  const values = {
    ghprbActualCommit: pull.toString(16).padStart(40, "0"),
    ghprbTargetBranch: "master",
    ghprbGhRepository: "pingcap/tidb",
    ghprbPullId: String(pull),
    ghprbPullTitle: `planner: mend ${pull}`,
    ghprbPullAuthorLogin: "somebody",
    ghprbPullLink: `https://github.com/pingcap/tidb/pull/${pull}`,
  };
  return Object.entries(values).map(([name, value]) => ({ _class: "hudson.model.StringParameterValue", name, value }));
}
