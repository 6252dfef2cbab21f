import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";

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
