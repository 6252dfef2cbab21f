import { describe, expect, test } from "vitest";
import { closestNames } from "../../../src/commands/kit/closest.ts";
import type { Question, Sources } from "../../../src/commands/kit/command.ts";
import { issuesByCase } from "../../../src/commands/kit/issues.ts";
import { unknownFilterView } from "../../../src/commands/kit/unknown-filter.ts";
import { DAY } from "../../../src/model/window.ts";
import { viewText } from "../../support/view-text.ts";

describe("names like the one that was typed", () => {
  const names = ["tidb_check", "tidb_check_2", "tidb_build", "tikv_check", "pd_test", "tidb_ghpr_check"];

  test.each([
    ["what contains it first, the shortest before the others", "check", ["tidb_check", "tikv_check", "tidb_check_2"]],
    ["in whatever case", "TIDB_CHECK", ["tidb_check", "tidb_check_2", "tikv_check"]],
    ["the fewest letters away first", "tikb_check", ["tidb_check", "tikv_check", "tidb_check_2"]],
    ["none that is too far away", "grafana", []],
  ])("%s", (_, typed, found) => {
    expect(closestNames(typed, names)).toEqual(found);
  });
});

describe("an answer without runs", () => {
  const now = 100 * DAY;
  const asked: { begin: number; end: number }[] = [];
  const runs = {
    async repoNames(window: { begin: number; end: number }) {
      asked.push(window);
      return ["pingcap/tidb", "tikv/tikv", "tikv/pd", "pingcap/tiflow"];
    },
    jobNames: async () => ["tidb_check", "tikv_check"],
  } as unknown as Sources["runs"];
  const question = (filters: object) =>
    ({
      scope: { window: { begin: now - DAY, end: now }, jobs: [], ...filters },
      now,
      zone: "UTC",
    }) as unknown as Question;
  const answer = async (filters: object) => {
    const view = await unknownFilterView(["jobs"], { runs }, question(filters));
    return view && viewText(view);
  };

  test("stands where the names exist: they are looked up for a month", async () => {
    expect(await answer({ repo: "tidb" })).toBeUndefined();
    expect(await answer({ jobs: ["tidb_check"] })).toBeUndefined();
    expect(await answer({ jobs: ["nothing*"] })).toBeUndefined();
    expect(asked[0]).toEqual({ begin: now - 30 * DAY, end: now });
  });

  test("names the repositories that are like it, or else some that exist", async () => {
    expect(await answer({ repo: "tibd" })).toContain("→ jobs 1970-04-10 --repo tidb");
    const others = await answer({ repo: "grafana" });
    for (const name of ["pingcap/tidb", "tikv/tikv", "tikv/pd"]) expect(others).toContain(`--repo ${name}`);
    expect(others).not.toContain("tiflow");
  });
});

test("only cases whose issue has a number have one", async () => {
  const tracked = [
    { cases: ["a", "b"], number: 7 },
    { cases: ["c"], number: null },
  ];
  const issues = { tracked: async () => ({ tracked, decisions: [] }) } as unknown as Sources["issues"];
  const byCase = await issuesByCase({ issues });
  expect([...byCase].map(([name, { number }]) => [name, number])).toEqual([
    ["a", 7],
    ["b", 7],
  ]);
  expect(await issuesByCase({ issues: null })).toEqual(new Map());
});
