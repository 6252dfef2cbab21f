import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { createDeliveries } from "../../../src/database/queues/deliveries.ts";
import { createIssueLedger } from "../../../src/database/queues/issue-ledger.ts";
import { createLedger } from "../../../src/database/queues/ledger.ts";
import { createPendingBuilds } from "../../../src/database/queues/pending-builds.ts";
import { createPolls } from "../../../src/database/queues/polls.ts";
import type { TrackedIssue } from "../../../src/model/issue.ts";
import { asRoot, engines, type TestDatabase } from "../../support/engines.ts";

const LEASE_MS = 1_000;

/** A row of one of the four queues that can be claimed. */
interface Claimed {
  /** Undefined if the lease is taken. Otherwise writes `by` under the lease, and tells whether it did. */
  claim(now: number): Promise<((by: string) => Promise<boolean>) | undefined>;
  /** Who wrote the row last. */
  writer(): Promise<string | null>;
}

const tracked: TrackedIssue = {
  subject: "case:TestA",
  cases: [],
  state: "open",
  number: 1,
  url: "nobody",
  filedAt: null,
  closedAt: null,
  snoozedUntil: null,
  lastFailed: null,
  offeredAt: null,
  notice: null,
};

const queues: Readonly<Record<string, (database: TestDatabase, name: string) => Promise<Claimed>>> = {
  async ci_stat_claims(database, name) {
    const ledger = createLedger(database);
    const row = () => database.kysely.selectFrom("ci_stat_claims").selectAll().where("claim_key", "=", name);
    return {
      async claim(now) {
        const lease = await ledger.claim(name, LEASE_MS, now);
        return lease && ((by) => ledger.done(lease, Number(by)));
      },
      writer: async () => (await row().executeTakeFirst())?.done_at?.toString() ?? null,
    };
  },
  async ci_stat_issues(database, name) {
    const ledger = createIssueLedger(database, name);
    return {
      async claim(now) {
        const lease = await ledger.claim("case:TestA", [], LEASE_MS, now);
        return lease && ((by) => ledger.keep(lease, { ...tracked, url: by }, now));
      },
      writer: async () => (await ledger.tracked())[0]?.url ?? null,
    };
  },
  async ci_stat_deliveries(database, name) {
    const deliveries = createDeliveries(database);
    const window = { begin: 0, end: 1 };
    const fresh = { key: name, topic: "hourly", chatId: "oc_a", window, dueAt: 0, sendAt: 0, content: null } as const;
    await deliveries.add([{ ...fresh, state: "waiting" }], 0);
    return {
      async claim(now) {
        const ready = (await deliveries.ready(now, 100)).find(({ key }) => key === name);
        const lease = ready && (await deliveries.claim(ready, LEASE_MS, now));
        return lease && ((by) => deliveries.settle(lease, { state: "sent", messageId: by }, now));
      },
      writer: async () => (await deliveries.find(name))?.messageId ?? null,
    };
  },
  async ci_stat_sync_wishes(database, name) {
    const pending = createPendingBuilds(database);
    await pending.add({ job: name, id: 7 }, 0);
    return {
      async claim(now) {
        const claimed = (await pending.claim(100, LEASE_MS, now)).find(({ build }) => build.job === name);
        const standing = { state: "given_up", tryAt: now } as const;
        return claimed && ((by) => pending.settle(claimed.lease, { ...standing, reason: by }));
      },
      writer: async () => (await pending.troubled(100)).find(({ job }) => job === name)?.reason ?? null,
    };
  },
  async ci_stat_polls(database) {
    // It has one row, which each test finds as new.
    await database.kysely.deleteFrom("ci_stat_polls").execute();
    const polls = createPolls(database);
    const poll = { answeredAt: 0, jobs: 1, behind: 0, unreadable: 0, readSince: 0 };
    return {
      async claim(now) {
        const lease = await polls.claim(LEASE_MS, now);
        return lease && ((by) => polls.settle(lease, { ...poll, fault: by }, now));
      },
      writer: async () => (await polls.last())?.fault ?? null,
    };
  },
};

describe.each(engines)("on $engine", ({ engine, open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
    await migrateOwnTables(database);
  });
  afterAll(() => database.drop());

  describe.each(Object.entries(queues))("a lease in %s", (table, queue) => {
    test("has one owner at a time, and is free again once it runs out", async () => {
      const one = await queue(database, "one at a time");
      const owners = await Promise.all(Array.from({ length: 8 }, () => one.claim(1_000)));
      expect(owners.filter(Boolean)).toHaveLength(1);
      expect(await one.claim(1_000 + LEASE_MS - 1)).toBeUndefined();
      const heirs = await Promise.all(Array.from({ length: 8 }, () => one.claim(1_000 + LEASE_MS)));
      expect(heirs.filter(Boolean)).toHaveLength(1);
    });

    test("that was lost writes nothing, whether the new owner has written or not", async () => {
      const one = await queue(database, "lost");
      const late = await one.claim(1_000);
      const heir = await one.claim(1_000 + LEASE_MS);
      expect(await late?.("1")).toBe(false);
      expect(await one.writer()).not.toBe("1");
      expect(await heir?.("2")).toBe(true);
      expect(await late?.("3")).toBe(false);
      expect(await one.writer()).toBe("2");
    });

    test("that ran out still works until another owner takes it", async () => {
      const one = await queue(database, "ran out");
      const owner = await one.claim(1_000);
      expect(await owner?.("4")).toBe(true);
      expect(await one.writer()).toBe("4");
    });

    test("is also lost to an older version, which takes it without an owner", async () => {
      const one = await queue(database, "older");
      const late = await one.claim(1_000);
      await database.kysely
        .updateTable(table as "ci_stat_claims")
        .set({ lease_until: 9_000 })
        .execute();
      expect(await late?.("5")).toBe(false);
      expect(await one.writer()).not.toBe("5");
    });

    test.skipIf(engine !== "mysql")("is taken and written over write conflicts", async () => {
      const one = await queue(database, "conflicts");
      const { database: schema } = database.settings;
      // The count survives the refused statement, since it is not part of a transaction.
      await asRoot(`use ${schema};
        create table conflicts (number int) engine = myisam;
        insert into conflicts values (1213), (1205), (9007), (1020);
        create trigger refuse before update on ${table} for each row begin
          declare number int default (select min(conflicts.number) from conflicts);
          if number is not null then
            delete from conflicts where conflicts.number = number limit 1;
            signal sqlstate '40001' set mysql_errno = number, message_text = 'planted';
          end if;
        end`);
      try {
        await one.claim(1_000);
        const owner = await one.claim(1_000 + LEASE_MS);
        expect(await owner?.("6")).toBe(true);
        expect(await asRoot(`select * from ${schema}.conflicts`)).toEqual([]);
      } finally {
        await asRoot(`drop trigger ${schema}.refuse; drop table ${schema}.conflicts`);
      }
    });
  });
});
