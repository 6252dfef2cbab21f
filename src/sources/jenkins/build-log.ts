import { setTimeout as wait } from "node:timers/promises";
import { skipBytes } from "../../logs/skip-bytes.ts";
import type { RunRef } from "../../model/run.ts";
import { SECOND } from "../../model/window.ts";
import type { Clock } from "../../ports/clock.ts";
import { UnreachableError } from "../../ports/errors.ts";
import type { LogSource } from "../../ports/logs.ts";
import { bodyOf, type Jenkins, TRIES } from "./client.ts";
import { buildPath, buildPlace, logPlace } from "./place.ts";
import { JENKINS, notJenkins } from "./refusal.ts";
import type { JenkinsSite } from "./site.ts";

/** How long what was read of a running build counts as its whole log. */
const STILL_MS = 5 * SECOND;
/** A log of at most this size is read when it is opened, and kept in memory until it has been used. */
const SMALL_BYTES = 256 * 1024;

/**
 * Reads logs from Jenkins, `…/logText/progressiveText?start=N`; a small one costs one request. If Jenkins is down or
 * refuses access, nothing is known about the run, so an UnreachableError or a RefusedError is thrown.
 */
export function jenkinsLogs(site: JenkinsSite, clock: Clock): LogSource {
  const { jenkins } = site;
  return {
    async open(ref) {
      const path = buildPath(ref);
      if (path === undefined) return { kind: "none" };
      const begin = await site.ask(logPlace(ref), () => readBegin(jenkins, path));
      if (!begin) {
        await site.confirm();
        return { kind: "none" };
      }
      const growing = begin.more && (await isBuilding(site, ref, path));
      const text = growing || !begin.more ? begin.text : undefined;
      const remote = () => site.stream(logPlace(ref), () => readText(jenkins, path));
      return {
        kind: "log",
        size: text?.length ?? null,
        version: growing ? `building ${Math.floor(clock.now() / STILL_MS)}` : "built",
        growing,
        read: (from = 0) => (text ? bytesFrom(text, from) : skipBytes(remote(), from)),
      };
    },
  };
}

async function isBuilding(site: JenkinsSite, ref: RunRef, path: string): Promise<boolean> {
  const build = await site.ask(buildPlace(ref), () => site.jenkins.json(`${path}/api/json?tree=building`));
  return build?.body.building === true;
}

async function* bytesFrom(text: Uint8Array, from: number): AsyncGenerator<Uint8Array> {
  if (from < text.length) yield text.subarray(from);
}

/** How a log begins. */
interface Begin {
  /** Jenkins may write more, or has more. */
  readonly more: boolean;
  /** What there is so far; undefined if that is not small. */
  readonly text: Uint8Array | undefined;
}

/** Undefined if there is no such build, or no log of it. */
async function readBegin(jenkins: Jenkins, path: string): Promise<Begin | undefined> {
  const response = await jenkins.open(textPath(path, 0), TRIES);
  if (!response) return undefined;
  const size = response.headers.get("x-text-size");
  if (size === null && response.headers.get("content-type")?.startsWith("text/html")) {
    await response.body?.cancel();
    throw notJenkins(response.status);
  }
  const more = hasMore(response);
  const isSmall = Number(size ?? Number.POSITIVE_INFINITY) <= SMALL_BYTES;
  if (isSmall) return { more, text: await smallBody(response, jenkins.timeoutMs) };
  await response.body?.cancel();
  return { more, text: undefined };
}

/** Undefined if the connection breaks, or if there is more than was announced: it is read again then, piece by piece. */
async function smallBody(response: Response, timeoutMs: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of bodyOf(response, timeoutMs)) {
      size += chunk.length;
      if (size > 2 * SMALL_BYTES) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}

function textPath(path: string, start: number): string {
  return `${path}/logText/progressiveText?start=${start}`;
}

function hasMore({ headers }: Response): boolean {
  return headers.get("x-more-data") === "true";
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
    const { next, more }: Piece = yield* readPiece(jenkins, textPath(path, start), start);
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
        more: hasMore(response),
      };
    } catch (cause) {
      if (tries === TRIES) throw new UnreachableError(JENKINS, { cause });
      await wait(jenkins.retryMs * 2 ** (tries - 1));
    }
  }
}

/** Undefined if there is no log: it can be deleted while its build still exists. */
async function textFrom(jenkins: Jenkins, path: string, start: number): Promise<Response | undefined> {
  const response = await jenkins.open(path, TRIES);
  if (!response && start > 0)
    throw new UnreachableError(JENKINS, { cause: new Error("HTTP 404 for the rest of a log") });
  return response;
}
