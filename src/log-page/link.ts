import { createHmac, timingSafeEqual } from "node:crypto";
import type { RunRef } from "../model/run.ts";
import { SECOND } from "../model/window.ts";

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

/** Gives its holder access to the log of one run until it expires. */
interface LinkPass {
  /** Epoch milliseconds, whole seconds. */
  readonly until: number;
  readonly signature: string;
}

type PassCheck = "valid" | "expired" | "forged";

export function signPass(key: Buffer, ref: RunRef, until: number): LinkPass {
  return { until, signature: signatureOf(key, ref, until) };
}

/** Checks `until` and `sign` of an address. A forged pass is never reported as expired. */
export function checkPass(key: Buffer, ref: RunRef, query: Readonly<Record<string, unknown>>, now: number): PassCheck {
  const { until, sign } = query;
  if (typeof until !== "string" || typeof sign !== "string" || !/^\d{1,11}$/.test(until)) return "forged";
  const untilMs = Number(until) * SECOND;
  const expected = Buffer.from(signatureOf(key, ref, untilMs));
  const given = Buffer.from(sign);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "forged";
  return now < untilMs ? "valid" : "expired";
}

function signatureOf(key: Buffer, { job, id }: RunRef, until: number): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([job, id, until / SECOND]))
    .digest("base64url");
}
