import express from "express";
import { Registry } from "prom-client";
import { cached } from "../metrics/cached.ts";
import { measureConnection, measureFeishu } from "../metrics/feishu.ts";
import { countHappenings } from "../metrics/happenings.ts";
import { type CiFacts, type LabelledTally, MOST_JOBS, measureJobs } from "../metrics/jobs.ts";
import { measureProcess, nameBuild } from "../metrics/process.ts";
import { metricsRouter } from "../metrics/router.ts";
import { measureSite, type SiteFacts } from "../metrics/site.ts";
import type { Tally } from "../model/tally.ts";
import { DAY } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { RunStore } from "../ports/run-store.ts";
import type { Application } from "./application.ts";
import type { Bot } from "./chat.ts";
import { RECENT_MS } from "./chores.ts";

interface MetricsParts {
  readonly application: Application;
  readonly bot: Bot | undefined;
  readonly version: string;
  readonly clock: Clock;
  /** Whether there are gauges that name jobs. */
  readonly withJobs: boolean;
}

export interface Metrics {
  readonly registry: Registry;
  stop(): void;
}

/** Every metric of the service, in a registry of its own. */
export function openMetrics({ application, bot, version, clock, withJobs }: MetricsParts): Metrics {
  const registry = new Registry();
  measureProcess(registry);
  nameBuild(registry, version);
  const stop = countHappenings(registry);
  if (bot) measureFeishu(registry, bot.health);
  if (bot?.intake.health) measureConnection(registry, bot.intake.state);
  measureSite(
    registry,
    cached(() => readSite(application, clock), clock),
    clock,
  );
  if (withJobs)
    measureJobs(
      registry,
      cached(() => readJobs(application, clock), clock),
    );
  return { registry, stop };
}

/** A server that has nothing but `/metrics`. */
export function metricsApp(registry: Registry): express.Express {
  return express().disable("x-powered-by").use(metricsRouter(registry));
}

async function readSite({ stores, sources }: Application, clock: Clock): Promise<SiteFacts> {
  const [{ runs, failures, deliveries }, { polls }] = await Promise.all([stores.open(), sources()]);
  const now = clock.now();
  const window = { begin: now - RECENT_MS, end: now };
  const [newest, failed, scanned, backlog, poll] = await Promise.all([
    runs.newest(),
    runs.unsuccessfulCount(window),
    failures.scannedCount(window),
    deliveries.backlog(now),
    polls?.last(),
  ]);
  return { newest, unread: Math.max(0, failed - scanned), deliveries: backlog, poll };
}

async function readJobs({ stores }: Application, clock: Clock): Promise<CiFacts> {
  const { runs } = await stores.open();
  const now = clock.now();
  const [day, week] = await Promise.all([tallies(runs, now - DAY, now), tallies(runs, now - 7 * DAY, now)]);
  return { day, week };
}

async function tallies(runs: RunStore, begin: number, end: number): Promise<readonly LabelledTally[]> {
  const scope = { window: { begin, end }, jobs: [] };
  const { items, total } = await runs.jobs(scope, { limit: MOST_JOBS, offset: 0, sort: "runs" });
  const named = items.map((tally) => ({ job: tally.job, tally }));
  if (total <= items.length) return named;
  return [...named, { job: "(others)", tally: items.reduce<Tally>(without, await runs.totals(scope)) }];
}

function without(all: Tally, one: Tally): Tally {
  return {
    runs: all.runs - one.runs,
    success: all.success - one.success,
    failure: all.failure - one.failure,
    unstable: all.unstable - one.unstable,
    aborted: all.aborted - one.aborted,
    other: all.other - one.other,
  };
}
