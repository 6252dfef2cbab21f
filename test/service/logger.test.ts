import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { traced } from "../../src/ports/trace.ts";
import { createLogger, createTerminalLogger } from "../../src/service/logger.ts";

function written(log: (logger: ReturnType<typeof createTerminalLogger>) => void): string {
  const stderr = new PassThrough();
  log(createTerminalLogger("warn", stderr));
  return String(stderr.read() ?? "");
}

test("a person in a terminal reads plain words, and no JSON", () => {
  expect(written((log) => log.warn({ file: "x" }, "no right to create tables"))).toBe("no right to create tables\n");
});

test("what an error says is added, without its stack and with its secrets masked", () => {
  const text = written((log) =>
    log.error({ err: new Error("https://u:hunter2secret@db.example refused") }, "not sent"),
  );
  expect(text).toMatch(/^not sent: .* refused\n$/);
  expect(text).not.toContain("hunter2secret");
});

test("what is less than the level is not written", () => {
  expect(written((log) => log.info("listening"))).toBe("");
});

test("what is logged for an event carries its id, also after its request has been answered", async () => {
  const lines: string[] = [];
  const log = createLogger("info", { write: (line) => lines.push(line) });
  let later = Promise.resolve();
  traced("message:om_1", () => {
    log.info("taken");
    later = new Promise((resolve) => setImmediate(resolve)).then(() => log.info("answered"));
  });
  log.info("a chore");
  await later;
  const fields = lines.map((line) => JSON.parse(line) as { msg: string; event?: string });
  expect(fields.map(({ msg, event }) => [msg, event])).toEqual([
    ["taken", "message:om_1"],
    ["a chore", undefined],
    ["answered", "message:om_1"],
  ]);
});
