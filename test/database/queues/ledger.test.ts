import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createLedger } from "../../../src/database/queues/ledger.ts";
import type { Ledger } from "../../../src/ports/ledger.ts";
import { engines, type TestDatabase } from "../../support/engines.ts";

const lease = 1_000;

describe.each(engines)("on $engine", (engine) => {
  let database: TestDatabase;
  let ledger: Ledger;
  beforeAll(async () => {
    database = await engine.open();
    await migrateOwnTables(database);
    ledger = createLedger(database);
  });
  afterAll(() => database.drop());

  test("one of many processes that claim a key at once gets it", async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => ledger.claim("many", lease, 0)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test("a claim whose owner died is free once its lease runs out", async () => {
    expect(await ledger.claim("died", lease, 0)).toMatchObject({ key: "died", untilMs: lease });
    expect(await ledger.claim("died", lease, lease - 1)).toBeUndefined();
    const heirs = await Promise.all(Array.from({ length: 10 }, () => ledger.claim("died", lease, lease)));
    expect(heirs.filter(Boolean)).toHaveLength(1);
  });

  test("a key that is done is never claimed again", async () => {
    const claimed = await ledger.claim("done", lease, 0);
    if (claimed) expect(await ledger.done(claimed, 1)).toBe(true);
    expect(await ledger.claim("done", lease, 10 * lease)).toBeUndefined();
  });

  test("a claim with a note is found after its owner died, until it is done", async () => {
    const later = 1_000_000;
    const note = JSON.stringify({ line: "summary 昨天 🙂" });
    await ledger.claim("noted", lease, later, note);
    expect(await ledger.abandoned(later + lease - 1, 10)).toEqual([]);
    expect(await ledger.abandoned(later + lease, 10)).toEqual([{ key: "noted", note }]);
    const heir = await ledger.claim("noted", lease, later + lease);
    expect(await ledger.abandoned(later + lease, 10)).toEqual([]);
    expect(await ledger.abandoned(later + 2 * lease, 10)).toEqual([{ key: "noted", note }]);
    if (heir) expect(await ledger.done(heir, later)).toBe(true);
    expect(await ledger.abandoned(later + 2 * lease, 10)).toEqual([]);
  });

  test("the oldest abandoned claims come first, up to the limit", async () => {
    const later = 2_000_000;
    for (const [key, at] of [
      ["second", later + 2],
      ["first", later + 1],
      ["third", later + 3],
    ] as const)
      await ledger.claim(key, lease, at, "{}");
    const found = await ledger.abandoned(later + 2 * lease, 2);
    expect(found.map(({ key }) => key)).toEqual(["first", "second"]);
  });

  test("old keys are forgotten, recent ones are kept", async () => {
    await ledger.claim("old", lease, 0);
    await ledger.claim("young", lease, 5_000);
    await ledger.forget(5_000);
    expect(await ledger.claim("young", lease, 5_500)).toBeUndefined();
    expect(await ledger.claim("old", lease, 5_500)).toBeDefined();
  });

  test("keys differ by upper and lower case", async () => {
    expect(await ledger.claim("Key", lease, 0)).toBeDefined();
    expect(await ledger.claim("key", lease, 0)).toBeDefined();
  });
});
