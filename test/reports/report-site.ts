import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../src/database/failures/failure-store.ts";
import { createDeliveries } from "../../src/database/queues/deliveries.ts";
import { createSubscriptions } from "../../src/database/queues/subscriptions.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import { builtinRules } from "../../src/logs/rules.ts";
import { createScanner } from "../../src/logs/scanning/scanner.ts";
import type { Delivery, NewDelivery } from "../../src/model/delivery.ts";
import type { TrackedIssue } from "../../src/model/issue.ts";
import type { ReportKind } from "../../src/model/report.ts";
import { plainSubscription, type Subscription } from "../../src/model/subscription.ts";
import { DAY, HOUR, type Window } from "../../src/model/window.ts";
import type { Deliveries } from "../../src/ports/deliveries.ts";
import type { LogSource } from "../../src/ports/logs.ts";
import { createReportContent } from "../../src/reports/content.ts";
import type { ReportSources } from "../../src/reports/report-sources.ts";
import { startOfDay } from "../../src/time/zone.ts";
import type { View } from "../../src/view/view.ts";
import { standingClock } from "../support/clock.ts";
import type { TestEngine } from "../support/engines.ts";
import { noResults } from "../support/results.ts";
import { at, zone } from "../support/runs.ts";
import { failingLog } from "../support/small-site.ts";

const chat = "oc_reports";
/** When reports are made, unless a test says otherwise. */
export const now = at("2021-06-21 09:00:00");

export interface ReportSite {
  readonly sources: ReportSources;
  readonly deliveries: Deliveries;
  /** What a chat gets when a report of a window is delivered; undefined where nothing is sent. */
  show(delivery: Partial<Delivery>, subscription?: Partial<Subscription>, now?: number): Promise<View | undefined>;
  /** Keeps a report back and tells of it in a digest. */
  tell(delivery: Partial<Delivery>): Promise<void>;
  close(): Promise<void>;
}

/** Real stores over `rows`, and the real content of reports on top of them. */
export async function openReportSite(
  engine: TestEngine,
  rows: readonly NewRun[],
  tracked: readonly TrackedIssue[] = [],
): Promise<ReportSite> {
  const database = await engine.open();
  await createCiData(database);
  await migrateOwnTables(database);
  await insertRuns(database, rows, zone);
  const [runs, failures] = [createRunStore(database, { zone, fast: true }), createFailureStore(database)];
  const [deliveries, subscriptions] = [createDeliveries(database), createSubscriptions(database)];
  const clock = standingClock(now);
  const withLog = (job: string, id: number) =>
    rows.some((row) => row.job === job && row.job_id === id && row.comment === "log on disk");
  const logs: LogSource = {
    open: async ({ job, id }) => (withLog(job, id) ? logOf(failingLog) : { kind: "none" }),
  };
  const sources: ReportSources = {
    runs,
    failures,
    scanner: createScanner({ runs, failures, logs, results: noResults, rules: builtinRules, clock }),
    polls: null,
    links: {
      run: ({ job, id }) => `https://ci.example/${job}/${id}`,
      logPage: () => undefined,
      commit: () => undefined,
      branch: () => undefined,
      pullRequest: () => undefined,
    },
    issues: { tracked: async () => ({ tracked }) },
    site: {
      zone,
      nightlyJobs: ["tidb-unit-test-nightly"],
      silence: { afterMs: DAY, hours: { days: [], from: "", to: "" } },
    },
    reports: { subscriptions, deliveries },
  };
  const content = createReportContent({ sources: async () => sources, deliveries: async () => deliveries });
  return {
    sources,
    deliveries,
    async show(said, subscription = {}, now = clock.now()) {
      const delivery = deliveryOf(said);
      const { topic } = delivery;
      const asked = topic === "digest" || topic === "notice" ? "hourly" : topic;
      return content.viewOf(delivery, [{ ...plainSubscription(chat, asked, null), ...subscription }], now);
    },
    async tell(said) {
      await deliveries.add([{ ...deliveryOf(said), state: "waiting", reason: undefined } as NewDelivery], 0);
      const added = await deliveries.find(deliveryOf(said).key);
      if (!added || !(await deliveries.amend(added, { state: "told" }, 0))) throw new Error("not told");
    },
    close: () => database.drop(),
  };
}

function logOf(text: string): Extract<Awaited<ReturnType<LogSource["open"]>>, { kind: "log" }> {
  const bytes = Buffer.from(text);
  return {
    kind: "log",
    size: bytes.length,
    version: "1",
    growing: false,
    async *read(from = 0) {
      yield bytes.subarray(from);
    },
  };
}

/** The hour that begins at `wall`. */
export function hourFrom(wall: string): Window {
  return { begin: at(wall), end: at(wall) + HOUR };
}

/** The day that `wall` lies in, on the clocks of a zone. */
export function dayOf(wall: string, ofZone = zone): Window {
  return { begin: startOfDay(at(wall), ofZone), end: startOfDay(at(wall), ofZone, 1) };
}

function deliveryOf(said: Partial<Delivery>): Delivery {
  const topic: Delivery["topic"] = said.topic ?? ("hourly" satisfies ReportKind);
  const window = said.window ?? hourFrom("2021-06-20 09:00:00");
  return {
    key: `${topic}:${window.end}:${chat}`,
    topic,
    chatId: chat,
    window,
    dueAt: now,
    sendAt: 0,
    state: "sending",
    attempts: 1,
    unsureSince: null,
    messageId: null,
    reason: null,
    content: null,
    ...said,
  };
}
