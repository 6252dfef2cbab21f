import { createReadStream, type Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { skipBytes } from "../../logs/skip-bytes.ts";
import type { RunRef } from "../../model/run.ts";
import { SECOND } from "../../model/window.ts";
import type { Clock } from "../../ports/clock.ts";
import type { LogAnswer, LogSource, OpenLog } from "../../ports/logs.ts";
import type { ResultSource } from "../../ports/results.ts";
import { gunzip, unzstd } from "./decompress.ts";
import { sweepFile } from "./sweep-file.ts";

const CHUNK_BYTES = 1024 * 1024;
/** A file that was written to within this time, and does not say that the build finished, may still grow. */
const QUIET_MS = 10 * SECOND;
const TAIL_BYTES = 256;
/** Names that a log may have after compression or rotation, the likeliest first. */
const NAMES = ["log", "log.gz", "log.zst", "log.1", "log.1.gz", "log.1.zst"];

/**
 * Logs on disk, as Jenkins stores them: `<log_dir>/<job>/builds/<id>/log`; a folder job `a/b` is `a/jobs/b`. Compressed
 * or rotated logs beside it work too.
 */
export function logFiles(logDir: string | undefined, clock: Clock): LogSource {
  return {
    async open(ref) {
      const folder = logDir === undefined ? undefined : buildFolder(logDir, ref);
      if (folder === undefined) return { kind: "none" };
      for (const name of NAMES) {
        const answer = await openLogFile(path.join(folder, name), clock);
        if (answer.kind !== "none") return answer;
      }
      return { kind: "none" };
    },
  };
}

/** The folder of a build; undefined for a job name that would lead out of `logDir`. */
export function buildFolder(logDir: string, { job, id }: RunRef): string | undefined {
  const parts = job.split("/");
  const safe = parts.every((part) => part !== "" && part !== "." && part !== ".." && !/[\\\0]/.test(part));
  return safe ? path.join(logDir, parts.join("/jobs/"), "builds", String(id)) : undefined;
}

/** Opens one log file; the name says whether it is compressed. Each read opens the file again. */
export async function openLogFile(file: string, clock: Clock): Promise<LogAnswer> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) return { kind: "none" };
    const ending = await readEnding(file, stats.size);
    const packed = file.endsWith(".gz") || file.endsWith(".zst");
    return packed ? packedFile(file, stats) : plainFile(file, stats, ending, clock);
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? { kind: "none" } : { kind: "unreadable", reason: code };
  }
}

function plainFile(file: string, { size, mtimeMs }: Stats, ending: string, clock: Clock): OpenLog {
  const quietMs = clock.now() - mtimeMs;
  return {
    kind: "log",
    size,
    version: `${size} ${mtimeMs}`,
    growing: quietMs >= 0 && quietMs < QUIET_MS && !/^(?:\[[^\]]*\] )?Finished: /m.test(ending),
    read: (from = 0) => createReadStream(file, { start: from, highWaterMark: CHUNK_BYTES }),
    sweep: () => sweepFile(file),
  };
}

function packedFile(file: string, { size, mtimeMs }: Stats): OpenLog {
  const unpack = file.endsWith(".gz") ? gunzip : unzstd;
  return {
    kind: "log",
    size: null,
    version: `packed ${size} ${mtimeMs}`,
    growing: false,
    read: (from = 0) => skipBytes(unpack(createReadStream(file, { highWaterMark: CHUNK_BYTES })), from),
  };
}

/** Reads the end of the file, which also shows whether we may read it. */
async function readEnding(file: string, size: number): Promise<string> {
  const handle = await open(file);
  try {
    const position = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, position);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

const RESULT_NAMES = ["junitResult.xml", "junitResult.xml.gz"];

/** Test results on disk, as Jenkins stores them beside the log: `<log_dir>/<job>/builds/<id>/junitResult.xml`. */
export function resultFiles(logDir: string | undefined, clock: Clock): ResultSource {
  return {
    async open(ref) {
      const folder = logDir === undefined ? undefined : buildFolder(logDir, ref);
      if (folder === undefined) return { kind: "none" };
      for (const name of RESULT_NAMES) {
        const file = await openLogFile(path.join(folder, name), clock);
        if (file.kind === "log") return { kind: "results", format: "xml", read: () => file.read() };
      }
      return { kind: "none" };
    },
  };
}
