import { describe, expect, test } from "vitest";
import type { Known } from "../../src/issues/covering-issue.ts";
import { listingFault } from "../../src/issues/listing.ts";
import { nightlyCases } from "../../src/issues/nightly-case.ts";
import { planSteps, roomForNew } from "../../src/issues/plan.ts";
import { similarIssues } from "../../src/issues/similar-issues.ts";
import { caseKey, caseOfKey, marker, subjectsOf } from "../../src/issues/subject.ts";
import type { TrackedIssue } from "../../src/model/issue.ts";
import { at } from "../support/runs.ts";
import { casesNamed, NIGHT, sampleIssue, sighting } from "./sample-night.ts";

const NOW = at("2021-06-21 00:00");
const CASE = "testSuite.TestPlanStats";
const TITLE = `unstable test \`${CASE}\``;

function known(said: Partial<Known> = {}): Known {
  return { issues: [], tracked: [], creators: ["zhouqiang-cl", "tidb-ci-bot"], ...said };
}

function trackedCase(said: Partial<TrackedIssue> = {}): TrackedIssue {
  const nothing = { number: null, url: null, filedAt: null, closedAt: null, snoozedUntil: null };
  const unseen = { lastFailed: null, offeredAt: null, notice: null };
  return { subject: caseKey(CASE), cases: [CASE], state: "open", ...nothing, ...unseen, ...said };
}

const kinds = (said: Partial<Known>, names: readonly string[] = [CASE], room = 5) =>
  planSteps(casesNamed(...names), known(said), room, NOW).map((step) =>
    "issue" in step ? `${step.kind} #${step.issue.number}` : step.kind === "wait" ? `wait ${step.why}` : step.kind,
  );

