import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCiData } from "../../../src/database/engine/ci-data.ts";
import { openMysql } from "../../../src/database/engine/open.ts";
import { grantsCreate, tryRights } from "../../../src/database/engine/rights.ts";
import { asRoot, mysql, mysqlUrl, type TestDatabase } from "../../support/engines.ts";

test.each([
  ["GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION", "ci", true],
  ["GRANT SELECT, INSERT, CREATE ON `ci`.* TO `bot`@`%`", "ci", true],
  ["GRANT SELECT, CREATE ON `ci\\_%`.* TO `bot`@`%`", "ci_stat", true],
  ["GRANT SELECT, CREATE ON `ci\\_%`.* TO `bot`@`%`", "cixstat", false],
  ["GRANT CREATE ON `c_`.* TO `bot`@`%`", "ci", true],
  ["GRANT CREATE ON `other`.* TO `bot`@`%`", "ci", false],
  ["GRANT SELECT, CREATE VIEW, CREATE ROUTINE ON `ci`.* TO `bot`@`%`", "ci", false],
  ["GRANT CREATE ON `ci`.`ci_data` TO `bot`@`%`", "ci", false],
  ["GRANT USAGE ON *.* TO `bot`@`%` IDENTIFIED BY PASSWORD '*AB'", "ci", false],
])("%s lets tables be made in %s: %s", (grant, database, may) => {
  expect(grantsCreate(grant, database)).toBe(may);
});

describe.skipIf(mysqlUrl === "")("on the server", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await mysql.open();
    await createCiData(database);
  });
  afterEach(() => database.drop());

  test.each([
    ["select", "read"],
    ["select, create", "create"],
    ["all privileges", "create"],
  ])("an account with %s has the right to %s, and no table is made to find out", async (granted, right) => {
    const name = String(database.settings.database);
    const user = `u_${name.slice(-12)}`;
    await asRoot(`create user ${user}@'%' identified by 'w'; grant ${granted} on ${name}.* to ${user}@'%'`);
    const account = openMysql({ ...database.settings, user, password: "w" } as never);
    expect(await tryRights(account)).toBe(right);
    expect(await asRoot(`show tables from ${name}`)).toHaveLength(1);
    await account.close();
    await asRoot(`drop user ${user}@'%'`);
  });
});
