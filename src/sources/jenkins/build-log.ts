import { setTimeout as wait } from "node:timers/promises";
import { skipBytes } from "../../logs/skip-bytes.ts";
import { SECOND } from "../../model/window.ts";
import type { Clock } from "../../ports/clock.ts";
import { UnreachableError } from "../../ports/errors.ts";
import type { LogSource } from "../../ports/logs.ts";
import { bodyOf, type Jenkins, TRIES } from "./client.ts";
import { buildPath, buildPlace, logPlace } from "./place.ts";
import { JENKINS } from "./refusal.ts";
import type { JenkinsSite } from "./site.ts";

/** How long what was read of a running build counts as its whole log. */
const STILL_MS = 5 * SECOND;

/**
 * Reads logs from Jenkins, `…/logText/progressiveText?start=N`. If Jenkins is down or refuses access, nothing is known
 * about the run, so an UnreachableError or a RefusedError is thrown.
 */
export function jenkinsLogs(site: JenkinsSite, clock: Clock): LogSource {
  const { jenkins } = site;
  return {
    async open(ref) {
      const path = buildPath(ref);
      if (path === undefined) return { kind: "none" };
      site.enter(logPlace(ref));
      const build = await site.ask(buildPlace(ref), () => jenkins.json(`${path}/api/json?tree=building`));
      if (!build) {
        await site.confirm();
        return { kind: "none" };
      }
      const growing = build.body.building === true;
      return {
        kind: "log",
        size: null,
        version: growing ? `building ${Math.floor(clock.now() / STILL_MS)}` : "built",
        growing,
        read: (from = 0) =>
          skipBytes(
            site.stream(logPlace(ref), () => readText(jenkins, path)),
            from,
          ),
      };
    },
  };
}

interface Piece {
  /** Where the log continues, in Jenkins' own count of bytes. */
  readonly next: number;
  readonly more: boolean;
}

/** The text that exists so far, in pieces. */
async function* readText(jenkins: Jenkins, path: string): AsyncGenerator<Uint8Array> {
  let piece: Piece = { next: 0, more: true };
  while (piece.more) {
    const start = piece.next;
    const { next, more }: Piece = yield* readPiece(jenkins, `${path}/logText/progressiveText?start=${start}`, start);
    piece = { next, more: more && next > start };
  }
}

/** One answer. If the connection breaks, it is requested again, and the part already read is skipped. */
async function* readPiece(jenkins: Jenkins, path: string, start: number): AsyncGenerator<Uint8Array, Piece> {
  let had = 0;
  for (let tries = 1; ; tries++) {
    const response = await textFrom(jenkins, path, start);
    if (!response) return { next: start, more: false };
    try {
      let skip = had;
      for await (const chunk of bodyOf(response, jenkins.timeoutMs)) {
        if (chunk.length > skip) {
          had += chunk.length - skip;
          yield chunk.subarray(skip);
        }
        skip = Math.max(0, skip - chunk.length);
      }
      return {
        next: Number(response.headers.get("x-text-size") ?? start),
        more: response.headers.get("x-more-data") === "true",
      };
    } catch (cause) {
      if (tries === TRIES) throw new UnreachableError(JENKINS, { cause });
      await wait(jenkins.retryMs * 2 ** (tries - 1));
    }
  }
}

/** Undefined if there is no log: it can be deleted while its build still exists. */
async function textFrom(jenkins: Jenkins, path: string, start: number): Promise<Response | undefined> {
  const response = await jenkins.get(path);
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status === 404 && start === 0) return undefined;
  throw new UnreachableError(JENKINS, { cause: new Error(`HTTP ${response.status} for a log`) });
}
