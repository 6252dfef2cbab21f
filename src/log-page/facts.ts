import pTimeout from "p-timeout";
import type { Scan } from "../model/failure.ts";
import { isUnsuccessful, type Run, type RunRef } from "../model/run.ts";
import { same, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { TruncatedError } from "../ports/errors.ts";
import { inZone } from "../time/zone.ts";
import { byteSize, duration, statusMark } from "../view/wording.ts";
import type { Frame } from "./html.ts";
import { logAddress } from "./link.ts";
import type { LogFacts } from "./log-html.ts";
import type { IndexedLog } from "./shelf.ts";
import { words } from "./words.ts";

/** A reader's request. */
export interface Asking extends Frame {
  readonly ref: RunRef;
  readonly query: Readonly<Record<string, unknown>>;
  readonly zone: string;
}

/** How long a page waits for the number of lines. */
const COUNT_WITHIN_MS = 200;

/** The facts that a page shows. `scan` is null if the log has not been scanned yet, or need not be. */
export async function factsOf(asking: Asking, run: Run, scan: Scan | null, indexed: IndexedLog): Promise<LogFacts> {
  const { ref, query, zone, locale, root } = asking;
  const { log, index } = indexed;
  await pTimeout(index.finished(), { milliseconds: COUNT_WITHIN_MS, fallback: () => {} });
  const { lines, bytes, whole } = index.extent();
  const pass = { until: Number(query.until) * SECOND, signature: String(query.sign) };
  const size = log.size ?? (whole ? bytes : null);
  return {
    locale,
    root,
    ref,
    failures: scan?.failures ?? [],
    facts: [
      same(`${statusMark(run.status)} ${run.status}`),
      ...(run.time === null ? [] : [same(`${inZone(run.time, zone).format("YYYY-MM-DD HH:mm")} ${zone}`)]),
      ...(run.durationMs === null ? [] : [same(duration(run.durationMs))]),
      ...(size === null ? [] : [same(byteSize(size))]),
      whole ? words.lines(lines) : words.reading,
    ],
    notices: noticesOf(run, scan, indexed),
    addressOf: (place) => root + logAddress(ref, pass, place),
    expires: `${inZone(pass.until, zone).format("YYYY-MM-DD HH:mm")} ${zone}`,
    lastLine: whole ? lines : null,
    find: typeof query.find === "string" ? query.find : "",
  };
}

function noticesOf(run: Run, scan: Scan | null, { log, index }: IndexedLog): Text[] {
  const failed = isUnsuccessful(run.status);
  return [
    ...(log.growing ? [words.growing] : []),
    ...(index.fault() instanceof TruncatedError ? [words.truncated] : []),
    ...(failed && scan === null ? [words.unread] : []),
    ...(failed && scan?.failures.length === 0 ? [words.nothingFound] : []),
  ];
}
