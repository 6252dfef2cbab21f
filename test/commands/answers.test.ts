import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewRun } from "../../src/database/runs/insert-runs.ts";
import { runRow } from "../support/runs.ts";
import { viewText } from "../support/view-text.ts";
import { alice, type EmbeddedSite, openEmbeddedSite } from "./embedded-site.ts";

/** What commands ask of the stores: the right window, the right filter, the right part. */

const broke = (...names: string[]) => JSON.stringify({ case: names.map((name) => `a_test.go:${name}`) });
const hash = (sign: string) => sign.repeat(40);
const failed = { status: "FAILURE" };
const nightly = { job: "tidb-unit-test-nightly" };

const rows: readonly NewRun[] = [
  // PR 7 fails, is retried on the same commit, and fails anew on another.
  runRow({ job_id: 1, ...failed, commit: hash("a"), pull: { number: 7 }, analysis_res: broke("s.Shared", "s.Old") }),
  runRow({ job_id: 2, commit: hash("a"), pull: { number: 7 }, duration: 1_260_000 }),
  runRow({ job_id: 3, ...failed, commit: hash("b"), pull: { number: 7 }, analysis_res: broke("s.Mine", "s.Mine2") }),
  runRow({ job_id: 4, ...failed, commit: hash("c"), pull: { number: 8 }, analysis_res: broke("s.Shared") }),
  runRow({ ...nightly, job_id: 1, ...failed, analysis_res: broke("s.Shared", "s.Night") }),
  // The day before.
  runRow({ ...nightly, job_id: 2, ...failed, time: "2021-06-19 05:00:00", analysis_res: broke("s.Night") }),
  runRow({ job_id: 5, commit: hash("d"), pull: { number: 9 }, time: "2021-06-19 05:00:00" }),
  // Ten and twenty days before.
  runRow({ job_id: 6, ...failed, pull: { number: 9 }, time: "2021-06-10 05:00:00", analysis_res: broke("s.Old") }),
  runRow({ job_id: 7, ...failed, pull: { number: 9 }, time: "2021-05-31 05:00:00", analysis_res: broke("s.Mine") }),
  // Two repositories with a pull request of the same number, long ago.
  runRow({ job_id: 20, commit: hash("7"), pull: { number: 77 }, time: "2021-05-01 05:00:00" }),
  runRow({ job_id: 21, commit: hash("8"), pull: { number: 77 }, repo: "tikv/tikv", time: "2021-05-01 06:00:00" }),
  // A day before the chart of 20 June begins.
  runRow({ ...nightly, job_id: 3, ...failed, time: "2021-06-06 05:00:00", analysis_res: broke("s.Night") }),
  // Today.
  runRow({ job_id: 8, commit: hash("b"), pull: { number: 7 }, time: "2021-06-21 08:00:00" }),
];

let site: EmbeddedSite;
beforeAll(async () => {
  site = await openEmbeddedSite(rows);
  // Every log is read, so that what is known and what is new can be told.
  await ask("summary 60d");
});
afterAll(() => site.close());

async function ask(line: string): Promise<string> {
  return viewText(await site.ask(line));
}

test("summary holds a day against the day before it", async () => {
  const text = await ask("summary 2021-06-20");
  expect(text).toContain("Runs: 5 (▲ 3)");
  expect(text).toContain("Jobs: 2 (unchanged)");
});

test("a job holds its day against the day before it, and shows its failed runs only", async () => {
  const text = await ask("job tidb_ghpr_unit_test 2021-06-20");
  expect(text).toContain("Runs: 4 (▲ 3)");
  expect(text).toContain("Failed runs · 3 in all");
  expect(text).not.toContain("#2 ");
});

test("an unknown job is answered with names like it", async () => {
  expect(await ask("job tidb_ghpr_unit_tset 7d")).toContain("→ job tidb_ghpr_unit_test");
});

test("compare shows what failed in one window only", async () => {
  const text = await ask("compare 2021-06-20 2021-06-19");
  const [before = "", after = ""] = text.split("②").slice(-2);
  expect(text).toContain("s.Shared");
  expect(before).not.toContain("s.Night");
  expect(after).not.toContain("s.Night");
  const [, only = ""] = (await ask("compare 2021-06-19 2021-06-18")).split("Side by side");
  expect(only).toContain("s.Night");
});

test("nightly marks as new what did not fail in the window before", async () => {
  const text = await ask("nightly 2021-06-20");
  const [, shared = ""] = text.split("‹s.Shared›");
  const [, night = ""] = text.split("‹s.Night›");
  expect(shared.split("‹s.Night›")[0]).toContain("New:");
  expect(night.split("‹s.Shared›")[0]).not.toContain("New:");
  expect(text).not.toContain("tidb_ghpr_unit_test");
});

test("a pull request is judged by its newest commit", async () => {
  const text = await ask("pr 7 2021-06-20");
  expect(text).toContain("pingcap/tidb#7 was red: 1 of 1 job failed, 1 looks like this change");
  expect(text).toContain("‹s.Mine› · in none of 3 other runs of its job in 14 days");
  expect(text).toContain("‹aaaaaaa› · 🔴 1  🟢 1 → commit");
  expect(text).not.toContain("s.Shared");
});

test("a failure is known that was seen elsewhere within two weeks", async () => {
  expect(await ask("run tidb_ghpr_unit_test 1")).toContain("Known: also seen in 1 other PR and 1 run on trunk.");
});

test("a pull request is found by #number, over 90 days", async () => {
  expect(await ask("pr #9")).toContain("pingcap/tidb#9 is green: its job passed");
  const both = await ask("pr 77");
  for (const repo of ["pingcap/tidb", "tikv/tikv"]) expect(both).toMatch(new RegExp(`→ pr 77 .*--repo ${repo}`));
});

