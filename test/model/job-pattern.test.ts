import { expect, test } from "vitest";
import { matchesJob } from "../../src/model/job-pattern.ts";

test.each([
  ["tidb_unit", "tidb_unit", true],
  ["tidb_unit", "tidb_unit_2", false],
  ["tidb_*", "tidb_unit", true],
  ["tidb_*", "tikv_unit", false],
  ["*_nightly", "tidb_nightly", true],
  ["*_nightly", "tidb_nightly_2", false],
  ["tidb*unit*2", "tidb_ghpr_unit_test_2", true],
  ["a*b*b", "ab", false],
  ["ab*ba", "aba", false],
  ["*", "", true],
  ["", "", true],
  ["a.c", "abc", false],
])("the pattern %s and the job %s: %s", (pattern, job, expected) => {
  expect(matchesJob(pattern, job)).toBe(expected);
});
