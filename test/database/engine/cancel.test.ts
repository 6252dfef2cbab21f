import { randomBytes } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { defineCommand } from "../../../src/commands/kit/command.ts";
import { createAnswerer } from "../../../src/conversation/answerer.ts";
import { withDatabaseErrors } from "../../../src/database/engine/errors.ts";
import { noFilters } from "../../../src/model/subscription.ts";
import { say } from "../../../src/model/text.ts";
import { cancelledBy, neverCancelled } from "../../../src/ports/cancellation.ts";
import { systemClock } from "../../../src/service/application.ts";
import { asRoot, mysql, mysqlUrl, type TestDatabase } from "../../support/engines.ts";
import { zone } from "../../support/runs.ts";
import { viewText } from "../../support/view-text.ts";

/** Longer than any test takes. */
const FOREVER = sql`sleep(600)`;
/** How long the server's list of statements is watched before a test gives up. */
const soon = { timeout: 120_000, interval: 50 };

describe.skipIf(mysqlUrl === "")("a statement that outlives its answer", () => {
  let database: TestDatabase;
  /** Marks this test's statements in the server's process list. */
  let mark: string;
  beforeEach(async () => {
    database = await mysql.open();
    mark = `mark_${randomBytes(6).toString("hex")}`;
  });
  afterEach(() => database.drop());

  const marked = (): RawBuilder<unknown> => sql`select ${FOREVER} as ${sql.ref(mark)} from (select 1 as one) as once`;
  const running = async () =>
    (await asRoot(`select id from information_schema.processlist
      where info like '%sleep(600)%${mark}%' and info not like '%processlist%'`)) as { id: number }[];
  const until = (count: number) => vi.waitFor(async () => expect(await running()).toHaveLength(count), soon);

  test("is stopped in the server, and its connection serves the next one", async () => {
    const givenUp = new AbortController();
    const answer = cancelledBy(givenUp.signal, () => marked().execute(database.kysely));
    const ended = answer.then(
      () => "answered",
      (error: { errno?: number }) => error.errno,
    );
    await until(1);
    givenUp.abort();
    await until(0);
    expect([1317, "answered"]).toContain(await ended);
    const next = await sql<{ two: number }>`select 1 + 1 as two`.execute(database.kysely);
    expect(next.rows).toEqual([{ two: 2 }]);
  });

  test("is also stopped while all connections are busy", async () => {
    const givenUp = new AbortController();
    const all = cancelledBy(givenUp.signal, () =>
      Promise.allSettled(Array.from({ length: 8 }, () => marked().execute(database.kysely))),
    );
    await until(8);
    givenUp.abort();
    await until(0);
    await all;
  });

  test("is not started for a question that was given up", async () => {
    const asked = cancelledBy(AbortSignal.abort(), () => marked().execute(database.kysely));
    await expect(asked).rejects.toMatchObject({ errno: 1317 });
    expect(await running()).toEqual([]);
  });

  test("continues if others wait for it as well, or if it writes", async () => {
    await sql`create table kept (one integer)`.execute(database.kysely);
    await cancelledBy(AbortSignal.abort(), async () => {
      await neverCancelled(() => sql`select 1`.execute(database.kysely));
      await sql`insert into kept values (1)`.execute(database.kysely);
    });
    expect((await sql`select one from kept`.execute(database.kysely)).rows).toEqual([{ one: 1 }]);
  });

  test("only statements that answer questions are cancelled", async () => {
    const store = { read: () => sql`select 1 as one`.execute(database.kysely) };
    const given = (method: () => Promise<unknown>) => cancelledBy(AbortSignal.abort(), method);
    await expect(given(withDatabaseErrors(store, { isCancellable: true }).read)).rejects.toMatchObject({
      fault: "slow",
    });
    expect(await given(withDatabaseErrors(store).read)).toMatchObject({ rows: [{ one: 1 }] });
  });

  test("is stopped once the chat was told that its question took too long", async () => {
    const slow = defineCommand({
      name: "status",
      aliases: [],
      summary: say("slow", "慢"),
      parameters: [],
      ranged: false,
      examples: [],
      async run() {
        await marked().execute(database.kysely);
        throw new Error("nobody waits so long");
      },
    });
    const faults: unknown[] = [];
    const { answer } = createAnswerer({
      commands: [slow],
      sources: async () => ({}) as never,
      filtersOf: async () => noFilters,
      zone,
      clock: systemClock,
      onFault: (fault) => faults.push(fault),
      withinMs: 1_000,
    });
    const { view, command, result } = await answer("status", {
      chatId: "oc_1",
      userId: "ou_1",
      fromOtherTenant: false,
    });
    expect(viewText(view)).toContain("The CI database took too long");
    expect({ command, result }).toEqual({ command: "status", result: "late" });
    expect(faults).toMatchObject([{ fault: "slow" }]);
    await until(0);
  });
});
