import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../../src/database/failures/failure-store.ts";
import { putFacts, readFacts } from "../../../src/database/runs/build-facts.ts";
import type { Run } from "../../../src/model/run.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";
import { at } from "../../support/runs.ts";

const run: Run = {
  job: "nightly",
  id: 2 ** 40,
  status: "ABORTED",
  time: at("2021-06-20 10:00:00"),
  durationMs: 1,
  commit: null,
  branch: "x".repeat(300),
  repo: null,
  comment: null,
  pullRequest: null,
};
const nothing = {
  originalStatus: null,
  abort: null,
  source: null,
};

describe.each(engines)("what ci_data has no place for, on $engine", ({ open }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await open();
    await migrateOwnTables(database);
  });
  afterEach(() => database.drop());
  const facts = () => readFacts(database.kysely, run);

  test("is added to what is known, and the rest stays as it is", async () => {
    await putFacts(database.kysely, run, { source: "github_branch_source" });
    await putFacts(database.kysely, run, { originalStatus: "NOT_BUILT", abort: null });
    expect(await facts()).toEqual({ ...nothing, source: "github_branch_source", originalStatus: "NOT_BUILT" });
  });

  test("makes no row where there is nothing to say", async () => {
    await putFacts(database.kysely, run, nothing);
    await putFacts(database.kysely, run, {});
    expect(await facts()).toBeUndefined();
  });

  test("is cut where it does not fit", async () => {
    const long = "😀".repeat(20_000);
    const abort = { reason: "person", detail: long } as const;
    await putFacts(database.kysely, run, { source: long, originalStatus: long, abort });
    expect((await facts())?.abort?.detail?.startsWith("😀".repeat(100))).toBe(true);
  });

  test("keeps a known reason of an abort where another look finds none", async () => {
    const known = { reason: "person", detail: "alice" } as const;
    await putFacts(database.kysely, run, { abort: { reason: "unknown", detail: null } });
    expect((await facts())?.abort).toEqual({ reason: "unknown", detail: null });
    await putFacts(database.kysely, run, { abort: known });
    await putFacts(database.kysely, run, { abort: { reason: "unknown", detail: null } });
    expect((await facts())?.abort).toEqual(known);
    await putFacts(database.kysely, run, { abort: null });
    expect((await facts())?.abort).toBeNull();
  });

  test("is dropped with what was found in the run", async () => {
    await putFacts(database.kysely, run, { source: "gitee" });
    const store = createFailureStore(database);
    await store.prune(run.time ?? 0);
    expect(await facts()).toMatchObject({ source: "gitee" });
    await store.prune((run.time ?? 0) + 1);
    expect(await facts()).toBeUndefined();
  });
});
