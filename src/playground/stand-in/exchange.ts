import type { NextFunction, Request, RequestHandler, Response } from "express";
import { ApiFault } from "./fault.ts";
import { newToken } from "./ids.ts";

const CALLS_KEPT = 1000;

/** A call by the service. */
export interface Call {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: unknown;
  /** Null while unanswered. */
  readonly status: number | null;
  /** The `code` of the answer. */
  readonly code: number | null;
  readonly at: number;
}

/** A fault that a test injects into a call. */
export type Fault =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: "rate-limit"; readonly resetSeconds: number }
  | { readonly kind: "delay"; readonly delayMs: number }
  /** The call is not carried out, and no answer is sent. */
  | { readonly kind: "hang" }
  /** The call is carried out, but no answer is sent. */
  | { readonly kind: "accept-and-hang" }
  /** The connection breaks. */
  | { readonly kind: "drop" };

interface InterceptedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
export type Intercept = (request: InterceptedRequest) => Fault | undefined;

export type Exchange = ReturnType<typeof createExchange>;

/** Handles every call: logs it, applies injected faults and answers in Feishu's format. */
export function createExchange(now: () => number) {
  const calls: Call[] = [];
  const state: { intercept: Intercept | undefined } = { intercept: undefined };

  const record: RequestHandler = (request, response, next) => {
    const call = {
      method: request.method,
      path: request.originalUrl,
      body: request.body,
      status: null,
      code: null,
      at: now(),
    };
    const kept: { -readonly [Key in keyof Call]: Call[Key] } = call;
    calls.push(kept);
    if (calls.length > CALLS_KEPT) calls.shift();
    response.locals.call = kept;
    next();
  };

  const injectFaults: RequestHandler = (request, response, next) => {
    const fault = state.intercept?.({ method: request.method, path: request.originalUrl, body: request.body });
    switch (fault?.kind) {
      case undefined:
        return next();
      case "answer":
        response.set(fault.headers ?? {});
        return respond(response, fault.status, fault.body);
      case "rate-limit":
        throw new ApiFault(99991400, "request trigger frequency limit", {
          status: 429,
          resetSeconds: fault.resetSeconds,
        });
      case "delay":
        setTimeout(next, fault.delayMs);
        return;
      case "hang":
        return;
      case "accept-and-hang":
        response.locals.mute = true;
        return next();
      case "drop":
        request.socket.destroy();
    }
  };

  return { calls, state, record, injectFaults };
}

/** Sends an answer, unless the call is set to hang. */
export function respond(response: Response, status: number, body: unknown): void {
  if (response.locals.mute === true) return;
  const call = response.locals.call as { status: number; code: number | null } | undefined;
  const code = (body as { code?: unknown } | null)?.code;
  if (call) Object.assign(call, { status, code: typeof code === "number" ? code : null });
  response.status(status).set("X-Tt-Logid", newToken()).json(body);
}

/** A call of the Open API; the handler's result becomes `data`. */
export function api(handle: (request: Request) => object | undefined): RequestHandler {
  return (request, response) => respond(response, 200, { code: 0, msg: "success", data: handle(request) ?? {} });
}

/** Express tells an error handler by its four parameters. */
export function answerFault(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (!(error instanceof ApiFault)) {
    next(error);
    return;
  }
  if (error.resetSeconds !== null) {
    response.set({ "x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": String(error.resetSeconds) });
  }
  const logId = newToken();
  const troubleshooter = `https://open.feishu.cn/search?log_id=${logId}`;
  respond(response, error.status, { code: error.code, msg: error.message, error: { log_id: logId, troubleshooter } });
}
