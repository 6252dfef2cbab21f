import fc from "fast-check";
import { expect, test } from "vitest";
import { findLines } from "../../src/log-page/find.ts";
import { indexLines } from "../../src/log-page/line-index.ts";
import { linesFrom } from "../../src/log-page/shelf.ts";
import { openShowing } from "../../src/log-page/show-line.ts";
import { openSplitter } from "../../src/log-page/split-lines.ts";
import { readWindow } from "../../src/log-page/window.ts";
import type { OpenLog } from "../../src/ports/logs.ts";

async function* chunksOf(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
const logOf = (bytes: Buffer, sizes: readonly number[]): OpenLog => ({
  kind: "log",
  size: bytes.length,
  version: "1",
  growing: false,
  read: (from = 0) => chunksOf(bytes.subarray(from), sizes),
});
const indexed = (bytes: Buffer, sizes: readonly number[]) => {
  const log = logOf(bytes, sizes);
  return { kind: "log" as const, log, index: indexLines(log.read()) };
};

const line = fc.oneof(
  fc.string({ maxLength: 40, unit: "binary" }),
  fc.constantFrom("", "\r", "失败 — 🚀", "x".repeat(40_000)),
);
const text = fc
  .array(line, { maxLength: 400 })
  .map((lines) => lines.map((each) => each.replaceAll("\n", " ")).join("\n"));
const sizes = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 });

test("wherever chunks end, lines are those of the text, from any line on", async () => {
  const property = fc.asyncProperty(text, sizes, fc.integer({ min: 1, max: 450 }), async (content, cuts, first) => {
    const bytes = Buffer.from(content);
    const expected = content === "" ? [] : content.replace(/\n$/, "").split("\n");
    const log = indexed(bytes, cuts);
    const seen: { number: number; raw: string; missing: number }[] = [];
    for await (const batch of linesFrom(log, first)) seen.push(...batch.lines);
    const wanted = seen.filter(({ number }) => number >= first);
    expect(wanted.map(({ number }) => number)).toEqual(
      expected.map((_, index) => index + 1).filter((number) => number >= first),
    );
    for (const { number, raw, missing } of wanted) {
      const whole = (expected[number - 1] ?? "").replaceAll("\0", "");
      if (missing === 0) expect(raw).toBe(Buffer.from(whole).toString());
      else expect(whole.startsWith(raw.replace(/\ufffd+$/, ""))).toBe(true);
    }
    await log.index.finished();
    expect(log.index.extent()).toEqual({ lines: expected.length, bytes: bytes.length, whole: true });
  });
  await fc.assert(property, { numRuns: 150 });
});

test("a search finds the lines that hold the words, wherever chunks end", async () => {
  const words = fc.constantFrom("needle", "nee", "失败", "e");
  const hay = fc.constantFrom("hay", "a NEEDLE here", "nee", "need\u001b[1mle", "失败", "x", "");
  const lines = fc.array(hay, { maxLength: 300 });
  const small = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 });
  const property = fc.asyncProperty(lines, small, words, async (content, cuts, needle) => {
    const found: number[] = [];
    for await (const { line } of findLines(indexed(Buffer.from(content.join("\n")), cuts), needle, 1))
      if (line) found.push(line.number);
    const plain = content.map((each) => each.replace("\u001b[1m", "").toLowerCase());
    expect(found).toEqual(plain.flatMap((each, index) => (each.includes(needle) ? [index + 1] : [])));
  });
  await fc.assert(property, { numRuns: 200 });
});

test("whatever bytes a log holds, its window is read and nothing throws", async () => {
  const property = fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), sizes, async (content, cuts) => {
    const { lines } = await readWindow(indexed(Buffer.from(content), cuts), 1);
    for (const { text: shown, stamp } of lines) expect(shown + stamp).not.toContain("\0");
  });
  await fc.assert(property, { numRuns: 200 });
});

test("a million lines keep few marks: one in so many bytes", async () => {
  const bytes = Buffer.from("ab\n".repeat(1_000_000));
  const { index } = indexed(bytes, [65_536]);
  const mark = await index.markBefore(777_777);
  expect(mark.line).toBeLessThanOrEqual(777_777);
  expect(777_777 - mark.line).toBeLessThan(25_000);
  expect(mark.offset).toBe((mark.line - 1) * 3);
});

test("a line longer than memory should hold is counted, not kept", () => {
  const splitter = openSplitter();
  for (let piece = 0; piece < 100; piece++)
    expect(splitter.split(Buffer.alloc(1_000_000, 120))).toEqual({ lines: [], passed: 0 });
  const [only] = splitter.split(Buffer.from("\nnext")).lines;
  expect(only?.raw.length).toBe(16 << 10);
  expect(only?.missing).toBe(100_000_000 - (16 << 10));
  expect(splitter.rest()).toEqual([{ raw: "next", missing: 0 }]);
});

test.each([
  ["a stamp stands apart", "[2021-02-02T08:12:36.428Z] text", { stamp: "[2021-02-02T08:12:36.428Z] ", text: "text" }],
  ["a line without one", "text", { stamp: "", text: "text" }],
  ["of a meter the last state is shown", "10%\r20%\r30%", { stamp: "", text: "30%" }],
  ["and its stamp stays", "12:00:01  10%\r99%\r", { stamp: "12:00:01  ", text: "99%" }],
  ["a secret is masked", "password=hunter2hunter2", { stamp: "", text: "password=***" }],
  [
    "a key on one line is no beginning of another",
    "-----BEGIN PRIVATE KEY-----x-----END PRIVATE KEY-----",
    { stamp: "" },
  ],
])("%s", (_, raw, expected) => {
  expect(openShowing()(raw)).toMatchObject({ ...expected, cut: 0 });
});
