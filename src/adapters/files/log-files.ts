import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import type { RunRef } from "../../model/run.ts";
import { SECOND } from "../../model/window.ts";
import type { Clock, LogAnswer, LogSource, OpenLog } from "../../ports.ts";

const CHUNK_BYTES = 1024 * 1024;
/** A file that was written to this lately, and does not say that the build finished, may be written to again. */
const QUIET_MS = 10 * SECOND;
const TAIL_BYTES = 256;

/** Logs on disk, as Jenkins keeps them: `<log_dir>/<job>/builds/<id>/log`; a folder job `a/b` is `a/jobs/b`. */
export function logFiles(logDir: string | undefined, clock: Clock): LogSource {
  return {
    async open(ref) {
      const file = logDir === undefined ? undefined : logPath(logDir, ref);
      return file === undefined ? { kind: "none" } : openFile(file, clock);
    },
  };
}

/** Undefined for a job name that would lead out of the folder. */
export function logPath(logDir: string, { job, id }: RunRef): string | undefined {
  const parts = job.split("/");
  const safe = parts.every((part) => part !== "" && part !== "." && part !== ".." && !/[\\\0]/.test(part));
  return safe ? path.join(logDir, parts.join("/jobs/"), "builds", String(id), "log") : undefined;
}

/** A file of plain text, opened again by each reading. */
export async function openFile(file: string, clock: Clock): Promise<LogAnswer> {
  try {
    return await plainFile(file, clock);
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? { kind: "none" } : { kind: "unreadable", reason: code };
  }
}

async function plainFile(file: string, clock: Clock): Promise<OpenLog | { kind: "none" }> {
  const stats = await stat(file);
  if (!stats.isFile()) return { kind: "none" };
  const { size, mtimeMs } = stats;
  const ending = await readEnding(file, size);
  return {
    kind: "log",
    size,
    version: `${size} ${mtimeMs}`,
    growing: clock.now() - mtimeMs < QUIET_MS && !/^(?:\[[^\]]*\] )?Finished: /m.test(ending),
    read: (from = 0) => createReadStream(file, { start: from, highWaterMark: CHUNK_BYTES }),
  };
}

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
