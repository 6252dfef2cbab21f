import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import type { Failure, Scan } from "../../../src/model/failure.ts";
import type { Run } from "../../../src/model/run.ts";
import type { FailureStore } from "../../../src/ports/failure-store.ts";
import { asRoot, engines, type TestDatabase } from "../../support/engines.ts";
import { at } from "../../support/runs.ts";

const time = at("2021-06-20 10:00:00");
const window = { begin: time, end: time + 1 };
const whole = { limit: 1_000, offset: 0 };

/** Texts of any length and kind: emoji, lone surrogates, NUL, and far longer than any column. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constantFrom("\u{1f4a5}".repeat(40_000), "\ud800", "\0", "x".repeat(70_000), "’; drop table ci_data; --", ""),
);
const maybe = fc.option(text, { nil: null });
const whatever = fc.oneof(fc.integer(), fc.constantFrom(2 ** 31, 2 ** 40, -1, Number.MAX_SAFE_INTEGER));

const failures: fc.Arbitrary<Failure> = fc.record({
  cause: fc.constantFrom("case", "compile", "check", "env"),
  name: text,
  file: maybe,
  line: whatever,
  logLine: whatever,
  durationMs: whatever,
  excerpt: text,
  target: maybe,
  fingerprint: text,
  rule: maybe,
  owner: maybe,
  hint: maybe,
});

const runs: fc.Arbitrary<Run> = fc.record({
  job: fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 }),
  id: fc.constantFrom(1, 2 ** 31, 2 ** 32 + 7),
  status: fc.constantFrom("FAILURE", "UNSTABLE"),
  time: fc.constant(time),
  durationMs: fc.constant(null),
  commit: maybe,
  branch: maybe,
  repo: maybe,
  comment: maybe,
  pullRequest: fc.constantFrom(null, {
    repo: "a/b",
    number: Number.MAX_SAFE_INTEGER,
    title: null,
    author: null,
    branch: null,
    link: null,
  }),
});

const found = fc.record({
  failures: fc.array(failures, { maxLength: 6 }),
  retriedCases: fc.oneof(fc.array(text, { maxLength: 3 }), fc.constant(Array(900).fill("retried_".repeat(30)))),
  rulesVersion: text,
  lastCheckout: maybe,
  durations: fc.array(fc.record({ name: text, durationMs: whatever }), { maxLength: 3 }),
});

describe.each(engines)("on $engine", ({ engine, open }) => {
  let database: TestDatabase;
  let store: FailureStore;
  beforeAll(async () => {
    database = await open();
    await migrateOwnTables(database);
    store = createFailureStore(database);
  });
  afterAll(() => database.drop());

  test("hostile runs and logs are stored, cut to the columns, and read back", async () => {
    await fc.assert(
      fc.asyncProperty(runs, found, async (run, { failures: list, ...rest }) => {
        const scan: Scan = { job: run.job, id: run.id, outcome: "log", failures: list, ...rest };
        await store.save(run, scan);
        const kept = await store.scan(run);
        expect(kept?.outcome).toBe("log");
        expect(kept?.failures).toHaveLength(list.length);
        const [first] = kept?.failures ?? [];
        if (first) expect(list[0]?.excerpt.replaceAll(/[\ud800-\udfff]/g, "")).toContain(plainBegin(first.excerpt));
      }),
      { numRuns: 60 },
    );
    expect((await store.unkept(whole)).total).toBe(0);
  });

  test("a run with hundreds of failures keeps them all, the later ones with short excerpts", async () => {
    const run = runOf("many");
    const list = Array.from({ length: 400 }, (_, index) => failureOf(`Test${index}`, "y".repeat(3_000)));
    await store.save(run, { ...emptyScan(run), failures: list });
    const kept = (await store.scan(run))?.failures ?? [];
    expect(kept.map(({ name }) => name)).toEqual(list.map(({ name }) => name));
    expect(kept[0]?.excerpt).toHaveLength(3_000);
    expect(kept[399]?.excerpt).toHaveLength(500);
    expect(kept.reduce((length, { excerpt }) => length + excerpt.length, 0)).toBeLessThan(400_000);
  });

  test.skipIf(engine !== "mysql")("a run that the database still refuses is marked, and others are kept", async () => {
    await asRoot(`use ${database.settings.database};
      create trigger refuse before insert on ci_stat_failures for each row begin
        if new.name = 'refused' then signal sqlstate '22001' set message_text = 'planted: data too long'; end if;
      end`);
    const run = runOf("refused");
    await store.save(run, { ...emptyScan(run), failures: [failureOf("refused", "")] });
    await store.save(runOf("other"), { ...emptyScan(runOf("other")), failures: [failureOf("kept", "")] });
    expect(await store.scan(run)).toMatchObject({ outcome: "unkept", failures: [] });
    expect((await store.unkept(whole)).items).toEqual([
      { job: "refused", id: 7, time, reason: "planted: data too long" },
    ]);
    expect((await store.scanned(window)).map(({ job }) => job)).toEqual(expect.arrayContaining(["refused", "other"]));
    await store.save(run, emptyScan(run));
    expect((await store.unkept(whole)).total).toBe(0);
  });

  test("only scans older than the retention are deleted", async () => {
    const [old, young] = [runOf("old", time - 2), runOf("young", time - 1)];
    for (const run of [old, young])
      await store.save(run, { ...emptyScan(run), failures: [failureOf(`fails in ${run.job}`, "")] });
    expect(await store.prune(time - 1)).toBe(1);
    expect(await store.scan(old)).toBeUndefined();
    expect((await store.ofRuns([old, young])).map((run) => run.failures.length)).toEqual([0, 1]);
  });
});

function plainBegin(excerpt: string): string {
  return excerpt.replaceAll(/[\ud800-\udfff�]/g, "").slice(0, 50);
}

function runOf(job: string, began = time): Run {
  const nothing = { durationMs: null, commit: null, branch: null, repo: null, comment: null, pullRequest: null };
  return { job, id: 7, status: "FAILURE", time: began, ...nothing };
}

function emptyScan({ job, id }: Run): Scan {
  const nothing = { failures: [], retriedCases: [], durations: [], lastCheckout: null };
  return { job, id, outcome: "log", rulesVersion: "1", ...nothing };
}

function failureOf(name: string, excerpt: string): Failure {
  const nothing = {
    file: null,
    line: null,
    logLine: null,
    durationMs: null,
    target: null,
    rule: null,
    owner: null,
    hint: null,
  };
  return { cause: "case", name, excerpt, fingerprint: "f", ...nothing };
}
