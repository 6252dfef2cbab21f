import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { RunRef } from "../../model/run.ts";
import { TruncatedError } from "../../ports/errors.ts";
import type { LogSource, OpenLog } from "../../ports/logs.ts";

const CHUNK_BYTES = 1024 * 1024;
const MOST_BYTES = 2 * 1024 ** 3;
/** Suffix of a copy whose log was cut off. */
const CUT = ".cut";

/**
 * Copies logs that can only be read from the start (compressed or remote) to disk, so that they can be opened at any
 * byte. When the copies exceed `mostBytes`, the least recently used are deleted.
 */
export function spooled(logs: LogSource, folder: string, mostBytes = MOST_BYTES): LogSource {
  const underWay = new Map<string, Promise<string>>();

  function copyOnce(ref: RunRef, log: OpenLog): Promise<string> {
    const name = nameOf(ref, log);
    const copying = underWay.get(name) ?? findOrCopy(log, folder, name, mostBytes).finally(() => underWay.delete(name));
    underWay.set(name, copying);
    return copying;
  }

  return {
    async open(ref) {
      const log = await logs.open(ref);
      if (log.kind !== "log" || log.size !== null) return log;
      const file = await copyOnce(ref, log);
      const { size } = await stat(file);
      return { ...log, size, read: (from = 0) => readCopy(file, from) };
    },
  };
}

async function* readCopy(file: string, from: number): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { start: from, highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
  if (file.endsWith(CUT)) throw new TruncatedError();
}

async function findOrCopy(log: OpenLog, folder: string, name: string, mostBytes: number): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const file of [path.join(folder, name), path.join(folder, name + CUT)]) {
    const known = await stat(file).catch(() => undefined);
    if (!known) continue;
    await utimes(file, new Date(), known.mtime);
    return file;
  }
  const unfinished = path.join(folder, `${name}.${randomUUID()}`);
  try {
    const isCut = await copy(log, unfinished);
    const file = path.join(folder, isCut ? name + CUT : name);
    await rename(unfinished, file);
    await makeRoom(folder, path.basename(file), mostBytes);
    return file;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Copies a log and returns whether it was cut off. */
async function copy(log: OpenLog, file: string): Promise<boolean> {
  let isCut = false;
  async function* text(): AsyncGenerator<Uint8Array> {
    try {
      yield* log.read();
    } catch (error) {
      if (!(error instanceof TruncatedError)) throw error;
      isCut = true;
    }
  }
  await pipeline(text, createWriteStream(file, { mode: 0o600 }));
  return isCut;
}

async function makeRoom(folder: string, keep: string, mostBytes: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name !== keep);
  const files = await Promise.all(names.map(async (name) => ({ name, ...(await usedAt(path.join(folder, name))) })));
  let room = mostBytes - (await stat(path.join(folder, keep))).size;
  for (const { name, size } of files.sort((a, b) => b.at - a.at)) {
    room -= size;
    if (room < 0) await rm(path.join(folder, name), { force: true });
  }
}

async function usedAt(file: string): Promise<{ at: number; size: number }> {
  const found = await stat(file).catch(() => undefined);
  return { at: found?.atimeMs ?? 0, size: found?.size ?? 0 };
}

function nameOf({ job, id }: RunRef, { version }: OpenLog): string {
  return createHash("sha256")
    .update(JSON.stringify([job, id, version]))
    .digest("hex")
    .slice(0, 40);
}
