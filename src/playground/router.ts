import { fileURLToPath } from "node:url";
import express, { type RequestHandler } from "express";
import { pageApi } from "./page-api.ts";
import type { FeishuStandIn } from "./stand-in/stand-in.ts";

/** The page's files are beside this file once built; when started from source, the built files are used. */
const pageFolder = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../../dist/src/playground/page/" : "./page/", import.meta.url),
);

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The chat page at `/`, its files and its API under `/playground/`. */
export function playgroundRouter(standIn: FeishuStandIn): express.Router {
  const router = express.Router();
  router.get("/", secure, (_request, response) => response.sendFile("index.html", { root: pageFolder }));
  router.use("/playground", secure);
  router.use("/playground/api", pageApi(standIn));
  router.use("/playground", express.static(pageFolder, { index: false, fallthrough: false }));
  return router;
}

const secure: RequestHandler = (_request, response, next) => {
  response.set({
    "Content-Security-Policy": contentSecurityPolicy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  });
  next();
};
