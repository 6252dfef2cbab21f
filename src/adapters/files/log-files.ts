import { constants, createReadStream } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import type { RunRef } from "../../model/run.ts";
import type { LogAnswer, LogSource } from "../../ports.ts";

const CHUNK_BYTES = 1024 * 1024;

/** Logs on disk, as Jenkins keeps them: `<log_dir>/<job>/builds/<id>/log`; a folder job `a/b` is `a/jobs/b`. */
export function logFiles(logDir: string | undefined): LogSource {
  return {
    async open(ref) {
      const file = logDir === undefined ? undefined : logPath(logDir, ref);
      return file === undefined ? { kind: "none" } : openFile(file);
    },
  };
}

/** Undefined for a job name that would lead out of the folder. */
export function logPath(logDir: string, { job, id }: RunRef): string | undefined {
  const parts = job.split("/");
  const safe = parts.every((part) => part !== "" && part !== "." && part !== ".." && !/[\\\0]/.test(part));
  return safe ? path.join(logDir, parts.join("/jobs/"), "builds", String(id), "log") : undefined;
}

async function openFile(file: string): Promise<LogAnswer> {
  try {
    if (!(await stat(file)).isFile()) return { kind: "none" };
    await access(file, constants.R_OK);
    return { kind: "log", chunks: chunksOf(file) };
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? { kind: "none" } : { kind: "unreadable", reason: code };
  }
}

/** Opened when it is first read, closed whatever the reader does. */
async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
}