test("a case that did not fail in the window shows its history all the same", async () => {
  expect(await ask("case s.Night 2021-06-21")).not.toContain("[warn] I don't understand that");
});

test("a case shows a fortnight, when it first failed, and when its jobs last passed", async () => {
  const night = await ask("case s.Night 2021-06-20");
  const [chart = ""] = night.slice(night.indexOf("Failed runs over time")).split("Failed runs ·");
  expect(chart).toContain("06-19");
  expect(chart).not.toContain("06-06");
  expect(night).toContain("06-06 05:00");
  expect(await ask("case s.Mine 2021-06-20")).toContain("Last passing run of its jobs: tidb_ghpr_unit_test #2");
});

test("of failures that share a name, the cause tells which one is meant", async () => {
  expect(await ask("case s.Mine 2021-06-20 --cause case")).toContain("s.Mine failed in 1 run");
  expect(await ask("case s.Mine 2021-06-20 --cause env")).toContain("[warn]");
});

test("nightly holds its window against the one before, and lists its failed runs", async () => {
  const text = await ask("nightly 2021-06-19");
  expect(text).toContain("Runs: 1 (▲ 1)");
  expect(text).toMatch(/Failed runs · 1 in all[\s\S]*#2/);
});

test("a case is the one of exactly this name, where there is one", async () => {
  expect(await ask("case s.Mine 2021-06-20")).toContain("s.Mine failed in 1 run");
  expect(await ask("case 's.Mine*' 2021-06-20")).toContain("‹s.Mine2›");
  expect(await ask("case s.Min 2021-06-20")).toContain("→ case s.Mine");
});

test("each part of the list of flaky cases is its own", async () => {
  const first = await ask("flaky 2021-06-20 --list cases --limit 1");
  const second = await ask("flaky 2021-06-20 --list cases --limit 1 --page 2");
  expect(first).toContain("1–1 of 2");
  expect(second).toContain("2–2 of 2");
  expect(first.includes("‹s.Shared›")).not.toBe(second.includes("‹s.Shared›"));
});

test("each list of flaky things is whole, and none of the others", async () => {
  const titleOf = async (list: string) => (await ask(`flaky 2021-06-20 --list ${list}`)).split("\n")[0];
  expect(await titleOf("jobs")).toContain("Flaky jobs · 1");
  expect(await titleOf("commits")).toContain("Commits that failed and passed · 1");
  expect(await titleOf("cases")).toContain("Flaky cases · 2");
});

test("a run of a pull request says what of it was seen elsewhere in the two weeks before today", async () => {
  const mine = await ask("run tidb_ghpr_unit_test 3");
  // It failed on another pull request three weeks ago.
  expect(mine).toMatch(/s\.Mine ·[^\n]*\n+~ \[bad: New: not seen anywhere else/);
  const shared = await ask("run tidb_ghpr_unit_test 1");
  expect(shared).toMatch(/s\.Shared ·[^\n]*\n+~ \[good: Known: also seen in 1 other PR and 1 run on trunk\.\]/);
  const night = await ask("run tidb-unit-test-nightly 1");
  expect(night).not.toMatch(/New:|Known:/);
});

test("a run that is not there is answered with its job, or with names like it", async () => {
  expect(await ask("run tidb_ghpr_unit_test 999")).toContain("→ job tidb_ghpr_unit_test 7d");
  expect(await ask("run tidb_ghpr_unit_tset 1")).toContain("→ run tidb_ghpr_unit_test 1");
});

test("a commit by the beginning of its hash", async () => {
  expect(await ask("commit AAAA")).toContain("aaaaaaa: 1 of 2 runs failed");
  expect(await ask("commit eeee")).toContain("[warn]");
});

test("a repository that nobody has is answered with names that exist, not with a false all-clear", async () => {
  for (const line of ["summary", "jobs", "prs", "failures", "flaky", "nightly"]) {
    const text = await ask(`${line} 2021-06-20 --repo tibd`);
    expect(text).toContain("[warn] I don't understand that\n\nNo runs of a repository named tibd.");
    expect(text).toContain(`→ ${line} 2021-06-20 --repo tidb`);
  }
  expect(await ask("summary 2021-06-18 --repo tidb")).toContain("[neutral] No runs");
  expect(await ask("summary 2021-06-18 --repo pingcap/tidb")).toContain("[neutral] No runs");
});

test("a job that nobody has is answered with names that exist", async () => {
  expect(await ask("summary 2021-06-20 --job tidb_ghpr_unit_tset")).toContain("--job tidb_ghpr_unit_test");
  expect(await ask("summary 2021-06-20 --job 'nothing*'")).toContain("[neutral] No runs");
});

test("flaky shows as many of each as were asked for", async () => {
  expect(await ask("flaky 2021-06-20 --limit 1")).toContain("and 1 more → flaky --list cases");
  expect(await ask("flaky 2021-06-20 --limit 2")).not.toContain("--list cases");
});

test("while logs are unread, nothing is called unknown or green that they may hold", async () => {
  const unread = await openEmbeddedSite(rows);
  try {
    const at = async (line: string) => viewText(await unread.ask(line, alice, 0));
    expect(await at("case s.Shared 2021-06-20")).toContain("No failure named s.Shared so far; 4 logs are unread.");
    expect(await at("failures 2021-06-20")).toContain("[warn] No failures found yet, 4 logs unread");
    expect(await at("nightly 2021-06-20")).not.toContain("New:");
    expect(await at("summary 2021-06-20")).toContain("~ 4 logs are still being read");
  } finally {
    await unread.close();
  }
});
