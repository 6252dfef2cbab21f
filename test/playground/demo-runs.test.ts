import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/model/window.ts";
import { causeOf, formats } from "../../src/playground/demo/planted.ts";
import type { DemoRun } from "../../src/playground/demo/run.ts";
import { type DemoOptions, demoRuns } from "../../src/playground/demo/runs.ts";
import { fromNaive, startOfDay } from "../../src/time/zone.ts";

const timezone = "Asia/Shanghai";
const friday = fromNaive("2026-11-20 15:20:00", timezone);

function runs(options: Partial<DemoOptions> & Pick<DemoOptions, "from" | "to">): DemoRun[] {
  return [...demoRuns({ seed: 7, timezone, ...options })];
}

const key = ({ job, job_id }: DemoRun) => `${job}#${job_id}`;
const byKey = (some: readonly DemoRun[]) => [...some].sort((a, b) => key(a).localeCompare(key(b)));
const sixWeeks = runs({ from: friday - 45 * DAY, to: friday });
const oneDay = sixWeeks.filter(({ time }) => time >= friday - DAY);
const failed = sixWeeks.filter(({ status }) => status === "FAILURE");

function groups<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const found = new Map<Key, Item[]>();
  for (const item of items) {
    const group = found.get(keyOf(item));
    if (group) group.push(item);
    else found.set(keyOf(item), [item]);
  }
  return found;
}

/** Shanghai has had no change of the clocks since 1991. */
const wallClock = ({ time }: DemoRun) => new Date(time + 8 * HOUR);

describe("the same company whenever one looks", () => {
  it.each([
    ["an hour of the working day", friday - 6 * HOUR, friday - 5 * HOUR - 7_123, friday],
    ["a few minutes", friday - 20 * MINUTE, friday - 10 * MINUTE, friday - MINUTE],
    ["midnight", fromNaive("2026-11-18 20:00:00", timezone), fromNaive("2026-11-19 00:00:00", timezone), friday],
    ["several weeks", friday - 30 * DAY, friday - 9 * DAY, friday - 2 * DAY],
  ])("spans that meet give what one span gives: %s", (_, a, b, c) => {
    const parts = [...runs({ from: a, to: b }), ...runs({ from: b, to: c })];
    expect(parts.length).toBeGreaterThan(0);
    expect(byKey(parts)).toEqual(byKey(runs({ from: a, to: c })));
  });

  it("spans that meet give what one span gives where clocks change", () => {
    const zone = { timezone: "America/New_York" };
    const [a, b, c] = ["2026-10-30 00:00:00", "2026-11-01 01:30:00", "2026-11-03 00:00:00"].map((naive) =>
      fromNaive(naive, zone.timezone),
    ) as [number, number, number];
    const parts = [...runs({ ...zone, from: a, to: b }), ...runs({ ...zone, from: b, to: c })];
    expect(byKey(parts)).toEqual(byKey(runs({ ...zone, from: a, to: c })));
    expect(new Set(parts.map(key)).size).toBe(parts.length);
  });

  it("another seed is another company", () => {
    const window = { from: friday - DAY, to: friday };
    expect(runs({ ...window, seed: 8 })).not.toEqual(runs(window));
  });

  it("has no runs before its founding", () => {
    expect(runs({ from: Date.UTC(2019, 0, 1), to: Date.UTC(2019, 11, 31) })).toEqual([]);
  });
});

