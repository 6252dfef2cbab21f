import { expect, test } from "vitest";
import { abortShares } from "../../src/stats/aborts.ts";
import { aborts, tally } from "../commands/sample-facts.ts";

test("aborted runs whose log is unread have no known reason", () => {
  const read = aborts({ superseded: 2, person: 1, timeout: 1, agentLost: 1, unknown: 1 });
  expect(abortShares(tally(0, 0, 9), read)).toEqual({ ...read, unknown: 4 });
  expect(abortShares(tally(0, 0, 5), read)).toEqual({ ...read, unknown: 0 });
  expect(abortShares(tally(0, 0, 0), read).unknown).toBe(0);
});
