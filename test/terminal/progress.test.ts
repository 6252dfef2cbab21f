import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress, type Progress, whileComing } from "../../src/terminal/progress.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function screen(isTTY: boolean) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const terminal = Object.assign(stream, { isTTY, columns: 100, cursorTo() {}, clearLine() {} });
  return { err: terminal as unknown as NodeJS.WriteStream, text: () => stripVTControlCharacters(chunks.join("")) };
}

function work(err: NodeJS.WriteStream, ms: number, unit: string, does: (progress: Progress) => void): void {
  const progress = createProgress(err, unit);
  vi.advanceTimersByTime(ms);
  does(progress);
  progress.stop();
}

test.each([
  { what: "a part of what is known", unit: "runs", does: [400, 100], shows: "25%  100/400 runs  50/s  6s left" },
  { what: "bytes", unit: "bytes", does: [4e8, 1e8], shows: "25%  100 MB/400 MB  50 MB/s  6s left" },
  { what: "what has no known end", unit: "logs", does: [0, 100], shows: " 2s  100 logs  50/s" },
])(
  "what takes longer than a second shows how far it is and how fast: $what",
  ({ unit, does: [total, done], shows }) => {
    const { err, text } = screen(true);
    work(err, 2_000, unit, (progress) => {
      progress.expect(total ?? 0);
      progress.done(done ?? 0);
    });
    expect(text()).toContain(shows);
  },
);

test("where nothing can be counted a mark moves, and says for how long already", () => {
  const { err, text } = screen(true);
  work(err, 3_050, "logs", () => {});
  expect(text()).toMatch(/⠋ 1s.*⠙ 1s.*⠋ 2s.*⠋ 3s/);
});

test("after everything counted is done, the mark moves on until all is", () => {
  const { err, text } = screen(true);
  const progress = createProgress(err, "logs");
  progress.expect(2);
  vi.advanceTimersByTime(1_500);
  progress.done(2);
  vi.advanceTimersByTime(2_500);
  progress.stop();
  expect(text()).toMatch(/⠋ 4s$/);
});

test("a step is named at once: work that lets no timer run could not name it later", () => {
  const { err, text } = screen(true);
  work(err, 0, "", (progress) => progress.step("ci_stat_window"));
  expect(text()).toContain("0s  ci_stat_window");
});

test("what is done within a second shows nothing", () => {
  const { err, text } = screen(true);
  work(err, 900, "runs", (progress) => progress.done(1));
  expect(text()).toBe("");
});

test("nothing is shown where nobody looks", () => {
  const { err, text } = screen(false);
  work(err, 60_000, "runs", (progress) => progress.step("a"));
  expect(text()).toBe("");
});

test("pieces come to a clean line, however long they take", async () => {
  const { err, text } = screen(true);
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  async function* pieces() {
    yield "first";
    await wait(2_000);
    yield "second";
  }
  const coming = whileComing(err, pieces());
  expect((await coming.next()).value).toBe("first");
  expect(text()).toBe("");
  const second = coming.next();
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await second).value).toBe("second");
  expect(text()).toContain("⠋ 1s");
  expect((await coming.next()).done).toBe(true);
});

test("no handler of signals is left behind", () => {
  const { err } = screen(true);
  const before = process.listenerCount("SIGINT");
  const progress = createProgress(err);
  expect(process.listenerCount("SIGINT")).toBe(before + 1);
  progress.stop();
  expect(process.listenerCount("SIGINT")).toBe(before);
});
