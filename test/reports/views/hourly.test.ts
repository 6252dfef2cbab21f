import { expect, test } from "vitest";
import { renderCard } from "../../../cards/render.ts";
import type { Totals } from "../../../src/model/tally.ts";
import { locales } from "../../../src/model/text.ts";
import type { ReportAsked, ReportFacts } from "../../../src/reports/views/blocks.ts";
import { hourlyReportView } from "../../../src/reports/views/hourly.ts";
import { checkCard } from "../../cards/card-schema.ts";
import { sampleFailure } from "../../issues/sample-night.ts";
import { at, zone } from "../../support/runs.ts";
import { partText, viewText } from "../../support/view-text.ts";
import { hourFrom } from "../report-site.ts";

const window = hourFrom("2021-06-20 09:00:00");
const asked: ReportAsked = {
  scope: { window, jobs: [] },
  before: hourFrom("2021-06-20 08:00:00"),
  slice: { limit: 4, offset: 0 },
  zone,
  now: at("2021-06-20 10:00:10"),
  late: false,
};
const totals = (success: number, failure: number, aborted = 0): Totals => ({
  ...{ runs: success + failure + aborted, success, failure, aborted, other: 0, reruns: 0, retries: 0 },
  ...{ unstable: 0, specialRuns: 0, pullRequests: 3, jobs: 2, commits: 4 },
});
const nothing = { items: [], total: 0 };
const links = {
  run: () => undefined,
  logPage: () => undefined,
  commit: () => undefined,
  branch: () => undefined,
  pullRequest: () => undefined,
};
const facts = (said: Partial<ReportFacts>): ReportFacts => ({
  ...{ totals: totals(10, 0), before: totals(10, 0), pulls: nothing, jobs: nothing, found: [], links },
  ...{ pending: 0, newest: at("2021-06-20 09:58:00") },
  ...said,
});

test.each([
  ["more failures at a worse rate are bad", totals(50, 50), totals(90, 10), "Failed: 50 ([bad: ▲ 40])"],
  ["fewer failures at a better rate are good", totals(90, 10), totals(50, 50), "Failed: 10 ([good: ▼ 40])"],
  ["as many failures are unchanged", totals(90, 10), totals(80, 10), "Failed: 10 (unchanged)"],
])("%s", (_, now, before, figure) => {
  const text = partText(hourlyReportView(asked, facts({ totals: now, before })), ["figures"]);
  expect(text).toContain(figure);
});

test.each([
  [totals(0, 0), "no runs", "没有运行"],
  [totals(1, 0), "the only run passed", "仅 1 次运行，已通过"],
  [totals(9, 0), "all 9 runs passed", "9 次运行全部通过"],
  [totals(9, 0, 2), "none of 11 runs failed", "11 次运行均未失败"],
  [totals(0, 1), "1 of 1 run failed", "1 次运行中 1 次失败"],
  [totals(1000, 1200), "1,200 of 2,200 runs failed", "2,200 次运行中 1,200 次失败"],
])("the title says how the hour went", (now, english, chinese) => {
  const { title } = hourlyReportView(asked, facts({ totals: now }));
  expect([title.en_us, title.zh_cn]).toEqual([`Hourly report: ${english}`, `小时报告：${chinese}`]);
});

test("hostile names stay text, and the card keeps to the platform's limits", () => {
  const HOSTILE = "<at id=all></at> **x** [a](http://b) `测试` \u202e😀 ".repeat(8);
  const tally = { ...totals(1, 3), commits: 1 };
  const run = (id: number) => ({
    ...{ job: HOSTILE.slice(0, 100), id, status: "FAILURE", time: window.begin, durationMs: 1, commit: null },
    ...{ branch: null, repo: null, comment: null, pullRequest: null },
  });
  const pull = (number: number) => ({
    ...tally,
    pullRequest: { repo: "a/b", number, title: HOSTILE, author: HOSTILE.slice(0, 60), branch: null, link: null },
  });
  const failures = Array.from({ length: 9 }, (_, index) =>
    sampleFailure({ name: `${HOSTILE}${index}`, excerpt: HOSTILE.repeat(20) }),
  );
  const pulls = [1, 2, 3, 4].map((number) => ({ ...pull(number), failed: { items: [run(number)], total: 9 } }));
  const jobs = [1, 2, 3, 4].map((n) => ({
    ...tally,
    job: `${HOSTILE.slice(0, 90)}${n}`,
    pulls: { items: [pull(n)], total: 9 },
  }));
  const view = hourlyReportView(
    asked,
    facts({
      totals: totals(10, 30),
      pulls: { items: pulls, total: 40 },
      jobs: { items: jobs, total: 40 },
      found: [1, 2, 3, 4].map((id) => ({ job: run(id).job, id, failures })),
    }),
  );
  for (const locale of locales) expect(checkCard(renderCard(view, { locale, interactive: true }))).toEqual([]);
  expect(viewText(view)).toContain("and 6 more");
  expect(viewText(view, "zh_cn")).toContain("等 9 项");
  expect(view.blocks.filter(({ kind }) => kind === "excerpt")).toHaveLength(4);
});
