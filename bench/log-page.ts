import { mkdtemp, rm, stat } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import express from "express";
import pino from "pino";
import { type LogPlace, logAddress, signPass } from "../src/log-page/link.ts";
import { logPageRouter } from "../src/log-page/router.ts";
import { DAY } from "../src/model/window.ts";
import type { StoredRun } from "../src/ports/run-store.ts";
import { systemClock } from "../src/service/application.ts";
import { openLogFile } from "../src/sources/files/log-files.ts";
import { writeSampleLog } from "./scan-log-sample.ts";
import type { BenchRow } from "./table.ts";

const MEGABYTES = [1, 10, 100, 1000];
const key = Buffer.alloc(32, 1);

/** The log page over logs of growing size: how long until it is there, and what it keeps in memory meanwhile. */
export async function benchLogPage(): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "ci-stat-bench-"));
  try {
    const rows: BenchRow[] = [];
    for (const megabytes of MEGABYTES) {
      const file = path.join(folder, `${megabytes}.log`);
      await writeSampleLog(file, megabytes * 1e6);
      rows.push(await measure(file, megabytes));
      await rm(file);
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(file: string, megabytes: number): Promise<BenchRow> {
  const served = await serve(file);
  const { size } = await stat(file);
  const middle = Math.round(size / 190 / 2);
  // The router and the page's code are loaded before anything is measured.
  await timed(served.address(0));
  const idle = process.memoryUsage().rss;
  const watch = watchMemory();
  const first = await timed(served.address(1, { line: middle }));
  const again = await timed(served.address(1, { line: middle + 5000 }));
  const end = await timed(served.address(1, { line: 1e9 }));
  const found = await timed(served.address(1, { find: "no such words" }));
  const peak = watch.stop();
  await served.stop();
  const ms = (value: number) => `${Math.round(value)} ms`;
  return {
    what: `log page, ${megabytes} MB`,
    value: `first open in the middle ${ms(first)}, then another place ${ms(again)}, the end ${ms(end)}, a search through all of it ${ms(found)}; memory at most ${Math.max(0, Math.round((peak - idle) / 1e6))} MB above idle`,
  };
}

async function timed(url: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url);
  await response.text();
  if (!response.ok) throw new Error(`the log page answered ${response.status}`);
  return performance.now() - began;
}

function watchMemory(): { stop(): number } {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const timer = setInterval(look, 10);
  return {
    stop() {
      look();
      clearInterval(timer);
      return peak;
    },
  };
}

/** Run 0 has a small log, run 1 the large one. */
async function serve(file: string) {
  const run = (id: number): StoredRun => ({
    job: "bench",
    id,
    status: "SUCCESS",
    time: null,
    durationMs: null,
    commit: null,
    branch: null,
    repo: null,
    comment: null,
    pullRequest: null,
    analysis: null,
  });
  const never = () => Promise.reject(new Error("not asked for"));
  const app = express();
  app.use(
    logPageRouter({
      logs: { open: ({ id }) => openLogFile(id === 0 ? import.meta.filename : file, systemClock) },
      sources: async () => ({
        runs: { run: async ({ id }) => run(id) },
        failures: { scan: never },
        scanner: { scanRun: never },
      }),
      linkKey: () => key,
      publicUrl: () => undefined,
      clock: systemClock,
      zone: "Asia/Shanghai",
      locale: "en_us",
      log: pino({ level: "silent" }),
    }),
  );
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const until = Math.ceil((systemClock.now() + DAY) / 1000) * 1000;
  return {
    address: (id: number, place?: LogPlace) => {
      const ref = { job: "bench", id };
      return url + logAddress(ref, signPass(key, ref, until), place);
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await wait(100);
    },
  };
}
