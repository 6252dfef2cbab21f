import { Registry } from "prom-client";
import { beforeEach, describe, expect, test } from "vitest";
import type { ConnectionState } from "../../src/feishu/long-connection.ts";
import { cached } from "../../src/metrics/cached.ts";
import { measureConnection, measureFeishu } from "../../src/metrics/feishu.ts";
import { countHappenings } from "../../src/metrics/happenings.ts";
import { measureJobs } from "../../src/metrics/jobs.ts";
import { measureSite, type SiteFacts } from "../../src/metrics/site.ts";
import { MINUTE, SECOND } from "../../src/model/window.ts";
import { signals } from "../../src/ports/signals.ts";
import { standingClock } from "../support/clock.ts";

const now = Date.parse("2026-11-26T10:00:00Z");
const clock = standingClock(now);
const facts: SiteFacts = {
  newest: now - 90 * SECOND,
  unread: 4,
  poll: { answeredAt: 1_700_000_000_000, jobs: 40, behind: 3, unreadable: 2, readSince: null, fault: null },
  deliveries: [
    { topic: "hourly", waiting: 3, oldestDueAt: now - 5 * SECOND },
    { topic: "daily", waiting: 1, oldestDueAt: now - 40 * SECOND },
  ],
};

let registry: Registry;
beforeEach(() => {
  registry = new Registry();
});

