import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../../src/database/engine/migrate.ts";
import { type Database, openMysql } from "../../../src/database/engine/open.ts";
import { rightsIn, tryRights } from "../../../src/database/engine/rights.ts";
import { asRoot, mysql, mysqlUrl, type TestDatabase } from "../../support/engines.ts";

const all = ["CREATE", "ALTER", "INDEX"];

test.each([
  ["GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION", "ci", all],
  ["GRANT ALL ON `ci`.* TO `bot`@`%`", "ci", all],
  ["GRANT SELECT, INSERT, CREATE ON `ci`.* TO `bot`@`%`", "ci", ["CREATE"]],
  ["GRANT SELECT,INSERT,CREATE,ALTER,INDEX ON ci.* TO 'bot'@'%'", "ci", all],
  ["GRANT SELECT, CREATE ON `ci\\_%`.* TO `bot`@`%`", "ci_stat", ["CREATE"]],
  ["GRANT SELECT, CREATE ON `ci\\_%`.* TO `bot`@`%`", "cixstat", []],
  ["GRANT CREATE, INDEX ON `c_`.* TO `bot`@`%`", "ci", ["CREATE", "INDEX"]],
  ["GRANT CREATE ON `other`.* TO `bot`@`%`", "ci", []],
  ["GRANT SELECT, CREATE VIEW, ALTER ROUTINE ON `ci`.* TO `bot`@`%`", "ci", []],
  ["GRANT CREATE ON `ci`.`ci_data` TO `bot`@`%`", "ci", []],
  ["GRANT USAGE ON *.* TO `bot`@`%` IDENTIFIED BY PASSWORD '*AB'", "ci", []],
  ["GRANT `ci_owner` TO `bot`@`%`", "ci", []],
])("%s allows in %s: %j", (grant, database, rights) => {
  expect(rightsIn(grant, database)).toEqual(rights);
});

describe.skipIf(mysqlUrl === "")("on the server", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await mysql.open();
    await createCiData(database);
  });
  afterEach(() => database.drop());

  async function asAccount(granted: string, work: (account: Database) => Promise<void>): Promise<void> {
    const name = String(database.settings.database);
    const user = `u_${name.slice(-12)}`;
    await asRoot(`create user ${user}@'%' identified by 'w'; grant ${granted} on ${name}.* to ${user}@'%'`);
    const account = openMysql({ ...database.settings, user, password: "w" } as never);
    await work(account);
    await account.close();
    await asRoot(`drop user ${user}@'%'`);
  }

  test.each([
    ["select", { kind: "read", missing: all }],
    ["select, create", { kind: "create", missing: ["ALTER", "INDEX"] }],
    ["all privileges", { kind: "create", missing: [] }],
  ])(
    "before our tables are there, an account with %s has these rights, and no table is made to find out",
    async (granted, rights) => {
      await asAccount(granted, async (account) => {
        expect(await tryRights(account)).toEqual(rights);
        expect(await asRoot(`show tables from ${database.settings.database}`)).toHaveLength(1);
      });
    },
  );

  test.each([
    ["select", { kind: "denied", missing: all }],
    ["select, insert, update, delete", { kind: "tables", missing: all }],
    ["all privileges", { kind: "tables", missing: [] }],
  ])("once they are there, an account with %s has these rights", async (granted, rights) => {
    await migrateOwnTables(database);
    await asAccount(granted, async (account) => {
      expect(await tryRights(account)).toEqual(rights);
    });
  });

  test("what a role grants counts", async () => {
    const name = String(database.settings.database);
    const [user, role] = [`u_${name.slice(-12)}`, `r_${name.slice(-12)}`];
    await asRoot(`create role ${role}; grant all privileges on ${name}.* to ${role};
      create user ${user}@'%' identified by 'w'; grant ${role} to ${user}@'%'; set default role ${role} for ${user}@'%'`);
    const account = openMysql({ ...database.settings, user, password: "w" } as never);
    expect(await tryRights(account)).toEqual({ kind: "create", missing: [] });
    await account.close();
    await asRoot(`drop user ${user}@'%'; drop role ${role}`);
  });
});
