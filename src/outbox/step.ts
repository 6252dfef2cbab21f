import { type Delivery, ownReasons } from "../model/delivery.ts";
import { isReportKind } from "../model/report.ts";
import { MINUTE, SECOND } from "../model/window.ts";
import type { DeliveryChange } from "../ports/deliveries.ts";
import { isRemoteFault, RefusedError, UnreachableError } from "../ports/errors.ts";
import { LATE_AFTER_MS } from "../reports/schedule.ts";

/** What decides about a delivery before it is sent. */
export interface Circumstances {
  /** Whether the chat still wants it. */
  readonly wanted: boolean;
  /** Whether the platform closed the chat to us. */
  readonly closed: boolean;
  readonly quiet: boolean;
  /** Whether a later window of the same report is due already. */
  readonly outdated: boolean;
  /** Whether sending it twice within the hour puts one message there. */
  readonly repeatable: boolean;
}

/**
 * Feishu knows a uuid for an hour. What may have arrived earlier than this is not sent again: reading the chat's history
 * would tell, but takes a permission that bots are seldom given, so it stays unknown and `status` lists it.
 */
const UUID_SAFE_MS = 50 * MINUTE;
const LOOK_AGAIN_MS = MINUTE;

/** What to do with a delivery that is ready: send it, or write what else became of it. */
export function nextStep(delivery: Delivery, circumstances: Circumstances, now: number): "send" | DeliveryChange {
  const { wanted, closed, quiet, outdated, repeatable } = circumstances;
  const { unsureSince, dueAt, topic, messageId } = delivery;
  // A card that is there may be changed as often as one likes.
  if (messageId === null && unsureSince !== null && (!repeatable || now - unsureSince > UUID_SAFE_MS))
    return { state: "unknown", reason: ownReasons.unsure.en_us };
  if (closed) return { state: "refused", reason: ownReasons.closed.en_us };
  if (!wanted) return { state: "skipped", reason: ownReasons.unwanted.en_us };
  if (outdated && now - dueAt > LATE_AFTER_MS) {
    const state = unsureSince === null ? "skipped" : "unknown";
    return { state, reason: ownReasons.overtaken.en_us };
  }
  if (quiet && isReportKind(topic)) return { state: "held" };
  // What is not a report is in no digest: it comes when the chat may be disturbed.
  if (quiet && topic !== "digest" && topic !== "notice") return { sendAt: now + LOOK_AGAIN_MS };
  return "send";
}

export interface RetryTiming {
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

export const usualRetries: RetryTiming = { firstRetryMs: 10 * SECOND, longestRetryMs: 5 * MINUTE };
/** A fault of our own does not mend itself. */
const MOST_ATTEMPTS = 30;

/** What becomes of a delivery whose sending failed. `delivery` is as it was before this attempt. */
export function afterFailure(
  delivery: Delivery,
  error: unknown,
  repeatable: boolean,
  now: number,
  { firstRetryMs, longestRetryMs }: RetryTiming,
): DeliveryChange {
  const reason = error instanceof Error ? error.message : "failed";
  const sendAt = now + Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(delivery.attempts, 20));
  if (error instanceof UnreachableError && error.maybeDone)
    return repeatable ? { state: "waiting", sendAt, reason } : { state: "unknown", reason };
  const refusedForGood = error instanceof RefusedError && (error.kind === "gone" || error.kind === "no");
  const hopeless = !isRemoteFault(error);
  if (refusedForGood || (hopeless && delivery.attempts >= MOST_ATTEMPTS)) return { state: "refused", reason };
  // This attempt certainly sent nothing; what earlier ones did is as unsure as before.
  return { state: "waiting", sendAt, reason, unsureSince: delivery.unsureSince };
}
