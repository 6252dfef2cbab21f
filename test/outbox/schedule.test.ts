import { describe, expect, test } from "vitest";
import { reportKinds } from "../../src/model/report.ts";
import { allSubscriptions, plainSubscription } from "../../src/model/subscription.ts";
import { HOUR, MINUTE } from "../../src/model/window.ts";
import {
  dueWindows,
  lastWindow,
  nextTick,
  type Schedule,
  scheduleOfSubscription,
  windowBeforeReport,
} from "../../src/reports/schedule.ts";

const hourly = (zone: string, cron = "0 * * * *"): Schedule => ({ kind: "hourly", cron, zone });
const daily = (zone: string, cron = "0 0 * * *"): Schedule => ({ kind: "daily", cron, zone });
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const spans = (windows: readonly { readonly begin: number; readonly end: number }[]) =>
  windows.map(({ begin, end }) => `${iso(begin)} ${iso(end)}`);

/** Looks every ten minutes, like a service that runs without a break. */
function watched(schedule: Schedule, from: string, to: string): string[] {
  const found: string[] = [];
  let since = Date.parse(from);
  for (let now = since; now <= Date.parse(to); now += 10 * MINUTE) {
    const { due, skipped } = dueWindows(schedule, since, now);
    expect(skipped).toEqual([]);
    found.push(...spans(due));
    since = Math.max(since, ...due.map(({ dueAt }) => dueAt));
  }
  return found;
}

