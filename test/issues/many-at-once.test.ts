import { afterEach, beforeEach, expect, test } from "vitest";
import { adoptIssue, fileIssue, reopenIssue } from "../../src/issues/filing.ts";
import type { Story } from "../../src/issues/issue-text.ts";
import { nightlyCases } from "../../src/issues/nightly-case.ts";
import { planSteps } from "../../src/issues/plan.ts";
import { type Subject, subjectsOf } from "../../src/issues/subject.ts";
import { DAY } from "../../src/model/window.ts";
import { engines } from "../support/engines.ts";
import { zone } from "../support/runs.ts";
import { MIDNIGHT, type NightDesk, openNightDesk } from "./night-desk.ts";
import { NIGHT, nightRun, sighting } from "./sample-night.ts";

let night: NightDesk;
beforeEach(async () => {
  const [engine] = engines;
  if (!engine) throw new Error("no engine");
  night = await openNightDesk(engine);
});
afterEach(() => night.close());

const links = {
  run: () => undefined,
  logPage: () => undefined,
  commit: () => undefined,
  branch: () => undefined,
  pullRequest: () => undefined,
};
const said = (name: string) => sighting({ name: `s.Test${name}`, excerpt: `${name} says ${name.repeat(3)}` });
const cases = (...names: readonly string[]) => nightlyCases(names.map(said));

function storyOf(subject: Subject): Story {
  const few = { failed: 1, runs: 1 };
  const seen = { firstSeen: NIGHT, lastSeen: NIGHT, lastRuns: [], otherBranches: [], asOf: NIGHT };
  const evidence = { run: nightRun(), commit: null, jobs: ["j"], day: few, week: few, month: few, ...seen };
  return { subject, evidence, linked: null, repo: "pingcap/tidb", links, zone };
}

const rules = { labels: [], creators: [], nightlyJobs: [], mode: "create", zone } as const;

async function stepsFor(...names: readonly string[]) {
  const [issues, tracked] = await Promise.all([night.github.tracker().list({ state: "all" }), night.ledger.tracked()]);
  const known = { issues, tracked, creators: [] };
  return planSteps(cases(...names), known, 5, MIDNIGHT + DAY).map((step) =>
    "issue" in step ? `${step.kind} #${step.issue.number}` : step.kind,
  );
}

test("cases of one package share an issue, each is covered by it later, and it is reopened under its own name", async () => {
  const tools = { tracker: night.github.tracker(), ledger: night.ledger, rules };
  const [group] = subjectsOf(cases("Alpha", "Beta", "Gamma", "Delta")) as [Subject];
  expect(group.scope).toBe("package");
  await fileIssue(tools, storyOf(group), night.clock.now);
  expect(night.github.standIn.repository.issues.map(({ title }) => title)).toEqual([
    "unstable test `s.TestAlpha` and 3 more in `github.com/pingcap/tidb/executor`",
  ]);
  expect(await stepsFor("Beta")).toEqual(["update #1"]);
  expect(await stepsFor("Beta", "Other")).toEqual(["update #1", "file"]);
  expect(await stepsFor("Beta", "Zeta", "Eta", "Theta", "Iota")).toEqual(["update #1"]);

  night.github.standIn.repository.edit(1, { state: "closed", stateReason: "completed" });
  const [beta] = subjectsOf(cases("Beta")) as [Subject];
  const closed = await tools.tracker.issue(1);
  if (!closed) throw new Error("no issue");
  await reopenIssue(tools, storyOf(beta), closed, night.clock.now);
  const tracked = await night.ledger.tracked();
  expect(tracked).toMatchObject([{ subject: group.key, state: "open", number: 1, notice: "reopened" }]);
  expect(tracked[0]?.cases).toHaveLength(4);
});

test("an issue whose ledger entry was lost is known again by its marks", async () => {
  const tools = { tracker: night.github.tracker(), ledger: night.ledger, rules };
  const { repository } = night.github.standIn;
  repository.add({ title: "flaky things" });
  const [alpha] = subjectsOf(cases("Alpha")) as [Subject];
  await adoptIssue(tools, storyOf(alpha), 1, night.clock.now);
  const known = { issues: await tools.tracker.list({ state: "open" }), tracked: [], creators: [] };
  expect(planSteps(cases("Alpha"), known, 5, MIDNIGHT)).toMatchObject([{ kind: "recover", issue: { number: 1 } }]);
});
