import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import pino from "pino";
import { type LogPlace, logAddress, signPass } from "../../src/log-page/link.ts";
import { logPageRouter } from "../../src/log-page/router.ts";
import { builtinRules, rulesVersion } from "../../src/logs/rules.ts";
import { scanLog } from "../../src/logs/scan-log.ts";
import type { Scan } from "../../src/model/failure.ts";
import type { RunRef } from "../../src/model/run.ts";
import { DAY } from "../../src/model/window.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { LogSource } from "../../src/ports/logs.ts";
import type { StoredRun } from "../../src/ports/run-store.ts";
import { buildFolder, logFiles } from "../../src/sources/files/log-files.ts";

const linkKey = Buffer.alloc(32, 7);

export interface LogServer {
  readonly url: string;
  readonly logDir: string;
  readonly clock: Clock & { at: number };
  /** A run with a log; its status is FAILURE where nothing else is said. */
  add(ref: RunRef, log: string | Uint8Array | null, status?: string): void;
  /** Signed for seven days from now. */
  address(ref: RunRef, place?: LogPlace): string;
  stop(): Promise<void>;
}

interface Options {
  readonly logs?: LogSource;
  readonly publicUrl?: string;
}

/** The log page over files of its own, without a database. */
export async function startLogServer({ logs, publicUrl }: Options = {}): Promise<LogServer> {
  const logDir = mkdtempSync(path.join(tmpdir(), "ci-stat-log-page-"));
  const clock = { at: Date.parse("2021-06-21T00:00:00Z"), now: () => clock.at };
  const runs = new Map<string, StoredRun>();
  const keptScans = new Map<string, Scan>();
  const source = logs ?? logFiles(logDir, clock);
  const keyOf = ({ job, id }: RunRef) => `${job}#${id}`;

  async function scanRun(run: StoredRun): Promise<Scan> {
    const opened = await source.open(run);
    if (opened.kind !== "log") throw new Error("no log");
    const { failures, retriedCases, lastCheckout } = await scanLog(opened.read(), builtinRules());
    const found = { failures, retriedCases, lastCheckout, durations: [], rulesVersion: rulesVersion(builtinRules()) };
    const scan: Scan = { job: run.job, id: run.id, outcome: "log", ...found };
    keptScans.set(keyOf(run), scan);
    return scan;
  }

  const app = express();
  app.use(
    logPageRouter({
      logs: source,
      linkKey: () => linkKey,
      sources: async () => ({
        runs: { run: async (ref) => runs.get(keyOf(ref)) },
        failures: { scan: async (ref) => keptScans.get(keyOf(ref)) },
        scanner: { scanRun },
      }),
      publicUrl: () => publicUrl,
      clock,
      zone: "Asia/Shanghai",
      locale: "zh_cn",
      log: pino({ level: "silent" }),
    }),
  );
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    logDir,
    clock,
    add(ref, log, status = "FAILURE") {
      runs.set(keyOf(ref), {
        ...ref,
        status,
        time: clock.at - DAY,
        durationMs: 754_000,
        commit: null,
        branch: "master",
        repo: "pingcap/tidb",
        comment: null,
        pullRequest: null,
        analysis: null,
      });
      const folder = buildFolder(logDir, ref);
      if (log === null || folder === undefined) return;
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "log"), log);
    },
    address: (ref, place) => url + logAddress(ref, signPass(linkKey, ref, clock.at + 7 * DAY), place),
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      rmSync(logDir, { recursive: true, force: true });
    },
  };
}
