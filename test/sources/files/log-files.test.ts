import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OpenLog } from "../../../src/ports/logs.ts";
import { logFiles } from "../../../src/sources/files/log-files.ts";
import { spooled } from "../../../src/sources/files/spool.ts";
import { standingClock } from "../../support/clock.ts";
import { readText } from "../../support/read-text.ts";

const clock = standingClock(Date.parse("2021-06-21T00:00:00Z"));
const text = Array.from({ length: 30_000 }, (_, index) => `line ${index + 1} ${(index * 7919) % 1009} 失败\n`).join("");
const ref = { job: "a/b", id: 7 };
let logDir: string;
const logs = () => logFiles(logDir, clock);

beforeEach(() => {
  logDir = mkdtempSync(path.join(tmpdir(), "ci-stat-files-"));
});
afterEach(() => rmSync(logDir, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  const folder = path.join(logDir, "a/jobs/b/builds/7");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}
function zstd(...arguments_: readonly string[]): Buffer {
  return execFileSync("zstd", ["-q", "-c", ...arguments_], { input: text, maxBuffer: 1e8 });
}
const hasZstd = (() => {
  try {
    zstd();
    return true;
  } catch {
    return false;
  }
})();

async function openLog(source = logs()): Promise<OpenLog> {
  const answer = await source.open(ref);
  if (answer.kind !== "log") throw new Error(`no log: ${JSON.stringify(answer)}`);
  return answer;
}

test("a plain log says its size and is read from anywhere", async () => {
  write("log", text);
  const log = await openLog();
  expect(log.size).toBe(Buffer.byteLength(text));
  expect(await readText(log)).toEqual({ text, isCut: false });
  expect((await readText(log, 1000)).text).toBe(Buffer.from(text).subarray(1000).toString());
});

test.each(["log.gz", "log.1.gz"])("%s serves where there is no plain log", async (name) => {
  write(name, gzipSync(text));
  const log = await openLog();
  expect(log.size).toBe(null);
  expect(await readText(log)).toEqual({ text, isCut: false });
  expect((await readText(log, 200_000)).text).toBe(Buffer.from(text).subarray(200_000).toString());
});

test("gzip files that were put behind one another are one log", async () => {
  write("log.gz", Buffer.concat([gzipSync("one\n"), gzipSync("two\n")]));
  expect((await readText(await openLog())).text).toBe("one\ntwo\n");
});

test("an archive that is cut off gives what there is of it, and says so", async () => {
  const packed = gzipSync(text);
  write("log.gz", packed.subarray(0, packed.length / 2));
  const half = await readText(await openLog());
  expect(half.isCut).toBe(true);
  expect(half.text.length).toBeGreaterThan(text.length / 4);
  expect(text.startsWith(half.text.replace(/\ufffd+$/, ""))).toBe(true);
});

test("what only calls itself an archive is unreadable, with the reason", async () => {
  write("log.gz", "no archive at all");
  const log = await openLog();
  await expect(readText(log)).rejects.toMatchObject({ code: "Z_DATA_ERROR" });
});

describe.skipIf(!hasZstd)("zstd", () => {
  test.each([["-1"], ["-19"], ["--check"]])("packed with %s is unpacked", async (level) => {
    write("log.zst", zstd(level));
    expect(await readText(await openLog())).toEqual({ text, isCut: false });
  });

  test("that is cut off gives what there is of it, and says so", async () => {
    const packed = zstd();
    write("log.zst", packed.subarray(0, packed.length / 2));
    const half = await readText(await openLog());
    expect(half.isCut).toBe(true);
    expect(text.startsWith(half.text.replace(/\ufffd+$/, ""))).toBe(true);
  });
});

test("the plain log comes before a packed one beside it", async () => {
  write("log.gz", gzipSync("packed"));
  write("log", "plain");
  expect((await readText(await openLog())).text).toBe("plain");
});

test("no log, and no folder of logs, is no fault", async () => {
  expect(await logs().open(ref)).toEqual({ kind: "none" });
  expect(await logFiles(undefined, clock).open(ref)).toEqual({ kind: "none" });
  expect(await logFiles(path.join(logDir, "missing"), clock).open(ref)).toEqual({ kind: "none" });
  for (const job of ["../x", "..", "a/../../b", "a\0b", ""])
    expect(await logs().open({ job, id: 7 })).toEqual({ kind: "none" });
});

test.skipIf(process.getuid?.() === 0)("a log without the right to read it is unreadable", async () => {
  chmodSync(write("log", text), 0);
  expect(await logs().open(ref)).toEqual({ kind: "unreadable", reason: "EACCES" });
});

test("a log grows while it was written to lately, unless it says that the build finished", async () => {
  const file = write("log", "[2021-06-21T00:00:00.000Z] half a bui");
  const touched = (secondsAgo: number) => utimesSync(file, 0, clock.now() / 1000 - secondsAgo);
  touched(2);
  expect((await openLog()).growing).toBe(true);
  touched(60);
  expect((await openLog()).growing).toBe(false);
  write("log", "done\nFinished: FAILURE\n");
  touched(2);
  expect((await openLog()).growing).toBe(false);
});

describe("copies of what can only be read through", () => {
  const folder = () => path.join(logDir, "spool");

  test("are opened in the middle, made once, and remember that the log was cut off", async () => {
    const packed = gzipSync(text);
    write("log.gz", packed.subarray(0, packed.length - 20));
    let readings = 0;
    const counted = {
      open: async () => {
        const log = await openLog();
        const read = (from?: number) => {
          readings++;
          return log.read(from);
        };
        return { ...log, read };
      },
    };
    const source = spooled(counted, folder());
    const [one, two] = await Promise.all([openLog(source), openLog(source)]);
    const again = await openLog(spooled(counted, folder()));
    expect(readings).toBe(1);
    expect(one.size).toBeGreaterThan(10_000);
    const { text: whole, isCut } = await readText(two);
    expect(isCut).toBe(true);
    expect((await readText(again, 5000)).text).toBe(Buffer.from(whole).subarray(5000).toString());
  });

  test("make room for one another, those that were not used for longest first", async () => {
    const source = (id: number) => ({
      open: async (): Promise<OpenLog> => ({
        kind: "log",
        size: null,
        version: String(id),
        growing: false,
        read: async function* () {
          yield Buffer.alloc(1000, 65);
        },
      }),
    });
    const seen = new Set<string>();
    for (let id = 0; id < 8; id++) {
      await openLog(spooled(source(id), folder(), 3500));
      for (const name of readdirSync(folder()).filter((each) => !seen.has(each))) {
        utimesSync(path.join(folder(), name), id, id);
        seen.add(name);
      }
    }
    expect(readdirSync(folder())).toHaveLength(3);
    const log = await openLog(spooled(source(7), folder(), 3500));
    expect((await readText(log)).text).toBe("A".repeat(1000));
  });

  test("plain logs are not copied", async () => {
    write("log", text);
    expect((await openLog(spooled(logs(), folder()))).size).toBe(Buffer.byteLength(text));
    expect(readdirSync(logDir)).not.toContain("spool");
  });

  test("a log that cannot be read leaves nothing behind", async () => {
    write("log.gz", "no archive at all");
    await expect(spooled(logs(), folder()).open(ref)).rejects.toMatchObject({ code: "Z_DATA_ERROR" });
    expect(readdirSync(folder())).toEqual([]);
  });
});
