import { LRUCache } from "lru-cache";
import type { Delivery } from "../model/delivery.ts";
import { isReportKind } from "../model/report.ts";
import type { Scope } from "../model/scope.ts";
import type { Occasion, Subscription } from "../model/subscription.ts";
import { MINUTE, SECOND } from "../model/window.ts";
import { wishOf } from "../outbox/targets.ts";
import type { Deliveries } from "../ports/deliveries.ts";
import { successRate } from "../stats/rates.ts";
import type { View } from "../view/view.ts";
import { makeReport, type Report, type ReportRequest } from "./make-report.ts";
import type { ReportSources } from "./report-sources.ts";
import { LATE_AFTER_MS } from "./schedule.ts";
import { digestView, type HeldReport } from "./views/digest.ts";

/** What a delivery shows; undefined where there is nothing worth sending. */
export interface Content {
  viewOf(delivery: Delivery, wishes: readonly Subscription[], now: number): Promise<View | undefined>;
}

export interface ContentParts {
  /** @throws UnreachableError */
  readonly sources: () => Promise<ReportSources>;
  readonly deliveries: () => Promise<Deliveries>;
}

const READ_LOGS_FOR_MS = 20 * SECOND;
/** Chats that get the same report share one. */
const SHARED_FOR_MS = 2 * MINUTE;
const REPORTS_REMEMBERED = 100;

export function createContent({ sources, deliveries }: ContentParts): Content {
  const made = new LRUCache<string, Promise<Report>>({ max: REPORTS_REMEMBERED, ttl: SHARED_FOR_MS });

  function reportOf(wanted: Omit<ReportRequest, "readLogsUntilMs">): Promise<Report> {
    const { kind, scope, zone, late } = wanted;
    const key = JSON.stringify([kind, scope, zone, late]);
    const known = made.get(key);
    if (known) return known;
    const making = sources().then((open) =>
      makeReport(open, { ...wanted, readLogsUntilMs: wanted.now + READ_LOGS_FOR_MS }),
    );
    made.set(key, making);
    // One that failed is made anew for the next chat.
    making.catch(() => made.delete(key));
    return making;
  }

  async function digestOf(delivery: Delivery, wishes: readonly Subscription[], now: number): Promise<View | undefined> {
    const { site } = await sources();
    const told = await (await deliveries()).held(delivery.chatId, "told", delivery.window);
    const held = told.map(async (each): Promise<HeldReport | undefined> => {
      if (!isReportKind(each.topic)) return undefined;
      const scope = scopeOf(each, wishOf(wishes, each));
      const { totals } = await reportOf({ kind: each.topic, scope, zone: site.zone, now, late: false });
      return { kind: each.topic, scope, totals };
    });
    const reports = (await Promise.all(held)).filter((report) => report !== undefined);
    return reports.length === 0 ? undefined : digestView(reports, delivery.window, site.zone);
  }

  return {
    async viewOf(delivery, wishes, now) {
      if (delivery.content !== null) return JSON.parse(delivery.content) as View;
      if (!isReportKind(delivery.topic)) return digestOf(delivery, wishes, now);
      const wish = wishOf(wishes, delivery);
      const zone = wish?.zone ?? (await sources()).site.zone;
      const late = now - delivery.dueAt > LATE_AFTER_MS;
      const report = await reportOf({ kind: delivery.topic, scope: scopeOf(delivery, wish), zone, now, late });
      return isWorthIt(report, wish?.occasion ?? "always") ? report.view : undefined;
    },
  };
}

function scopeOf({ window }: Delivery, wish: Subscription | undefined): Scope {
  return { window, repo: wish?.repo, branch: wish?.branch, jobs: wish?.jobs ?? [] };
}

/** Worse is a lower share of successes, or failures where there were none. */
export function isWorthIt({ totals, before }: Pick<Report, "totals" | "before">, occasion: Occasion): boolean {
  if (occasion === "always") return true;
  if (occasion === "failed" || totals.failure === 0) return totals.failure > 0;
  const [now, then] = [successRate(totals), successRate(before)];
  return now !== null && (then === null || now < then);
}
