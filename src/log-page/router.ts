import { fileURLToPath } from "node:url";
import type { RequestHandler } from "express";
import express, { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import type { Logger } from "pino";
import type { RunRef } from "../model/run.ts";
import type { Locale } from "../model/text.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError, UnreachableError } from "../ports/errors.ts";
import type { Asking } from "./facts.ts";
import type { Frame } from "./html.ts";
import { checkPass } from "./link.ts";
import { type LogPageSources, sendLog } from "./send-log.ts";
import { createShelf } from "./shelf.ts";
import { type Trouble, type TroubleDetails, troublePage } from "./trouble-html.ts";
import { troubles } from "./words.ts";

interface LogPageParts {
  readonly sources: () => Promise<Omit<LogPageSources, "shelf">>;
  readonly logs: Parameters<typeof createShelf>[0];
  readonly linkKey: () => Buffer;
  readonly publicUrl: () => string | undefined;
  readonly clock: Clock;
  readonly zone: string;
  /** Language for browsers that ask for neither Chinese nor English. */
  readonly locale: Locale;
  readonly log: Logger;
}

/** The page's files are beside this file once built; when started from source, the built files are used. */
const pageFolder = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../../dist/src/log-page/page/" : "./page/", import.meta.url),
);

/** Serves `GET /runs/:job/:id/log` to holders of a signed link, and the page's own files. */
export function logPageRouter(parts: LogPageParts): Router {
  const { linkKey, clock, zone } = parts;
  const shelf = createShelf(parts.logs);
  const router = Router();
  router.use("/log-page", guarded, express.static(pageFolder, { index: false }));

  // A proxy may have decoded the slashes in a job's name.
  router.get("/runs/*job/:id/log", guarded, async (request, response) => {
    const frame = frameOf(request, parts);
    const ref = refOf(request.params);
    const pass = ref === undefined ? "forged" : checkPass(linkKey(), ref, request.query, clock.now());
    if (ref === undefined || pass === "forged") return sendTrouble(response, frame, troubles.forged);
    const command = `/ci run ${ref.job} ${ref.id}`;
    if (pass === "expired") return sendTrouble(response, frame, troubles.expired, { command });
    const sources = await parts.sources();
    const asking: Asking = { ...frame, ref, query: request.query, zone };
    const trouble = await sendLog(asking, { ...sources, shelf }, response);
    if (trouble) sendTrouble(response, frame, trouble.trouble, trouble.details);
  });
  router.use("/runs", guarded, explainFault(parts));
  return router;
}

/** Answers every error with a page and no stack trace. */
function explainFault(parts: LogPageParts): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const frame = frameOf(request, parts);
    const { code, status } = error as { code?: string; status?: number };
    if (status === 400) return sendTrouble(response, frame, troubles.forged);
    parts.log.warn({ err: error, path: request.path }, "a log page failed");
    if (error instanceof UnreachableError) return sendTrouble(response, frame, troubles.unreachable);
    if (error instanceof RefusedError)
      return sendTrouble(response, frame, troubles.unreadable, { reason: error.message });
    sendTrouble(response, frame, troubles.unreadable, { reason: code ?? "fault" });
  };
}

function sendTrouble(response: Response, frame: Frame, trouble: Trouble, details?: TroubleDetails): void {
  response
    .status(trouble.status)
    .type("html")
    .send(troublePage(frame, trouble, details).markup);
}

function refOf({ job, id }: Request["params"]): RunRef | undefined {
  if (typeof id !== "string" || !/^\d{1,10}$/.test(id)) return undefined;
  return { job: Array.isArray(job) ? job.join("/") : String(job), id: Number(id) };
}

function frameOf(request: Request, { publicUrl, locale }: LogPageParts): Frame {
  const asked = request.acceptsLanguages("zh", "zh-CN", "en");
  const spoken = { zh: "zh_cn", "zh-CN": "zh_cn", en: "en_us" } as const;
  const root = new URL(publicUrl() ?? "http://localhost").pathname.replace(/\/$/, "");
  return { root, locale: request.headers["accept-language"] && asked ? (spoken[asked as "zh"] ?? locale) : locale };
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers that stop a log's content from running, being framed, indexed by search engines or cached for others. */
const guarded: RequestHandler = (_request, response, next) => {
  response.set({
    "Content-Security-Policy": contentSecurityPolicy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    Vary: "Accept-Language",
  });
  next();
};
