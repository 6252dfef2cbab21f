import express, { type ErrorRequestHandler, type Response, Router } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import type { RunRef } from "../model/run.ts";
import type { Clock } from "../ports/clock.ts";
import { UnreachableError } from "../ports/errors.ts";
import type { PendingBuilds } from "../ports/pending-builds.ts";
import { bearerGuard, createAllowance } from "./guards.ts";

export interface ApiParts {
  readonly token: string | undefined;
  /** Undefined if no Jenkins is configured. @throws UnreachableError */
  readonly pendingBuilds: (() => Promise<PendingBuilds>) | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A whole hour's builds at once, then more per second than any Jenkins finishes. */
const BURST = 300;
const PER_SECOND = 10;
const MOST_WAITING = 20_000;
const NAME_LENGTH = 255;
const MOST_ID = 2 ** 32 - 1;

const jobName = z
  .string("expected the name of a job")
  .max(NAME_LENGTH, `expected at most ${NAME_LENGTH} characters`)
  .refine((name) => name.split("/").every(isPart), "expected the name of a job, such as team/unit-test");
const buildNumber = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)], "expected the number of a build")
  .refine((id) => id >= 1 && id <= MOST_ID, `expected the number of a build, 1 to ${MOST_ID}`);
const buildRefJson = z.object({ job: jobName, id: buildNumber }, "expected a JSON object with job and id");

function isPart(part: string): boolean {
  return part.trim() !== "" && part !== "." && part !== ".." && !/\p{Cc}/u.test(part);
}

/** `POST /api/v1/ci/job/sync {"job","id"}`: answers 200 at once; the row is written when the build has ended. */
export function apiRouter({ token, pendingBuilds, clock, log }: ApiParts): Router {
  const router = Router();
  const allowance = createAllowance(BURST, PER_SECOND, clock);
  const body = express.text({ type: () => true, limit: "16kb" });
  router.use("/api", bearerGuard(token));
  router.post("/api/v1/ci/job/sync", body, async (request, response) => {
    if (!pendingBuilds) return refuse(response, 503, "jenkins_url is not set");
    if (!allowance.take()) return refuse(response.set("Retry-After", "1"), 429, "too many calls");
    const asked = readBuildRef(request.body);
    if (typeof asked === "string") return refuse(response, 400, asked);
    const store = await pendingBuilds();
    if ((await store.waiting()) >= MOST_WAITING)
      return refuse(response.set("Retry-After", "60"), 429, `${MOST_WAITING} builds are already pending`);
    await store.add(asked, clock.now());
    response.json({ ...asked, state: "waiting" });
  });
  router.use("/api", (_request, response) => refuse(response, 404, "no such API call"));
  router.use("/api", answerErrors(log));
  return router;
}

/** The build that was asked for, or what is wrong with the request. */
function readBuildRef(body: unknown): RunRef | string {
  const parsed = buildRefJson.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ");
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, _next) => {
    if (error instanceof UnreachableError) return refuse(response, 503, error.message);
    if (error.status !== undefined && error.status < 500)
      return refuse(response, error.status, "the request cannot be read");
    log.error({ err: error }, "an API call failed");
    refuse(response, 500, "internal error");
  };
}
