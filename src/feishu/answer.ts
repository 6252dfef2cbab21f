import { type RefusalKind, RefusedError, UnreachableError } from "../ports/errors.ts";

/** What the platform's answers mean. https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN */

const rateLimited = new Set([99991400, 230020, 11232, 11233, 11247]);
const staleToken = new Set([99991661, 99991663, 99991664, 99991665, 99991668, 99991671]);
/** Being sent, with the same uuid. */
const inFlight = new Set([230049]);
/** Cards that the platform will not draw, or not let through: too long, malformed, refused words or addresses. */
const cardRefused = new Set([230099, 230025, 230022, 230028]);

/** The chat is closed to us: not a member, dissolved, muted, left, encrypted, another tenant's. */
const gone = new Set([
  230002, 232009, 230013, 230018, 230027, 230029, 230034, 230035, 230036, 230038, 230053, 230054, 230075, 99992351,
  99992361,
]);
/** Scope or quota missing, app stopped, caller's address not allowed, bot switched off. */
const appRefused = new Set([99991672, 99991403, 99991662, 99991673, 99991401, 230006, 232025, 10003, 10014]);
/** The request certainly never left, or found nobody. */
const neverArrived = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

export type Outcome =
  | { readonly kind: "ok"; readonly data: unknown }
  | { readonly kind: "stale_token"; readonly error: RefusedError }
  | { readonly kind: "busy"; readonly error: RefusedError; readonly waitMs: number | undefined }
  | { readonly kind: "refused"; readonly error: RefusedError }
  | { readonly kind: "unreachable"; readonly error: UnreachableError };

interface Body {
  readonly code?: number;
  readonly msg?: string;
}

interface HttpFailure {
  readonly response?: { readonly status: number; readonly data?: Body; readonly headers?: Record<string, unknown> };
}

/** A call that returned: HTTP 200 may still say no, by its `code`. */
export function readAnswer(operation: string, body: unknown): Outcome {
  const { code = 0, msg = "" } = (body ?? {}) as Body;
  return code === 0 ? { kind: "ok", data: body } : readRefusal(operation, code, msg, undefined);
}

/** A call that threw: the platform answered with an error status, or did not answer at all. */
export function readThrown(operation: string, thrown: unknown): Outcome {
  const { response } = thrown as HttpFailure;
  const code = response?.data?.code;
  // A server that failed midway may have done it all the same.
  if (response === undefined || code === undefined || response.status >= 500) {
    if (response?.status === 429) return readRefusal(operation, 99991400, "too many requests", response.headers);
    const maybeDone = !neverArrived.has((thrown as { code?: string }).code ?? "");
    const error = new UnreachableError("Feishu", { cause: withoutSecrets(operation, thrown), maybeDone });
    return { kind: "unreachable", error };
  }
  return readRefusal(operation, code, response.data?.msg ?? "", response.headers);
}

function readRefusal(
  operation: string,
  code: number,
  reason: string,
  headers: Record<string, unknown> | undefined,
): Outcome {
  const error = new RefusedError(`Feishu ${operation}`, code, reason, kindOf(code));
  if (staleToken.has(code)) return { kind: "stale_token", error };
  const seconds = Number(headers?.["x-ogw-ratelimit-reset"]);
  const waitMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
  if (rateLimited.has(code) || inFlight.has(code)) return { kind: "busy", error, waitMs };
  // A card that somebody is clicking at this moment cannot be changed for an instant.
  if (code === 230099 && /card action is lock/i.test(reason)) return { kind: "busy", error, waitMs };
  return { kind: "refused", error };
}

function kindOf(code: number): RefusalKind {
  if (gone.has(code)) return "gone";
  if (appRefused.has(code) || staleToken.has(code)) return "app";
  return rateLimited.has(code) || inFlight.has(code) ? "busy" : "no";
}

export function isCardRefused(error: unknown): boolean {
  return error instanceof RefusedError && cardRefused.has(error.code);
}

/** The HTTP client's own error holds the request with its token; only what happened is kept. */
function withoutSecrets(operation: string, thrown: unknown): Error {
  const { code, message } = thrown as { code?: string; message?: string };
  return new Error(`${operation}: ${code ?? message ?? "no answer"}`);
}
