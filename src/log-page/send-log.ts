import type { Response } from "express";
import PQueue from "p-queue";
import pTimeout from "p-timeout";
import type { Scan } from "../model/failure.ts";
import { isUnsuccessful, type Run } from "../model/run.ts";
import { SECOND } from "../model/window.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { RunStore, StoredRun } from "../ports/run-store.ts";
import { type Asking, factsOf } from "./facts.ts";
import { findLines, NEEDLE_CHARACTERS } from "./find.ts";
import type { Html } from "./html.ts";
import { type LogFacts, logPage, searchPage } from "./log-html.ts";
import type { IndexedLog, Shelf } from "./shelf.ts";
import type { Trouble, TroubleDetails } from "./trouble-html.ts";
import { readWindow, WINDOW_LINES, windowAround } from "./window.ts";
import { troubles, words } from "./words.ts";

export interface LogPageSources {
  readonly runs: Pick<RunStore, "run">;
  readonly failures: Pick<FailureStore, "scan">;
  readonly scanner: { scanRun(run: StoredRun): Promise<Scan> };
  readonly shelf: Shelf;
}

/** How long a page waits for the failures of a log that was not scanned yet; the scan continues. */
const SCAN_WITHIN_MS = 2.5 * SECOND;
const MOST_FOUND = 300;
const SEARCH_WITHIN_MS = 20 * SECOND;
/** Few searches run at once, because each keeps a processor busy. */
const searches = new PQueue({ concurrency: 2 });

/** Sends the requested window or search, or resolves to the reason why it cannot. */
export async function sendLog(
  asking: Asking,
  sources: LogPageSources,
  response: Response,
): Promise<{ trouble: Trouble; details?: TroubleDetails } | undefined> {
  const { ref, query } = asking;
  const run = await sources.runs.run(ref);
  if (!run) return { trouble: troubles.unknown };
  const opened = await sources.shelf.open(ref);
  if (opened.kind === "unreadable") return { trouble: troubles.unreadable, details: { reason: opened.reason } };
  if (opened.kind === "none") {
    const failures = (await sources.failures.scan(ref))?.failures ?? [];
    return { trouble: failures.length > 0 ? troubles.gone : troubles.goneWithNothing, details: { failures } };
  }
  const scan = isUnsuccessful(run.status) ? await scanSoon(run, sources) : null;
  const facts = await factsOf(asking, run, scan, opened);
  response.status(200).type("html");
  const needle = facts.find.trim().slice(0, NEEDLE_CHARACTERS);
  if (needle !== "") await sendFound(facts, opened, needle, lineNumber(query.from) ?? 1, response);
  else await sendWindow(facts, opened, await placeOf(run, scan, opened, query), response);
  return undefined;
}

/** The run's scan; null if it takes too long, in which case it is ready at the next request. */
function scanSoon(run: StoredRun, { scanner }: LogPageSources): Promise<Scan | null> {
  const scanning = scanner.scanRun(run).catch(() => null);
  return pTimeout(scanning, { milliseconds: SCAN_WITHIN_MS, fallback: () => null });
}

interface Place {
  readonly first: number;
  readonly chosen?: number;
}

/** The line at which the page opens: the requested one, else the first failing line, else the end of a failed run. */
async function placeOf(run: Run, scan: Scan | null, { index }: IndexedLog, query: Asking["query"]): Promise<Place> {
  const line = lineNumber(query.line);
  if (line !== undefined) return { first: windowAround(line), chosen: line };
  const from = lineNumber(query.from);
  if (from !== undefined) return { first: from };
  const failing = scan?.failures.find(({ logLine }) => logLine !== null)?.logLine ?? undefined;
  if (failing !== undefined) return { first: windowAround(failing), chosen: failing };
  if (!isUnsuccessful(run.status) || scan === null) return { first: 1 };
  await index.finished();
  const last = index.extent().lines;
  return { first: Math.max(1, last - WINDOW_LINES + 1), chosen: last };
}

async function sendWindow(facts: LogFacts, indexed: IndexedLog, place: Place, response: Response): Promise<void> {
  const window = await readWindow(indexed, place.first);
  response.send(logPage(facts, window, place.chosen).markup);
}

async function sendFound(
  facts: LogFacts,
  indexed: IndexedLog,
  needle: string,
  first: number,
  response: Response,
): Promise<void> {
  const page = searchPage(facts, needle);
  response.write(page.top.markup);
  try {
    const { found, last } = await searches.add(() => writeFound(page.line, indexed, needle, first, response));
    const said = found === 0 ? words.foundNone : words.found(found);
    response.end(page.end(said, last).markup);
  } catch {
    response.end(page.end(words.broken).markup);
  }
}

/** `last` is the line at which to continue if the log was not searched to its end. */
async function writeFound(
  lineHtml: (line: Parameters<ReturnType<typeof searchPage>["line"]>[0]) => Html,
  indexed: IndexedLog,
  needle: string,
  first: number,
  response: Response,
): Promise<{ found: number; last?: number }> {
  const until = performance.now() + SEARCH_WITHIN_MS;
  let found = 0;
  for await (const step of findLines(indexed, needle, first)) {
    if (response.destroyed) return { found };
    if (performance.now() > until) return { found, last: step.number };
    if (step.line === undefined) continue;
    if (found === MOST_FOUND) return { found, last: step.number };
    found++;
    // A slow reader does not hold up the search: the most that can be found fits in memory.
    response.write(lineHtml(step.line).markup);
  }
  return { found };
}

function lineNumber(given: unknown): number | undefined {
  return typeof given === "string" && /^\d{1,16}$/.test(given) ? Math.max(1, Number(given)) : undefined;
}
