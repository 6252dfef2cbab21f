import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createIssueLedger } from "../../../src/database/queues/issue-ledger.ts";
import type { TrackedIssue } from "../../../src/model/issue.ts";
import type { IssueLease, IssueLedger } from "../../../src/ports/issues.ts";
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

async function claimed(ledger: IssueLedger, now: number): Promise<IssueLease> {
  const lease = await ledger.claim(entry.subject, entry.cases, 8_000, now);
  if (!lease) throw new Error("expected the subject to be free");
  return lease;
}

describe.each(engines)("the ledger of issues, on $engine", (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await engine.open();
    await migrateOwnTables(database);
  });
  afterEach(() => database.drop());

  test("one of many processes claims a subject, and it is free again once the claim runs out", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    const claim = (now: number) => ledger.claim(entry.subject, entry.cases, 100, now);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(1_000)));
    expect(claims.filter(Boolean)).toMatchObject([{ knownSince: 1_000 }]);
    expect(await claim(1_099)).toBeUndefined();
    const later = await Promise.all(Array.from({ length: 8 }, () => claim(1_100)));
    expect(later.filter(Boolean)).toMatchObject([{ knownSince: 1_000 }]);
  });

  test("everything known about a subject is stored, and the claim is released", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    expect(await ledger.keep(await claimed(ledger, 1_000), entry, 2_000)).toBe(true);
    expect(await ledger.tracked()).toEqual([entry]);
    expect(await claimed(ledger, 2_001)).toMatchObject({ knownSince: 1_000 });
    await ledger.announced(entry.subject, "closed");
    expect(await ledger.tracked()).toEqual([entry]);
    await ledger.announced(entry.subject, "filed");
    expect(await ledger.tracked()).toEqual([{ ...entry, notice: null }]);
  });

  test("a released claim is free at once", async () => {
    const ledger = createIssueLedger(database, "pingcap/tidb");
    await ledger.release(await claimed(ledger, 1_000));
    expect(await claimed(ledger, 1_001)).toMatchObject({ knownSince: 1_000 });
  });

  test("subjects differ by case and by accent, and each repository has its own", async () => {
    const [one, other] = ["pingcap/tidb", "tikv/tikv"].map((repo) => createIssueLedger(database, repo));
    for (const subject of ["case:TestA", "case:Testa", "case:Testá"])
      expect(await one?.claim(subject, [], 8, 1)).toMatchObject({ knownSince: 1 });
    expect(await other?.claim("case:TestA", [], 8, 1)).toMatchObject({ knownSince: 1 });
    expect(await one?.tracked()).toHaveLength(3);
    expect(await other?.tracked()).toHaveLength(1);
  });

  test("decisions are listed newest first", async () => {
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
