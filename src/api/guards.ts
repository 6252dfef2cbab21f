import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** Accepts requests with the token (`Authorization: Bearer …`): 401 for a wrong one, 403 if none is configured. */
export function bearerGuard(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token === undefined) {
      response.status(403).json({ error: "api_token is not set, so the API is closed" });
      return;
    }
    const [, given = ""] = /^Bearer +(\S+)\s*$/i.exec(request.get("authorization") ?? "") ?? [];
    if (isSame(given, token)) return next();
    response
      .status(401)
      .set("WWW-Authenticate", 'Bearer realm="ci_stat"')
      .json({ error: "the bearer token is wrong or missing; expected the one in api_token" });
  };
}

/** Compares in constant time, whatever the length. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** Limits calls with a token bucket: `burst` calls at once, `perSecond` calls a second in the long run. */
interface Allowance {
  /** Counts one call; false if none is left. */
  take(): boolean;
}

export function createAllowance(burst: number, perSecond: number, clock: Clock): Allowance {
  let left = burst;
  let since = clock.now();
  return {
    take() {
      const now = clock.now();
      left = Math.min(burst, left + (Math.max(0, now - since) * perSecond) / SECOND);
      since = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
