import { type RefusalKind, RefusedError, UnreachableError } from "../ports/errors.ts";

/** What Feishu's codes mean. https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN */

const rateLimited = [99991400, 230020, 11232, 11233, 11247];
/** A message with this uuid is being sent. */
const inFlight = [230049];
/** Documented as "internal error, try again later". */
const internalError = [1500, 1642, 1663, 1668, 2200, 5000, 55001, 10101];
const worthRetrying = new Set([...rateLimited, ...inFlight, ...internalError]);

const staleToken = new Set([99991661, 99991663, 99991664, 99991665, 99991668, 99991671]);

/** The chat is closed to us: not a member, dissolved, muted, left, encrypted, another tenant's. */
const gone = new Set([
  230002, 232009, 230013, 230018, 230027, 230029, 230034, 230035, 230036, 230038, 230053, 230054, 230075, 99992351,
  99992361,
]);
/**
 * Scope or quota missing, app stopped, caller's address not allowed, bot switched off; a robot's signature, address or
 * keyword that does not match. All of them can be mended, and then what waits is sent.
 */
const appRefused = new Set([
  ...[99991672, 99991403, 99991662, 99991673, 99991401, 230006, 232025, 10003, 10014],
  ...[19021, 19022, 19024],
]);

/** Cards that Feishu will not draw: malformed, too big. The last ones come from robots. */
const badCard = [230099, 230025, 230001, 200621, 9499, 19036, 11246];
/** Sensitive words; the company's rules against data loss. The same words are refused in any form. */
const blockedContent = [230022, 230028];
/** No thread in this group, for this kind of message; the thread is gone; the message destroys itself. */
const noThread = [230071, 230072, 230019, 230111];
/** Trying again changes nothing: recalled, not ours, too old, invisible, bad id, bad reaction, bad request, bad robot. */
const final = new Set([
  ...badCard,
  ...blockedContent,
  ...noThread,
  ...[230011, 230017, 230031, 230050, 230110, 231001, 231002, 231003, 231008, 232001, 232004, 232006, 232011, 232034],
  ...[99992354, 99992356, 99992360, 99992402, 19001, 19002],
]);

/** The request certainly never left, or reached nobody. */
const neverArrived = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

export type AnswerOutcome =
  | { readonly kind: "ok"; readonly data: unknown }
  | { readonly kind: "stale_token"; readonly error: RefusedError }
  /** Worth another try, after this long where Feishu says so. */
  | { readonly kind: "busy"; readonly error: RefusedError; readonly waitMs: number | undefined }
  /** A code that no list of ours has: it may be worth a few tries. */
  | { readonly kind: "unknown_code"; readonly error: RefusedError }
  | { readonly kind: "refused"; readonly error: RefusedError }
  | { readonly kind: "unreachable"; readonly error: UnreachableError };

interface Body {
  readonly code?: number;
  readonly msg?: string;
}

interface HttpFailure {
  readonly response?: { readonly status: number; readonly data?: Body; readonly headers?: Record<string, unknown> };
}

/** Reads a call that returned: HTTP 200 may still say no, by its `code`. */
export function readAnswer(operation: string, body: unknown): AnswerOutcome {
  const { code = 0, msg = "" } = (body ?? {}) as Body;
  return code === 0 ? { kind: "ok", data: body } : readRefusal(operation, code, msg, undefined);
}

/** Reads a call that threw: Feishu answered with an error status, or did not answer at all. */
export function readThrown(operation: string, thrown: unknown): AnswerOutcome {
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
): AnswerOutcome {
  const error = new RefusedError(`Feishu ${operation}`, code, reason, kindOf(code));
  if (staleToken.has(code)) return { kind: "stale_token", error };
  // A card that somebody is clicking at this moment cannot be changed for an instant.
  const isLocked = code === 230099 && /card action is lock/i.test(reason);
  if (worthRetrying.has(code) || isLocked) {
    const seconds = Number(headers?.["x-ogw-ratelimit-reset"]);
    return { kind: "busy", error, waitMs: seconds > 0 ? seconds * 1000 : undefined };
  }
  const isKnown = gone.has(code) || appRefused.has(code) || final.has(code);
  return { kind: isKnown ? "refused" : "unknown_code", error };
}

function kindOf(code: number): RefusalKind {
  if (gone.has(code)) return "gone";
  if (appRefused.has(code) || staleToken.has(code)) return "app";
  return worthRetrying.has(code) ? "busy" : "no";
}

/** Feishu does not draw this card; its words may pass. */
export function isCardRefused(error: unknown): boolean {
  return error instanceof RefusedError && badCard.includes(error.code);
}

/** The code with which Feishu blocks these words, in whatever form; undefined where it does not. */
export function blockedCode(error: unknown): number | undefined {
  return error instanceof RefusedError && blockedContent.includes(error.code) ? error.code : undefined;
}

/** The message takes no reply in a thread; it may take one outside of it. */
export function isThreadRefused(error: unknown): boolean {
  return error instanceof RefusedError && noThread.includes(error.code);
}

/** The HTTP client's own error holds the request with its token; only what happened is kept. */
function withoutSecrets(operation: string, thrown: unknown): Error {
  const { code, message } = thrown as { code?: string; message?: string };
  return new Error(`${operation}: ${code ?? message ?? "no answer"}`);
}
