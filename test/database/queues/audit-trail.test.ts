import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createAuditTrail } from "../../../src/database/queues/audit-trail.ts";
import type { AuditTrail } from "../../../src/ports/audit-trail.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";

describe.each(engines)("the audit trail on $engine", (engine) => {
  let database: TestDatabase;
  let trail: AuditTrail;
  beforeAll(async () => {
    database = await engine.open();
    await migrateOwnTables(database);
    trail = createAuditTrail(database);
  });
  afterAll(() => database.drop());

  const all = { begin: 0, end: 10_000 };

  test("lists who did what, newest first, in pages, and forgets what is too old", async () => {
    const entry = { who: "ou_alice", chatId: "oc_team", result: "done" } as const;
    await trail.append({ ...entry, at: 1_000, action: "mute 2h" });
    await trail.append({ ...entry, at: 2_000, action: "unmute", who: "terminal", chatId: null });
    await trail.append({ ...entry, at: 2_000, action: "subscribe daily", result: "refused" });
    const newest = await trail.list(all, { limit: 2, offset: 0 });
    expect(newest.total).toBe(3);
    expect(newest.items).toEqual([
      { ...entry, at: 2_000, action: "subscribe daily", result: "refused" },
      { ...entry, at: 2_000, action: "unmute", who: "terminal", chatId: null },
    ]);
    expect((await trail.list({ begin: 0, end: 2_000 }, { limit: 9, offset: 0 })).items).toEqual([
      { ...entry, at: 1_000, action: "mute 2h" },
    ]);
    await trail.forget(2_000);
    expect((await trail.list(all, { limit: 9, offset: 0 })).total).toBe(2);
  });

  test("whatever is longer than a column is cut, and kept", async () => {
    const long = { at: 9_000, who: "u".repeat(300), chatId: "c".repeat(300), action: `x${"🙂".repeat(600)}` };
    await trail.append({ ...long, result: "failed" });
    const [kept] = (await trail.list({ begin: 9_000, end: 9_001 }, { limit: 1, offset: 0 })).items;
    expect([kept?.who.length, kept?.chatId?.length]).toEqual([100, 100]);
    expect(kept?.action.startsWith("x🙂🙂")).toBe(true);
  });
});