async function samples(): Promise<readonly string[]> {
  return (await registry.metrics()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

describe("what happens is counted by kind and result", () => {
  test.each([
    ["event", { kind: "unknown", result: "refused" }, 'ci_stat_events_total{kind="unknown",result="refused"} 1'],
    ["question", { kind: "click", result: "repeated" }, 'ci_stat_questions_total{kind="click",result="repeated"} 1'],
    [
      "answer",
      { command: "summary", result: "answered", ms: 70 },
      'ci_stat_answers_total{command="summary",result="answered"} 1',
    ],
    [
      "answer",
      { command: "summary", result: "late", ms: 70 },
      'ci_stat_answer_seconds_bucket{le="0.1",command="summary"} 1',
    ],
    [
      "call",
      { service: "feishu", operation: "send", result: "unreachable", ms: 8_000 },
      'ci_stat_calls_total{service="feishu",operation="send",result="unreachable"} 1',
    ],
    [
      "call",
      { service: "jenkins", operation: "log", result: "ok", ms: 8_000 },
      'ci_stat_call_seconds_sum{service="jenkins"} 8',
    ],
    ["delivery", { topic: "hourly", state: "sent" }, 'ci_stat_deliveries_total{topic="hourly",state="sent"} 1'],
    ["statement", { result: "failed", ms: 3 }, 'ci_stat_statements_total{result="failed"} 1'],
    ["statement", { result: "ok", ms: 3 }, 'ci_stat_statement_seconds_bucket{le="0.001"} 0'],
    ["poolWait", {}, "ci_stat_pool_waits_total 1"],
    ["scan", { outcome: "read", ms: 400 }, 'ci_stat_scans_total{outcome="read"} 1'],
  ] as const)("%s %j", async (signal, content, sample) => {
    const stop = countHappenings(registry);
    signals[signal].send(content as never);
    stop();
    signals[signal].send(content as never);
    expect(await samples()).toContain(sample);
  });
});

describe("Feishu", () => {
  test("calls, refused messages and warnings", async () => {
    measureFeishu(registry, { callsInADay: () => 70, refusedSends: () => 2, warnings: () => [] });
    expect(await samples()).toEqual([
      "ci_stat_feishu_calls_in_a_day 70",
      "ci_stat_feishu_refused_sends 2",
      "ci_stat_feishu_warnings 0",
    ]);
  });

  const open: ConnectionState = {
    isOpen: true,
    sinceMs: now - 5 * MINUTE,
    lastEventMs: now - MINUTE,
    reconnects: 2,
    fault: undefined,
  };
  test.each([
    ["an open connection", open, ["1", String((now - MINUTE) / SECOND), "2"]],
    ["a lost one", { ...open, isOpen: false }, ["0", String((now - MINUTE) / SECOND), "2"]],
    ["one that was never opened", undefined, ["0", "0", "0"]],
  ])("%s", async (_, state, values) => {
    measureConnection(registry, () => state);
    expect((await samples()).map((line) => line.split(" ")[1])).toEqual(values);
  });
});

describe("the site", () => {
  test("its waiting work, and how old its data is", async () => {
    measureSite(registry, async () => facts, clock);
    expect(await samples()).toEqual([
      "ci_stat_database_up 1",
      `ci_stat_newest_run_timestamp_seconds ${(now - 90 * SECOND) / SECOND}`,
      "ci_stat_unread_logs 4",
      'ci_stat_deliveries_waiting{topic="hourly"} 3',
      'ci_stat_deliveries_waiting{topic="daily"} 1',
      "ci_stat_delivery_lag_seconds 40",
      "ci_stat_jenkins_poll_timestamp_seconds 1700000000",
      "ci_stat_jenkins_jobs 40",
      "ci_stat_jenkins_jobs_behind 3",
      "ci_stat_jenkins_jobs_unreadable 2",
    ]);
  });

  test("nothing waits, and there is no run yet", async () => {
    measureSite(registry, async () => ({ newest: null, unread: 0, deliveries: [], poll: undefined }), clock);
    expect(await samples()).toEqual([
      "ci_stat_database_up 1",
      "ci_stat_unread_logs 0",
      "ci_stat_delivery_lag_seconds 0",
    ]);
  });

  test("while the database is away, old figures are not shown", async () => {
    let known: SiteFacts | undefined = facts;
    measureSite(registry, async () => known, clock);
    await samples();
    known = undefined;
    expect(await samples()).toEqual(["ci_stat_database_up 0"]);
  });
});

describe("the CI, job by job", () => {
  const tally = { runs: 10, success: 6, failure: 2, unstable: 1, aborted: 1, other: 1 };
  const none = { runs: 1, success: 0, failure: 0, unstable: 0, aborted: 1, other: 0 };

  test("runs by status, and the ratio of passes where something passed or failed", async () => {
    const day = [
      { job: "unit", tally },
      { job: "quiet", tally: none },
    ];
    measureJobs(registry, async () => ({ day, week: [{ job: "(others)", tally }] }));
    const all = await samples();
    expect(all.filter((line) => line.includes('job="unit"'))).toEqual([
      'ci_stat_ci_runs{job="unit",status="success"} 6',
      'ci_stat_ci_runs{job="unit",status="failure"} 1',
      'ci_stat_ci_runs{job="unit",status="unstable"} 1',
      'ci_stat_ci_runs{job="unit",status="aborted"} 1',
      'ci_stat_ci_runs{job="unit",status="other"} 1',
      'ci_stat_ci_pass_ratio{job="unit",window="24h"} 0.75',
    ]);
    expect(all).toContain('ci_stat_ci_pass_ratio{job="(others)",window="7d"} 0.75');
    expect(all.filter((line) => line.includes("ratio") && line.includes("quiet"))).toEqual([]);
  });
});

describe("facts from the database", () => {
  test("are read once a minute, however many gauges and scrapes ask", async () => {
    const time = standingClock(now);
    let readings = 0;
    const get = cached(async () => ++readings, time);
    expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
    time.set(now + MINUTE - 1);
    expect(await get()).toBe(1);
    time.set(now + MINUTE);
    expect(await get()).toBe(2);
  });

  test("are unknown when they cannot be read, and known again a minute later", async () => {
    const time = standingClock(now);
    let isAway = true;
    const get = cached(async () => {
      if (isAway) throw new Error("away");
      return "here";
    }, time);
    expect(await get()).toBeUndefined();
    isAway = false;
    time.set(now + MINUTE);
    expect(await get()).toBe("here");
  });
});