describe("over a change of the clocks", () => {
  test("every real hour is reported once, on a day of 23 hours and on one of 25", () => {
    for (const day of ["2026-03-29", "2026-10-25"]) {
      const begin = Date.parse(`${day}T00:00:00Z`) - 3 * HOUR;
      const found = watched(hourly("Europe/Berlin"), new Date(begin).toISOString(), `${day}T06:00:00Z`);
      const wanted = Array.from({ length: 9 }, (_, index) => ({
        begin: begin + index * HOUR,
        end: begin + (index + 1) * HOUR,
      }));
      expect(found).toEqual(spans(wanted));
    }
  });

  test("a day of 23 and a day of 25 hours is one day", () => {
    expect(watched(daily("Europe/Berlin"), "2026-03-28T22:00:00Z", "2026-03-30T23:00:00Z")).toEqual([
      "2026-03-27T23:00 2026-03-28T23:00",
      "2026-03-28T23:00 2026-03-29T22:00",
      "2026-03-29T22:00 2026-03-30T22:00",
    ]);
    expect(watched(daily("Europe/Berlin"), "2026-10-25T12:00:00Z", "2026-10-26T12:00:00Z")).toEqual([
      "2026-10-24T22:00 2026-10-25T23:00",
    ]);
  });

  test("a daily report at a time of day that is skipped, or comes twice, is sent once", () => {
    const cron = "30 2 * * *";
    expect(watched(daily("Europe/Berlin", cron), "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toHaveLength(1);
    expect(watched(daily("Europe/Berlin", cron), "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toHaveLength(1);
  });
});

describe("after a clock is set back", () => {
  test("nothing is repeated, and reports continue where they were", () => {
    const schedule = hourly("Asia/Shanghai");
    const first = dueWindows(schedule, Date.parse("2026-06-20T09:30:00Z"), Date.parse("2026-06-20T10:00:05Z"));
    expect(spans(first.due)).toEqual(["2026-06-20T09:00 2026-06-20T10:00"]);
    const since = first.due[0]?.dueAt ?? 0;
    for (const now of ["2026-06-20T08:00:00Z", "2026-06-20T09:00:00Z", "2026-06-20T10:00:00Z", "2026-06-20T10:59:59Z"])
      expect(dueWindows(schedule, since, Date.parse(now)).due).toEqual([]);
    expect(spans(dueWindows(schedule, since, Date.parse("2026-06-20T11:00:00Z")).due)).toEqual([
      "2026-06-20T10:00 2026-06-20T11:00",
    ]);
  });
});

describe("after an absence", () => {
  test("the latest window comes late and says so, the ones before it are skipped", () => {
    const { due, skipped } = dueWindows(
      hourly("Asia/Shanghai"),
      Date.parse("2026-06-20T04:00:00Z"),
      Date.parse("2026-06-20T08:40:00Z"),
    );
    expect(spans(due)).toEqual(["2026-06-20T07:00 2026-06-20T08:00"]);
    expect(due[0]?.late).toBe(true);
    expect(spans(skipped)).toEqual([
      "2026-06-20T04:00 2026-06-20T05:00",
      "2026-06-20T05:00 2026-06-20T06:00",
      "2026-06-20T06:00 2026-06-20T07:00",
    ]);
  });

  test("a window that ended a moment ago is not late, whatever was missed before it", () => {
    const { due, skipped } = dueWindows(
      hourly("Asia/Shanghai"),
      Date.parse("2026-06-20T04:00:00Z"),
      Date.parse("2026-06-20T06:05:00Z"),
    );
    expect(due.map(({ late }) => late)).toEqual([false]);
    expect(skipped).toHaveLength(1);
  });

  test("a year away does not list a year of windows", () => {
    const { due, skipped } = dueWindows(
      hourly("UTC"),
      Date.parse("2025-01-01T00:00:00Z"),
      Date.parse("2026-01-01T00:30:00Z"),
    );
    expect(due).toHaveLength(1);
    expect(skipped.length).toBeLessThan(50);
  });
});

describe("which window", () => {
  test.each([
    [
      "five past is still about the whole hour before",
      hourly("UTC", "5 * * * *"),
      "2026-06-20T10:05:00Z",
      "2026-06-20T09:00 2026-06-20T10:00",
    ],
    [
      "more often than hourly, windows touch",
      hourly("UTC", "*/30 * * * *"),
      "2026-06-20T10:30:00Z",
      "2026-06-20T10:00 2026-06-20T10:30",
    ],
    [
      "in working hours, the first is about the hour before",
      hourly("UTC", "0 9-18 * * 1-5"),
      "2026-06-22T09:10:00Z",
      "2026-06-22T08:00 2026-06-22T09:00",
    ],
    ["in a zone with half hours", hourly("Asia/Kolkata"), "2026-06-20T10:00:00Z", "2026-06-20T08:30 2026-06-20T09:30"],
    [
      "a daily report in the morning is about the day before",
      daily("Asia/Shanghai", "0 9 * * *"),
      "2026-06-20T03:00:00Z",
      "2026-06-18T16:00 2026-06-19T16:00",
    ],
  ])("%s", (_, schedule, at, wanted) => {
    expect(spans([lastWindow(schedule, Date.parse(at))])).toEqual([wanted]);
  });

  test("a daily report twice a day is sent once a day", () => {
    const schedule = daily("UTC", "0 9,18 * * *");
    const { due } = dueWindows(schedule, Date.parse("2026-06-20T08:00:00Z"), Date.parse("2026-06-20T18:05:00Z"));
    expect(spans(due)).toEqual(["2026-06-19T00:00 2026-06-20T00:00"]);
  });

  test("the next one is named", () => {
    expect(iso(nextTick(daily("Asia/Shanghai"), Date.parse("2026-06-20T03:00:00Z")) ?? 0)).toBe("2026-06-20T16:00");
  });
});

test("a report is compared with the hour before, or the whole day before, even if it had 23 or 25 hours", () => {
  const of = (kind: "hourly" | "daily", begin: string, end: string) =>
    spans([windowBeforeReport({ kind, zone: "Europe/Berlin" }, { begin: Date.parse(begin), end: Date.parse(end) })]);
  expect(of("daily", "2026-10-25T23:00Z", "2026-10-26T23:00Z")).toEqual(["2026-10-24T22:00 2026-10-25T23:00"]);
  expect(of("daily", "2026-03-29T22:00Z", "2026-03-30T22:00Z")).toEqual(["2026-03-28T23:00 2026-03-29T22:00"]);
  expect(of("hourly", "2026-10-25T01:00Z", "2026-10-25T02:00Z")).toEqual(["2026-10-25T00:00 2026-10-25T01:00"]);
});

describe("a subscription", () => {
  const times = { hourlyCron: "0 * * * *", dailyCron: "0 8 * * *", zone: "Asia/Shanghai" };
  const plain = plainSubscription("oc_a", "daily", null);
  test.each([
    ["as configured", plain, { kind: "daily", cron: "0 8 * * *", zone: "Asia/Shanghai" }],
    [
      "in its own zone",
      { ...plain, zone: "Europe/Berlin" },
      { kind: "daily", cron: "0 8 * * *", zone: "Europe/Berlin" },
    ],
    ["at its own time", { ...plain, at: "09:05" }, { kind: "daily", cron: "5 9 * * *", zone: "Asia/Shanghai" }],
    [
      "hourly",
      { ...plain, topic: "hourly" as const, at: "09:05" },
      { kind: "hourly", cron: "0 * * * *", zone: "Asia/Shanghai" },
    ],
    ["when something happens", { ...plain, topic: "issues" as const }, undefined],
  ])("comes %s", (_, subscription, schedule) => {
    expect(scheduleOfSubscription(subscription, times)).toEqual(schedule);
  });

  test("overrides the configuration, and can also turn a report off", () => {
    const own = { ...plainSubscription("oc_a", "hourly", "ou_x"), repo: "tidb" };
    const no = { ...plainSubscription("oc_a", "issues", "ou_x"), active: false };
    const found = allSubscriptions(["oc_a", "oc_b"], [own, no]).map(({ chatId, topic, repo }) => [chatId, topic, repo]);
    const kinds = reportKinds.filter((kind) => kind !== "hourly");
    expect(found).toEqual([
      ...kinds.map((kind) => ["oc_a", kind, undefined]),
      ...reportKinds.map((kind) => ["oc_b", kind, undefined]),
      ["oc_b", "issues", undefined],
      ["oc_a", "hourly", "tidb"],
    ]);
  });
});