describe("rows", () => {
  it("have keys of their own", () => {
    expect(new Set(sixWeeks.map(key)).size).toBe(sixWeeks.length);
  });

  it("have build numbers that rise with time within a job", () => {
    const byId = [...sixWeeks].sort((a, b) => a.job_id - b.job_id);
    for (const some of groups(byId, ({ job }) => job).values()) {
      const times = some.map(({ time }) => time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
    expect(Math.max(...sixWeeks.map(({ job_id }) => job_id))).toBeLessThan(2 ** 32);
  });

  it("ended in the span that was asked for, and start on a whole second", () => {
    const ends = sixWeeks.map(({ duration, time }) => time + duration);
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(friday - 45 * DAY);
    expect(Math.max(...ends)).toBeLessThan(friday);
    expect(
      sixWeeks.filter(({ duration, time }) => time % 1000 !== 0 || !Number.isInteger(duration) || duration <= 0),
    ).toEqual([]);
  });

  it("fit the columns", () => {
    const texts = sixWeeks.flatMap(({ branch, comment, job, repo }) => [job, branch, comment, repo]);
    expect(texts.filter((text) => text !== null && (text === "" || text.length > 100))).toEqual([]);
  });

  it("describe pull requests under the builder's keys", () => {
    for (const { commit, description, repo } of oneDay.filter((run) => run.repo)) {
      const told = JSON.parse(description ?? "{}");
      expect(Object.keys(told)).toHaveLength(19);
      expect(told.ghprbPullLink).toBe(`https://github.com/${repo}/pull/${told.ghprbPullId}`);
      expect(told.ghprbPullDescription).toContain(commit);
      expect(told.ghprbPullAuthorEmail).toMatch(/@example\.com$/);
    }
  });

  it("of special runs have no pull request: no parameters, none that were filled in, or others", () => {
    const special = sixWeeks.filter(({ repo }) => !repo).map(({ description }) => description);
    expect(special).toContain(null);
    expect(special).toContain("{}");
    expect(special.some((description) => description?.includes("WORKLOAD"))).toBe(true);
    expect(special.filter((description) => description?.includes("ghprb"))).toEqual([]);
  });

  it("say at most one cause, one that was planted", () => {
    for (const { analysis_res, planted, status } of oneDay) {
      const told: [string, string[]][] = Object.entries(JSON.parse(analysis_res ?? "{}"));
      expect(told.length).toBeLessThanOrEqual(1);
      if (status !== "FAILURE") expect([analysis_res, planted]).toEqual([null, []]);
      const names = told.flatMap(([, some]) => some);
      expect(names.filter((name) => !planted.some((failure) => name.endsWith(failure.name)))).toEqual([]);
    }
  });
});

describe("a company one believes in", () => {
  const perDay = [...groups(sixWeeks, (run) => wallClock(run).toISOString().slice(0, 10)).values()].slice(1, -1);
  const isWeekend = ([run]: readonly DemoRun[]) => run !== undefined && [0, 6].includes(wallClock(run).getUTCDay());

  it("is busy on weekdays and quiet on weekends", () => {
    for (const some of perDay) {
      expect(some.length).toBeGreaterThan(isWeekend(some) ? 100 : 450);
      expect(some.length).toBeLessThan(isWeekend(some) ? 550 : 1100);
    }
  });

  it("sleeps at night and eats at noon", () => {
    const hours = groups(perDay.filter((some) => !isWeekend(some)).flat(), (run) => wallClock(run).getUTCHours());
    const runsAt = (hour: number) => hours.get(hour)?.length ?? 0;
    expect(runsAt(4) * 3).toBeLessThan(runsAt(10));
    expect(runsAt(12) * 1.4).toBeLessThan(runsAt(11));
    expect(runsAt(12) * 1.2).toBeLessThan(runsAt(14));
  });

  it("fails about one run in seven, and each cause has its part", () => {
    const part = (status: string) => sixWeeks.filter((run) => run.status === status).length / sixWeeks.length;
    expect(part("FAILURE")).toBeGreaterThan(0.12);
    expect(part("FAILURE")).toBeLessThan(0.2);
    expect(part("ABORTED")).toBeGreaterThan(0.03);
    expect(part("ABORTED")).toBeLessThan(0.07);
    expect(part("UNSTABLE")).toBeGreaterThan(0);
    expect(part("NOT_BUILT")).toBeGreaterThan(0);
    const causes = groups(failed, ({ planted: [first] }) => (first ? causeOf(first) : "unknown"));
    for (const [cause, least] of [
      ["case", 0.3],
      ["env", 0.1],
      ["compile", 0.08],
      ["check", 0.05],
      ["unknown", 0.02],
    ] as const) {
      expect([cause, (causes.get(cause)?.length ?? 0) / failed.length >= least]).toEqual([cause, true]);
    }
    expect(causes.get("unknown")?.length).toBeLessThan(failed.length * 0.06);
  });

  it("plants every format", () => {
    expect(new Set(failed.flatMap(({ planted }) => planted.map(({ format }) => format)))).toEqual(new Set(formats));
  });

  it("reruns what failed, and some of it then passes on the same commit", () => {
    const attempts = [
      ...groups(
        sixWeeks.filter(({ commit }) => commit),
        ({ commit, job }) => `${job} ${commit}`,
      ).values(),
    ];
    const flaky = attempts.filter((some) =>
      ["SUCCESS", "FAILURE"].every((status) => some.some((run) => run.status === status)),
    );
    expect(flaky.length).toBeGreaterThan(100);
    expect(sixWeeks.some(({ comment }) => comment === "/run-unit-test")).toBe(true);
  });

  it("has two repositories with a pull request of the same number every week", () => {
    const week = sixWeeks.filter(({ repo, time }) => repo && time > friday - 7 * DAY);
    const numbers = groups(week, ({ description }) => JSON.parse(description ?? "{}").ghprbPullId as string);
    expect([...numbers.values()].some((some) => new Set(some.map(({ repo }) => repo)).size > 1)).toBe(true);
  });

  it("has titles that try what a card can bear", () => {
    const week = sixWeeks.filter(({ time }) => time > friday - 7 * DAY);
    const titles = new Set(
      week.map(({ description }) => JSON.parse(description ?? "{}").ghprbPullTitle as string | undefined),
    );
    expect(
      [...titles].some(
        (title) => title?.includes("<at id=all></at> **bold** [x](http://evil)") && title.length === 300,
      ),
    ).toBe(true);
    expect([...titles].some((title) => title?.includes("🚀"))).toBe(true);
  });

  it("breaks a case on master for a day and a half each week, for many pull requests", () => {
    const trunk = failed.filter(({ branch, job }) => branch === "master" && job === "tidb_ghpr_unit_test");
    const bursts = [...groups(trunk, ({ planted }) => planted[0]?.name).values()].filter((some) =>
      some.some(({ time }) => some.filter((other) => other.time >= time && other.time < time + 1.5 * DAY).length > 12),
    );
    expect(bursts.length).toBeGreaterThanOrEqual(5);
  });

  it("has a bad hour of infrastructure in the evening of the day before", () => {
    const [midnight, yesterday] = [startOfDay(friday, timezone), startOfDay(friday, timezone, -1)];
    const evening = failed.filter(({ time }) => time >= yesterday + 18 * HOUR && time < midnight - 2 * HOUR);
    expect(evening.filter(({ planted: [first] }) => first && causeOf(first) === "env").length).toBeGreaterThan(8);
  });

  it("breaks a nightly run every night on a case that never failed before", () => {
    const midnight = startOfDay(friday, timezone);
    const nightly = failed.filter(({ job }) => job === "tidb-unit-test-nightly");
    const lastNight = nightly.filter(({ time }) => time >= midnight);
    const before = new Set(
      failed.filter(({ time }) => time < midnight).flatMap(({ planted }) => planted.map(({ name }) => name)),
    );
    expect(lastNight.flatMap(({ planted }) => planted).filter(({ name }) => !before.has(name))).toHaveLength(1);
    expect(nightly.length).toBeLessThan(0.6 * sixWeeks.filter(({ job }) => job === "tidb-unit-test-nightly").length);
  });

  it("has a job that got slower", () => {
    const fortnights = groups(
      sixWeeks.filter(({ job, status }) => job === "tikv_ghpr_test" && status === "SUCCESS"),
      ({ time }) => Math.floor((time - Date.UTC(2019, 11, 31, 16)) / (14 * DAY)),
    );
    const means = [...fortnights.values()].map(
      (some) => some.reduce((sum, { duration }) => sum + duration, 0) / some.length,
    );
    expect(Math.max(...means)).toBeGreaterThan(1.4 * Math.min(...means));
  });
});

describe("up to the present minute", () => {
  it.each(["2026-11-22 04:00:00", "2026-11-23 03:37:00", "2026-11-20 12:30:00", "2027-02-13 06:59:59"])(
    "has runs of the last hour at %s",
    (naive) => {
      const now = fromNaive(naive, timezone);
      expect(runs({ from: now - HOUR, to: now }).length).toBeGreaterThan(0);
      expect(runs({ from: now - 6 * HOUR, to: now }).length).toBeGreaterThan(15);
    },
  );
});
