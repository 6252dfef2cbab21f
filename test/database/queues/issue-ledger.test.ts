import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createIssueLedger } from "../../../src/database/queues/issue-ledger.ts";
import type { TrackedIssue } from "../../../src/model/issue.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";

const entry: TrackedIssue = {
  subject: "case:a.TestB",
  cases: ["a.TestB"],
  state: "open",
  number: 12,
  url: "https://github.com/pingcap/tidb/issues/12",
  filedAt: 1_624_204_800_000,
  closedAt: null,
  snoozedUntil: null,
  lastFailed: 1_624_123_456_789,
  offeredAt: null,
  notice: "filed",
};

describe.each(engines)("the ledger of issues, on $engine", (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.open();
    await migrateOwnTables(database);
  });
  afterEach(() => database.drop());

  test("a subject is claimed by one of many, and again when the claim ran out", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    const claim = (now: number) => ledger.claim(entry.subject, entry.cases, now, now + 100);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(1_000)));
    expect(claims.filter(Boolean)).toEqual([{ since: 1_000 }]);
    expect(await claim(1_099)).toBe(false);
    const later = await Promise.all(Array.from({ length: 8 }, () => claim(1_100)));
    expect(later.filter(Boolean)).toEqual([{ since: 1_000 }]);
  });

  test("what is known is kept whole, and gives the claim up", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    await ledger.claim(entry.subject, entry.cases, 1_000, 9_000);
    await ledger.keep(entry, 2_000);
    expect(await ledger.tracked()).toEqual([entry]);
    expect(await ledger.claim(entry.subject, [], 2_001, 3_000)).toEqual({ since: 1_000 });
    await ledger.announced(entry.subject);
    expect(await ledger.tracked()).toEqual([{ ...entry, notice: null }]);
  });

  test("a claim that is given up is free at once", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    await ledger.claim(entry.subject, entry.cases, 1_000, 9_000);
    await ledger.release(entry.subject);
    expect(await ledger.claim(entry.subject, entry.cases, 1_001, 9_000)).toEqual({ since: 1_000 });
  });

  test("subjects differ by case and by accent, and each repository has its own", async () => {
    const [one, other] = ["pingcap/tidb", "tikv/tikv"].map((repo) => createIssueLedger(database, repo));
    for (const subject of ["case:TestA", "case:Testa", "case:Testá"])
      expect(await one?.claim(subject, [], 1, 9)).toEqual({ since: 1 });
    expect(await other?.claim("case:TestA", [], 1, 9)).toEqual({ since: 1 });
    expect(await one?.tracked()).toHaveLength(3);
    expect(await other?.tracked()).toHaveLength(1);
  });

  test("decisions are kept, the newest first", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    const first = { subject: entry.subject, kind: "snooze", by: "ou_a", at: 1, number: null } as const;
    const second = { subject: entry.subject, kind: "file", by: "ou_b", at: 2, number: 12 } as const;
    await ledger.decided(first);
    await ledger.decided(second);
    expect(await ledger.decisions()).toEqual([second, first]);
  });

  test("the last count is kept", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    expect(await ledger.lastCount()).toBeUndefined();
    await ledger.counted(400, 5);
    await ledger.counted(390, 6);
    expect(await ledger.lastCount()).toEqual({ openIssues: 390, countedAt: 6 });
  });
});
