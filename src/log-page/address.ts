import type { RunRef } from "../model/run.ts";
import { SECOND } from "../model/window.ts";
import type { LinkPass } from "./signature.ts";

export interface LogPlace {
  /** Line to open the log at, from 1. */
  readonly line?: number | undefined;
  /** First line to show. */
  readonly from?: number | undefined;
  /** Text to search for instead. */
  readonly find?: string | undefined;
}

/** Path and query of a run's log page, without the host. */
export function logAddress(ref: RunRef, pass: LinkPass, place: LogPlace = {}): string {
  const query = new URLSearchParams({ until: String(pass.until / SECOND), sign: pass.signature });
  for (const [name, value] of Object.entries(place)) if (value !== undefined) query.set(name, String(value));
  const anchor = place.line === undefined ? "" : `#L${place.line}`;
  return `/runs/${encodeURIComponent(ref.job)}/${ref.id}/log?${query}${anchor}`;
}
