import { expect, test } from "vitest";
import { retryConflicts } from "../../../src/database/engine/conflicts.ts";
import { faultOf } from "../../../src/database/engine/errors.ts";

test.each([
  [{ errno: 1045 }, "login"],
  [{ errno: 1698 }, "login"],
  [{ errno: 1049 }, "no_database"],
  [{ errno: 1146 }, "no_table"],
  [{ errno: 1054 }, "no_column"],
  [{ errno: 1142 }, "denied"],
  [{ errno: 1044 }, "denied"],
  [{ errno: 1969 }, "slow"],
  [{ errno: 3024 }, "slow"],
  [{ errno: 1317 }, "slow"],
  [{ code: "SQLITE_ERROR", message: "no such table: ci_data" }, "no_table"],
  [{ code: "SQLITE_ERROR", message: "no such column: duration" }, "no_column"],
  [{ code: "SQLITE_ERROR", message: 'near "selct": syntax error' }, undefined],
  [{ errno: 3159, code: "ER_SECURE_TRANSPORT_REQUIRED", fatal: true }, "tls"],
  [{ code: "HANDSHAKE_SSL_ERROR", fatal: true }, "tls"],
  [{ code: "ECONNREFUSED" }, "away"],
  [{ code: "PROTOCOL_CONNECTION_LOST", fatal: true }, "away"],
  [{ errno: 1064, code: "ER_PARSE_ERROR" }, undefined],
])("%j means %s", (error, fault) => {
  expect(faultOf(error)).toBe(fault);
});

test.each([...[1020, 1205, 1213, 8002, 8022, 8028, 9007].map((errno) => ({ errno })), { code: "SQLITE_BUSY" }])(
  "work that met the conflict %j is done again",
  async (conflict) => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error("conflict"), conflict);
      return tries;
    };
    expect(await retryConflicts(work)).toBe(2);
  },
);

test("work that failed for another reason is not", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw Object.assign(new Error("duplicate"), { errno: 1062 });
  };
  await expect(retryConflicts(work)).rejects.toThrow("duplicate");
  expect(tries).toBe(1);
});
