import { Gauge, type Registry } from "prom-client";
import type { Poll } from "../model/poll.ts";
import { SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeliveryBacklog } from "../ports/deliveries.ts";
import type { Cached } from "./cached.ts";

/** What the database says about the work that is waiting. Instants are epoch milliseconds. */
export interface SiteFacts {
  /** Start of the newest run; null without one. */
  readonly newest: number | null;
  /** Failed and aborted runs of the last 26 hours whose logs are unread. */
  readonly unread: number;
  readonly deliveries: readonly DeliveryBacklog[];
  /** How Jenkins was last asked for new builds; undefined if it is not asked, or was not yet. */
  readonly poll: Poll | undefined;
}

/** Gauges that are read from the database. While it is away, only `ci_stat_database_up` is shown. */
export function measureSite(registry: Registry, facts: Cached<SiteFacts>, clock: Clock): void {
  const registers = [registry];
  new Gauge({
    name: "ci_stat_database_up",
    help: "1 while the database answers the questions behind these metrics, 0 while it does not",
    registers,
    async collect() {
      this.set((await facts()) ? 1 : 0);
    },
  });
  new Gauge({
    name: "ci_stat_newest_run_timestamp_seconds",
    help: "When the newest run in ci_data began",
    registers,
    async collect() {
      setOrDrop(this, (await facts())?.newest, SECOND);
    },
  });
  new Gauge({
    name: "ci_stat_unread_logs",
    help: "Failed and aborted runs of the last 26 hours whose logs are not read yet",
    registers,
    async collect() {
      setOrDrop(this, (await facts())?.unread);
    },
  });
  new Gauge({
    name: "ci_stat_deliveries_waiting",
    help: "Reports, alerts and issue cards that are due and not sent, by topic",
    labelNames: ["topic"],
    registers,
    async collect() {
      this.reset();
      for (const { topic, waiting } of (await facts())?.deliveries ?? []) this.set({ topic }, waiting);
    },
  });
  new Gauge({
    name: "ci_stat_delivery_lag_seconds",
    help: "How long the oldest of them has been due; 0 if nothing is waiting",
    registers,
    async collect() {
      const known = await facts();
      const lags = known?.deliveries.map(({ oldestDueAt }) => clock.now() - oldestDueAt);
      setOrDrop(this, lags && Math.max(0, ...lags), SECOND);
    },
  });
  measurePoll(registry, facts);
}

function measurePoll(registry: Registry, facts: Cached<SiteFacts>): void {
  const registers = [registry];
  new Gauge({
    name: "ci_stat_jenkins_poll_timestamp_seconds",
    help: "When Jenkins last listed its jobs; absent if it is not asked for new builds",
    registers,
    async collect() {
      setOrDrop(this, (await facts())?.poll?.answeredAt, SECOND);
    },
  });
  new Gauge({
    name: "ci_stat_jenkins_jobs",
    help: "Jobs that Jenkins listed",
    registers,
    async collect() {
      setOrDrop(this, (await facts())?.poll?.jobs);
    },
  });
  new Gauge({
    name: "ci_stat_jenkins_jobs_behind",
    help: "Jobs whose older builds are still being read",
    registers,
    async collect() {
      setOrDrop(this, (await facts())?.poll?.behind);
    },
  });
  new Gauge({
    name: "ci_stat_jenkins_jobs_unreadable",
    help: "Jobs that could not be read at the last poll, so that their runs are missing",
    registers,
    async collect() {
      setOrDrop(this, (await facts())?.poll?.unreadable);
    },
  });
}

function setOrDrop(gauge: Gauge, value: number | null | undefined, unit = 1): void {
  gauge.remove();
  if (value != null) gauge.set(value / unit);
}
