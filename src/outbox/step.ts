import type { Delivery, SkipReason } from "../model/delivery.ts";
import { isReportKind } from "../model/report.ts";
import { MINUTE, SECOND } from "../model/window.ts";
import type { DeliveryChange } from "../ports/deliveries.ts";
import { isRemoteFault, RefusedError, UnreachableError } from "../ports/errors.ts";
import { LATE_AFTER_MS } from "../reports/schedule.ts";

/** What decides whether a delivery is sent. */
export interface Circumstances {
  /** Whether the chat still wants it. */
  readonly wanted: boolean;
  /** Whether the platform refused the chat for good. */
  readonly closed: boolean;
  readonly quiet: boolean;
  /** Whether a newer window of the report is due already. */
  readonly outdated: boolean;
  /** Whether sending it twice within an hour leaves one message. */
  readonly repeatable: boolean;
}

/**
 * Feishu drops a second message with the same uuid for an hour. After that, a message that may have arrived is not sent
 * again. Only the chat's history could tell, which needs a permission that bots rarely have, so `status` lists it as
 * unknown.
 */
const UUID_SAFE_MS = 50 * MINUTE;
const LOOK_AGAIN_MS = MINUTE;

/** What to do with a delivery that is ready: send it, or record why not. */
export function nextStep(delivery: Delivery, circumstances: Circumstances, now: number): "send" | DeliveryChange {
  const { wanted, closed, quiet, outdated, repeatable } = circumstances;
  const { unsureSince, dueAt, topic, messageId } = delivery;
  // A card that arrived can be changed any number of times.
  if (messageId === null && unsureSince !== null && (!repeatable || now - unsureSince > UUID_SAFE_MS))
    return { state: "unknown", reason: "maybe_sent" satisfies SkipReason };
  if (closed) return { state: "refused", reason: "chat_closed" satisfies SkipReason };
  if (!wanted) return { state: "skipped", reason: "unsubscribed" satisfies SkipReason };
  if (outdated && now - dueAt > LATE_AFTER_MS) {
    const state = unsureSince === null ? "skipped" : "unknown";
    return { state, reason: "newer_sent_first" satisfies SkipReason };
  }
  if (quiet && isReportKind(topic)) return { state: "held" };
  // Digests list reports only; everything else waits for the end of the quiet hours.
  if (quiet && topic !== "digest" && topic !== "notice") return { sendAt: now + LOOK_AGAIN_MS };
  return "send";
}

export interface RetryTiming {
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

export const usualRetries: RetryTiming = { firstRetryMs: 10 * SECOND, longestRetryMs: 5 * MINUTE };
/** How often a delivery is tried that fails because of a bug of our own. */
const MOST_ATTEMPTS = 30;

/** What to record after a failed attempt. `delivery` is as it was before the attempt. */
export function afterFailure(
  delivery: Delivery,
  error: unknown,
  repeatable: boolean,
  now: number,
  { firstRetryMs, longestRetryMs }: RetryTiming,
): DeliveryChange {
  const reason = error instanceof Error ? error.message : String(error);
  const sendAt = now + Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(delivery.attempts, 20));
  if (error instanceof UnreachableError && error.maybeDone)
    return repeatable ? { state: "waiting", sendAt, reason } : { state: "unknown", reason };
  const refusedForGood = error instanceof RefusedError && (error.kind === "gone" || error.kind === "no");
  const isOurBug = !isRemoteFault(error);
  if (refusedForGood || (isOurBug && delivery.attempts >= MOST_ATTEMPTS)) return { state: "refused", reason };
  // This attempt certainly sent nothing; earlier ones are as uncertain as before.
  return { state: "waiting", sendAt, reason, unsureSince: delivery.unsureSince };
}