describe("what a failure of the night needs", () => {
  const closed = { state: "closed" as const, title: TITLE, stateReason: "completed" };
  test.each<[string, Partial<Known>, string]>([
    ["nothing is known: an issue", {}, "file"],
    ["the original's open issue, by whoever", { issues: [sampleIssue({ title: TITLE })] }, "leave #1"],
    [
      "a title that holds the case among other words",
      { issues: [sampleIssue({ title: `CI: ${TITLE} again` })] },
      "leave #1",
    ],
    ["the name without back-quotes is somebody's prose", { issues: [sampleIssue({ title: CASE })] }, "file"],
    [
      "a longer name in the title is another case",
      { issues: [sampleIssue({ title: `unstable test \`${CASE}2\`` })] },
      "file",
    ],
    [
      "our marker under another title",
      { issues: [sampleIssue({ body: `x\n${marker(caseKey(CASE))}\ny` })] },
      "recover #1",
    ],
    ["our ledger under any title", { issues: [sampleIssue()], tracked: [trackedCase({ number: 1 })] }, "update #1"],
    ["closed before the run began", { issues: [sampleIssue({ ...closed, closedAt: NIGHT - 1 })] }, "reopen #1"],
    ["closed after the run began", { issues: [sampleIssue({ ...closed, closedAt: NIGHT + 1 })] }, "file"],
    ["closed as not planned", { issues: [sampleIssue({ ...closed, stateReason: "not_planned" })] }, "file"],
    ["closed as a duplicate", { issues: [sampleIssue({ ...closed, stateReason: "duplicate" })] }, "file"],
    ["snoozed", { tracked: [trackedCase({ state: "snoozed", snoozedUntil: NOW + 1 })] }, "wait snoozed"],
    ["snoozed until now", { tracked: [trackedCase({ state: "snoozed", snoozedUntil: NOW })] }, "file"],
    ["no bug, somebody said", { tracked: [trackedCase({ state: "dismissed" })] }, "wait not_a_bug"],
    ["somebody was asked", { tracked: [trackedCase({ state: "asked", offeredAt: NOW - 1 })] }, "wait asked"],
    [
      "somebody was asked long ago",
      { tracked: [trackedCase({ state: "asked", offeredAt: at("2021-06-10 00:00") })] },
      "file",
    ],
  ])("%s", (_, said, expected) => {
    expect(kinds(said)).toEqual([expected]);
  });

  test("an issue that may stay closed is linked by the new one", () => {
    const old = sampleIssue({ number: 7, state: "closed", title: TITLE, stateReason: "not_planned" });
    const [step] = planSteps(casesNamed(CASE), known({ issues: [old] }), 5, NOW);
    expect(step).toMatchObject({ kind: "file", linked: { number: 7 } });
  });

  test("of several open issues ours is taken, then a known creator's, then the newest, never the oldest duplicate", () => {
    const issues = [3, 5, 9].map((number) => sampleIssue({ number, title: TITLE }));
    expect(kinds({ issues })).toEqual(["leave #9"]);
    const byBot = issues.map((issue) => (issue.number === 5 ? { ...issue, author: "tidb-ci-bot" } : issue));
    expect(kinds({ issues: byBot })).toEqual(["leave #5"]);
    expect(kinds({ issues: byBot, tracked: [trackedCase({ number: 3 })] })).toEqual(["update #3"]);
  });

  test("an open issue is taken rather than reopening a closed one", () => {
    const issues = [
      sampleIssue({ number: 8, state: "closed", title: TITLE, stateReason: "completed" }),
      sampleIssue({ number: 2, title: TITLE }),
    ];
    expect(kinds({ issues })).toEqual(["leave #2"]);
  });

  test("of several closed ones the last to be closed is reopened", () => {
    const issues = [
      sampleIssue({ number: 8, state: "closed", title: TITLE, closedAt: at("2021-05-01 00:00") }),
      sampleIssue({ number: 2, state: "closed", title: TITLE, closedAt: at("2021-06-15 00:00") }),
    ];
    expect(kinds({ issues })).toEqual(["reopen #2"]);
  });

  test("more than may be filed wait, whether new or to be reopened", () => {
    const names = ["a.TestA", "b.TestB", "c.TestC"];
    expect(kinds({}, names, 2)).toEqual(["file", "file", "hold"]);
    expect(kinds({}, names, 0)).toEqual(["hold", "hold", "hold"]);
  });

  test("an issue about many cases is reopened once", () => {
    const names = ["a.TestA", "b.TestB"];
    const issue = sampleIssue({ state: "closed", body: names.map((name) => marker(caseKey(name))).join("\n") });
    const steps = planSteps(casesNamed(...names), known({ issues: [issue] }), 5, NOW);
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ kind: "reopen", subject: { cases: [{ name: "a.TestA" }, { name: "b.TestB" }] } });
  });
});

describe("cases of a night", () => {
  test.each(["env", "compile", "check"] as const)("a fault of cause %s is no unstable test", (cause) => {
    expect(nightlyCases([sighting({ cause })])).toEqual([]);
  });

  test("cases of a run that infrastructure broke count only if they failed in another run", () => {
    const sick = [
      sighting({ cause: "env", name: "disk full" }),
      sighting({ name: "x.TestA" }),
      sighting({ name: "x.TestB" }),
    ];
    expect(nightlyCases(sick)).toEqual([]);
    const again = nightlyCases([...sick, sighting({ name: "x.TestA" }, { id: 101 })]);
    expect(again.map(({ name }) => name)).toEqual(["x.TestA"]);
  });

  test("its runs stand newest first", () => {
    const [nightly] = nightlyCases([sighting({}, { id: 1, time: NIGHT }), sighting({}, { id: 2, time: NIGHT + 1 })]);
    expect(nightly?.sightings.map(({ run }) => run.id)).toEqual([2, 1]);
  });
});

