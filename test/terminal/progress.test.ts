import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress } from "../../src/terminal/progress.ts";

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

function work(err: NodeJS.WriteStream, ms: number): void {
  const progress = createProgress(err, "runs");
  progress.expect(400);
  vi.advanceTimersByTime(ms);
  progress.done(100);
  progress.stop();
}

test("what takes longer than a second shows how far it is, how fast, and how long still", () => {
  const { err, text } = screen(true);
  work(err, 2_000);
  expect(text()).toContain("25%  100/400 runs  50/s  6s left");
});

test("what is done within a second shows nothing", () => {
  const { err, text } = screen(true);
  work(err, 900);
  expect(text()).toBe("");
});

test("nothing is shown where nobody looks", () => {
  const { err, text } = screen(false);
  work(err, 60_000);
  expect(text()).toBe("");
});
