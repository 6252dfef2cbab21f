import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { builtinRules } from "../../src/logs/rules.ts";
import { type LogScan, scanLog } from "../../src/logs/scan-log.ts";
import { asChunks, scanText } from "./scan-text.ts";

const folder = fileURLToPath(new URL("../fixtures/logs", import.meta.url));
const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".log"));
const logs = paths.map((path) => readFileSync(`${folder}/${path}`));
const rules = builtinRules();
const runs = { numRuns: 150 };

const anyPath = fc.constantFrom(...paths);
const read = (path: string): Buffer => logs[paths.indexOf(path)] ?? Buffer.alloc(0);

/** What a scan says about the run, without how the log was written. */
function outcomeOf({ failures, retriedCases, lastCheckout, explained }: LogScan) {
  return { failures, retriedCases, lastCheckout, explained };
}

/** What was found, without its place in the log and the lines around it. */
function findingsOf({ failures, retriedCases, lastCheckout }: LogScan) {
  const found = failures.map(({ cause, name, file, line, target, fingerprint }) => ({
    cause,
    name,
    file,
    line,
    target,
    fingerprint,
  }));
  return { found, retriedCases, lastCheckout };
}

function cut(log: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (log.length + 1)).sort((a, b) => a - b), log.length];
  return at.slice(1).map((end, index) => log.subarray(at[index], end));
}

test("the place where a chunk ends changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(anyPath, fc.array(fc.nat(), { maxLength: 40 }), async (path, places) => {
      const log = read(path);
      expect(await scanLog(asChunks(...cut(log, places)), rules)).toEqual(await scanText(log));
    }),
    runs,
  );
});

test("one byte at a time changes nothing", async () => {
  for (const log of logs.slice(0, 12)) {
    const bytes = Array.from(log, (byte) => Uint8Array.of(byte));
    expect(await scanLog(asChunks(...bytes), rules)).toEqual(await scanText(log));
  }
});

test("a failure is read the same far into a long log and at its beginning", async () => {
  const filler = `[2021-02-02T08:12:36.428Z] PASS: executor_test.go:1: testSuite.TestErrorFail\t0.1s\n`;
  await fc.assert(
    fc.asyncProperty(anyPath, fc.integer({ min: 1, max: 1_400_000 }), fc.nat(), async (path, bytes, place) => {
      const log = read(path);
      const before = Buffer.from(
        `${filler.repeat(Math.ceil(bytes / filler.length))}--- PASS: TestA (0.1s)\nok  \tx/y\t1.0s\n`,
      );
      const scan = await scanLog(asChunks(...cut(Buffer.concat([before, log]), [place, place * 7])), rules);
      expect(findingsOf(scan)).toEqual(findingsOf(await scanText(log)));
    }),
    { numRuns: 60 },
  );
});

test("line endings change nothing", async () => {
  for (const log of logs) {
    const windows = Buffer.from(log.toString("latin1").replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"), "latin1");
    expect(outcomeOf(await scanText(windows))).toEqual(outcomeOf(await scanText(log)));
  }
});

test("colours change nothing, wherever they begin and end", async () => {
  const plain = logs.filter((log) => !log.includes("\u001b"));
  expect(plain.length).toBeGreaterThan(60);
  for (const log of plain) {
    const colored = log.toString("latin1").replace(/\S+/g, (word) => `\u001b[1;31m${word}\u001b[0m`);
    expect(outcomeOf(await scanText(Buffer.from(colored, "latin1")))).toEqual(outcomeOf(await scanText(log)));
  }
});

test("a missing or an additional newline at the end changes nothing", async () => {
  for (const log of logs) {
    const bare = log.subarray(0, log.length - (log.at(-1) === 10 ? 1 : 0));
    const expected = outcomeOf(await scanText(log));
    expect(outcomeOf(await scanText(bare))).toEqual(expected);
  }
});

test("NUL bytes change nothing, wherever they are", async () => {
  await fc.assert(
    fc.asyncProperty(anyPath, fc.array(fc.nat(), { maxLength: 20 }), async (path, places) => {
      const log = read(path);
      const withNul = Buffer.concat(cut(log, places).flatMap((piece) => [piece, Buffer.alloc(3)]));
      expect(outcomeOf(await scanText(withNul))).toEqual(outcomeOf(await scanText(log)));
    }),
    runs,
  );
});

test("a line of a megabyte, or of invalid UTF-8, changes nothing but line numbers", async () => {
  const lines = [
    Buffer.alloc(1 << 20, "x"),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80]),
    Buffer.alloc(1 << 20, "FAIL: "),
  ];
  await fc.assert(
    fc.asyncProperty(anyPath, fc.nat({ max: lines.length - 1 }), async (path, which) => {
      const log = read(path);
      const line = lines[which] ?? Buffer.alloc(0);
      const filler = Buffer.concat([line, Buffer.from("\n\n")]);
      const expected = findingsOf(await scanText(log));
      expect(findingsOf(await scanText(Buffer.concat([filler, log])))).toEqual(expected);
    }),
    runs,
  );
});

test("no bytes make the scanner throw", async () => {
  await fc.assert(
    fc.asyncProperty(anyPath, fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.nat(), async (path, bytes, from, to) => {
      const log = read(path);
      const torn = Buffer.concat([log.subarray(0, from % log.length), bytes, log.subarray(to % log.length)]);
      const scan = await scanText(torn);
      expect(scan.bytes).toBe(torn.length);
    }),
    { numRuns: 400 },
  );
});

test("the line of a failure is counted from the first line of the log", async () => {
  const scan = await scanText(`${"x\n".repeat(300_000)}--- FAIL: TestA (0.00s)\n    a_test.go:1: no\n`);
  expect(scan.failures.map(({ logLine }) => logLine)).toEqual([300_001]);
  expect(scan.lines).toBe(300_002);
});
