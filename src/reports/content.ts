import { LRUCache } from "lru-cache";
import type { Delivery } from "../model/delivery.ts";
import { isReportKind } from "../model/report.ts";
import type { Scope } from "../model/scope.ts";
import { type Occasion, type Subscription, subscriptionOf } from "../model/subscription.ts";
import { MINUTE, SECOND } from "../model/window.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { successRate } from "../stats/rates.ts";
import type { View } from "../view/view.ts";
import { makeReport, type Report, type ReportRequest } from "./make-report.ts";
import type { ReportSources } from "./report-sources.ts";
import { LATE_AFTER_MS } from "./schedule.ts";
import { digestView, type HeldReport } from "./views/digest.ts";

/** Builds reports and digests when they are delivered. */
export interface ReportContent {
  /** Undefined where there is nothing worth sending. */
  viewOf(delivery: Delivery, subscriptions: readonly Subscription[], now: number): Promise<View | undefined>;
}

export interface ReportContentParts {
  /** @throws UnreachableError */
  readonly sources: () => Promise<ReportSources>;
  readonly deliveries: () => Promise<Deliveries>;
}

const READ_LOGS_FOR_MS = 20 * SECOND;
/** Chats that get the same report share one. */
const SHARED_FOR_MS = 2 * MINUTE;
const REPORTS_SHARED = 100;

export function createReportContent({ sources, deliveries }: ReportContentParts): ReportContent {
  const shared = new LRUCache<string, Promise<Report>>({ max: REPORTS_SHARED, ttl: SHARED_FOR_MS });

  function reportOf(wanted: Omit<ReportRequest, "readLogsUntilMs">): Promise<Report> {
    const { kind, scope, zone, late } = wanted;
    const key = JSON.stringify([kind, scope, zone, late]);
    const known = shared.get(key);
    if (known) return known;
    const made = sources().then((open) =>
      makeReport(open, { ...wanted, readLogsUntilMs: wanted.now + READ_LOGS_FOR_MS }),
    );
    shared.set(key, made);
    // A failed report is rebuilt for the next chat.
    made.catch(() => shared.delete(key));
    return made;
  }

  async function digestOf(
    digest: Delivery,
    subscriptions: readonly Subscription[],
    now: number,
  ): Promise<View | undefined> {
    const { site } = await sources();
    const told = await (await deliveries()).held(digest.chatId, "told", digest.window);
    const held = told.map(async (each): Promise<HeldReport | undefined> => {
      if (!isReportKind(each.topic)) return undefined;
      const scope = scopeOf(each, subscriptionOf(subscriptions, each));
      const { totals } = await reportOf({ kind: each.topic, scope, zone: site.zone, now, late: false });
      return { kind: each.topic, scope, totals };
    });
    const reports = (await Promise.all(held)).filter((report) => report !== undefined);
    return reports.length === 0 ? undefined : digestView(reports, digest.window, site.zone);
  }

  return {
    async viewOf(delivery, subscriptions, now) {
      if (!isReportKind(delivery.topic)) return digestOf(delivery, subscriptions, now);
      const subscription = subscriptionOf(subscriptions, delivery);
      const zone = subscription?.zone ?? (await sources()).site.zone;
      const late = now - delivery.dueAt > LATE_AFTER_MS;
      const report = await reportOf({ kind: delivery.topic, scope: scopeOf(delivery, subscription), zone, now, late });
      return isWorthSending(report, subscription?.occasion ?? "always") ? report.view : undefined;
    },
  };
}

function scopeOf({ window }: Delivery, subscription: Subscription | undefined): Scope {
  const { repo, branch, jobs = [] } = subscription ?? {};
  // Its buttons show what the report counted, whatever the scope of the chat.
  return { window, repo, branch, jobs, all: true };
}

/** "Worse" is a lower pass rate, or failures where nothing ran before. */
export function isWorthSending({ totals, before }: Pick<Report, "totals" | "before">, occasion: Occasion): boolean {
  if (occasion === "always") return true;
  if (occasion === "failed" || totals.failure === 0) return totals.failure > 0;
  const [now, then] = [successRate(totals), successRate(before)];
  return now !== null && (then === null || now < then);
}
