import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { builtinRules } from "../src/logs/rules.ts";
import { scanLog } from "../src/logs/scan-log.ts";
import { systemClock } from "../src/service/application.ts";
import { openLogFile } from "../src/sources/files/log-files.ts";
import { writeSampleLog } from "./scan-log-sample.ts";
import type { BenchRow } from "./table.ts";

const BYTES = 200e6;
const ROUNDS = 7;
const run = promisify(execFile);

/** What the original ran for one format: cut the stamps off, then grep the blocks and the lines. */
const PIPELINE = `cat "$0" | cut -b 28- | grep -A 19 -x -- '-\\{70\\}' | grep -A 18 '^FAIL: ' | grep -v '^--$' | wc -l`;

/** All formats and rules over a log in the page cache, a bare read of it, and the original's pipeline, turn by turn. */
export async function benchScan(): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "ci-stat-bench-"));
  try {
    const file = path.join(folder, "log");
    await writeSampleLog(file, BYTES);
    const { size } = await stat(file);
    const megabytesPerSecond = (ms: number): number => size / 1000 / ms;
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(file));
    const rate = (pick: (round: Round) => number): number => megabytesPerSecond(median(rounds.map(pick)));
    const rates = {
      read: rate(({ readMs }) => readMs),
      pipeline: rate(({ pipelineMs }) => pipelineMs),
      scan: rate(({ scanMs }) => scanMs),
    };
    const idle = Math.max(...rounds.map(({ aboveIdleMegabytes }) => aboveIdleMegabytes));
    const stall = Math.max(...rounds.map(({ longestStallMs }) => longestStallMs));
    return [
      {
        what: `bare read of a ${Math.round(size / 1e6)} MB log in the page cache (baseline)`,
        value: `${rates.read.toFixed(0)} MB/s`,
      },
      { what: "the original's pipeline, one format (baseline)", value: `${rates.pipeline.toFixed(0)} MB/s` },
      {
        what: "scan, all formats and rules",
        value: `${rates.scan.toFixed(0)} MB/s, ${(rates.scan / rates.pipeline).toFixed(1)} times the pipeline`,
      },
      {
        what: "its memory above idle, and the longest it held up others",
        value: `${idle.toFixed(0)} MB, ${stall.toFixed(0)} ms`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Round {
  readonly readMs: number;
  readonly pipelineMs: number;
  readonly scanMs: number;
  readonly aboveIdleMegabytes: number;
  readonly longestStallMs: number;
}

async function measure(file: string): Promise<Round> {
  const log = await openLogFile(file, systemClock);
  if (log.kind !== "log") throw new Error(`${file} is ${log.kind}`);
  const readMs = await timed(async () => {
    for await (const chunk of log.read()) if (chunk.length === 0) throw new Error("empty chunk");
  });
  const pipelineMs = await timed(() => run("sh", ["-c", PIPELINE, file]));
  const watch = watchProcess();
  const scanMs = await timed(() => scanLog(log.sweep?.() ?? log.read(), builtinRules()));
  return { readMs, pipelineMs, scanMs, ...watch.stop() };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Looks every millisecond at the memory, and at how late it comes to look. */
function watchProcess() {
  const idle = process.memoryUsage.rss();
  let peak = idle;
  let longestStallMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
    longestStallMs = Math.max(longestStallMs, performance.now() - last);
    last = performance.now();
  }, 1);
  return {
    stop() {
      clearInterval(timer);
      return { aboveIdleMegabytes: (peak - idle) / 1e6, longestStallMs };
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