describe("many at once", () => {
  const scopes = (sightings: Parameters<typeof nightlyCases>[0]) =>
    subjectsOf(nightlyCases(sightings)).map(({ scope, cases }) => `${scope} ${cases.length}`);

  test("four cases of a package are one subject, three are three", () => {
    const some = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        sighting({ name: `s.Test${"ABCD"[index]}`, excerpt: "wxyz"[index] ?? "" }),
      );
    expect(scopes(some(3))).toEqual(["case 1", "case 1", "case 1"]);
    expect(scopes(some(4))).toEqual(["package 4"]);
  });

  test("cases that say the same are one subject, whatever their package, place and own name", () => {
    const said = ["TestA", "TestB", "TestC", "TestD"].map((name, index) =>
      sighting({
        name: `s.${name}`,
        target: `pkg/${name}`,
        excerpt: `f${name}_test.go:${index}: ${name}: dial tcp: refused`,
      }),
    );
    const same = said.map((each) => ({
      ...each,
      failure: { ...each.failure, excerpt: each.failure.excerpt.replace(/f\w+_test/, "f_test") },
    }));
    expect(scopes(same)).toEqual(["message 4"]);
  });

  test("cases that say nothing are not thought to say the same", () => {
    const silent = ["A", "B", "C", "D"].map((name) => sighting({ name, target: name, excerpt: "" }));
    expect(scopes(silent)).toEqual(["case 1", "case 1", "case 1", "case 1"]);
  });

  test.each(["a b", "-->", "x--!>y", "<b>", "测试.TestX", `'"`, "a".repeat(400), "\ud800"])(
    "the key of %j is one safe word",
    (name) => {
      if (name.length < 100 && name !== "\ud800") expect(caseOfKey(caseKey(name))).toBe(name);
      expect(caseKey(name)).toMatch(/^case:[\w%.]+$/);
      expect(caseKey(name).length).toBeLessThanOrEqual(305);
    },
  );
});

describe("brakes", () => {
  const filed = (count: number, filedAt: number) =>
    Array.from({ length: count }, (_, index) => trackedCase({ subject: `case:${index}`, filedAt }));

  test.each([
    [0, 5],
    [7, 3],
    [10, 0],
    [12, 0],
  ])("after %i issues in a day %i more may be filed", (count, room) => {
    expect(roomForNew(filed(count, NOW - 1000), NOW)).toBe(room);
  });

  test("issues filed more than a day ago are not counted", () => {
    expect(roomForNew(filed(10, NOW - 86_400_001), NOW)).toBe(5);
  });

  test.each([
    ["the first listing of an empty repository", { openNow: 0, openBefore: 0, knownOpen: 0 }, null],
    ["nothing where our ledger has open issues", { openNow: 0, openBefore: 0, knownOpen: 1 }, "empty"],
    ["nothing where there was something", { openNow: 0, openBefore: 3, knownOpen: 0 }, "empty"],
    ["half of what there was", { openNow: 50, openBefore: 100, knownOpen: 0 }, "shrunk"],
    ["a little more than half", { openNow: 51, openBefore: 100, knownOpen: 0 }, null],
    ["half of a handful", { openNow: 2, openBefore: 4, knownOpen: 0 }, null],
  ] as const)("%s", (_, counts, fault) => {
    expect(listingFault(counts)).toBe(fault);
  });
});

describe("issues that may be about the same", () => {
  test("the three likeliest are offered, open ones first", () => {
    const titles = [
      "unstable test `testSuite.TestPlanCache`",
      "TestPlanStats hangs",
      "TestPlanStats panics",
      "nothing alike",
      "stats of a plan",
    ];
    const issues = titles.map((title, index) =>
      sampleIssue({ number: index + 1, title, state: index === 1 ? "closed" : "open" }),
    );
    const found = similarIssues(CASE, issues).map(({ number }) => number);
    expect(found[0]).toBe(5);
    expect(found).toHaveLength(3);
    expect(found).not.toContain(4);
    expect(found.indexOf(3)).toBeLessThan(found.indexOf(2) < 0 ? 3 : found.indexOf(2));
  });
});
