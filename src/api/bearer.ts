import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";

/** Lets in who brings the token, `Authorization: Bearer …`. Without one configured nobody is let in. */
export function bearerGuard(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (token === undefined) {
      response.status(403).json({ error: "api_token is not set: the API is closed" });
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

/** Takes equally long whatever is given, and however long it is. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
