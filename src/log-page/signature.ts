import { createHmac, timingSafeEqual } from "node:crypto";
import type { RunRef } from "../model/run.ts";
import { SECOND } from "../model/window.ts";

/** Gives its holder access to the log of one run until it expires. */
export interface LinkPass {
  /** Epoch milliseconds, whole seconds. */
  readonly until: number;
  readonly signature: string;
}

export type PassCheck = "valid" | "expired" | "forged";

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
