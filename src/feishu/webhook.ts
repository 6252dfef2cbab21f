import express, { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import type { Logger } from "pino";
import type { Locale } from "../model/text.ts";
import type { Clock } from "../ports/clock.ts";
import { signals } from "../ports/signals.ts";
import { dispatch, type EventHandlers } from "./dispatch.ts";
import { type FeishuEvent, readEvent } from "./event.ts";
import { createRefusalLog } from "./refusal-log.ts";
import { decrypt, isRecent, isSigned, sameText } from "./signature.ts";

export interface EventSecurity {
  readonly encryptKey: string;
  readonly verificationToken: string | undefined;
}

const BODY_LIMIT = "1mb";

/** Takes events and card callbacks at `POST /feishu/events`. Signatures are checked over the raw bytes. */
export function feishuWebhook(
  security: EventSecurity,
  handlers: EventHandlers,
  locale: Locale,
  clock: Clock,
  log: Logger,
): Router {
  const router = Router();
  const refusals = createRefusalLog(clock, log);
  router.post("/feishu/events", express.raw({ type: () => true, limit: BODY_LIMIT }), async (request, response) => {
    const verdict = openRequest(request, security, clock.now());
    if (verdict.kind === "refused") {
      signals.event.send({ kind: "unknown", result: "refused" });
      refusals.note(verdict.error);
      return refuse(response, verdict.status, verdict.error);
    }
    response.json(await dispatch(verdict.event, handlers, locale, log));
  });
  router.use(answerErrors(log));
  return router;
}

type Verdict =
  | { readonly kind: "event"; readonly event: FeishuEvent }
  | { readonly kind: "refused"; readonly status: number; readonly error: string };

const unsigned: Verdict = { kind: "refused", status: 401, error: "the signature is wrong or missing" };

function openRequest(request: Request, { encryptKey, verificationToken }: EventSecurity, now: number): Verdict {
  const body: Uint8Array = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const outer = parseJson(Buffer.from(body).toString("utf8"));
  if (typeof outer !== "object" || outer === null || Array.isArray(outer))
    return { kind: "refused", status: 400, error: "the body is not a JSON object" };
  const timestamp = request.get("x-lark-request-timestamp") ?? "";
  const headers = {
    timestamp,
    nonce: request.get("x-lark-request-nonce") ?? "",
    signature: request.get("x-lark-signature") ?? "",
  };
  const signed = isSigned(body, headers, encryptKey);
  const inner = "encrypt" in outer ? openSealed(outer.encrypt, encryptKey) : outer;
  if (inner === undefined) return unsigned;
  const event = readEvent(inner);
  // The console's challenge is not signed. Its encryption and its token prove where it comes from.
  const sealedChallenge = event.kind === "challenge" && inner !== outer;
  if (!signed && !sealedChallenge) return unsigned;
  if (verificationToken !== undefined && !sameText(event.token, verificationToken))
    return { kind: "refused", status: 401, error: "the verification token is wrong" };
  if (signed && !isRecent(timestamp, now)) return { kind: "refused", status: 401, error: "the request is too old" };
  return { kind: "event", event };
}

function openSealed(sealed: unknown, encryptKey: string): unknown {
  if (typeof sealed !== "string") return undefined;
  try {
    return parseJson(decrypt(sealed, encryptKey));
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

/** Short JSON without a stack: whoever sends rubbish learns nothing about us. */
function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: { status?: number; type?: string }, _request, response, _next) => {
    if (error.type === "entity.too.large") return refuse(response, 413, `the body is over ${BODY_LIMIT}`);
    if (error.status !== undefined && error.status < 500)
      return refuse(response, error.status, "the request cannot be read");
    log.error({ err: error }, "event failed");
    refuse(response, 500, "internal error");
  };
}
