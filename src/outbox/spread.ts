import { createHash } from "node:crypto";
import { SECOND } from "../model/window.ts";

/** How long after the hour reports are sent: other bots send on the hour, and the platform limits calls a second. */
export interface SendingSpread {
  readonly fromMs: number;
  readonly toMs: number;
}

export const usualSpread: SendingSpread = { fromMs: 5 * SECOND, toMs: 45 * SECOND };

/** A delay that is the same on every replica for one delivery. */
export function delayMs(key: string, { fromMs, toMs }: SendingSpread): number {
  const share = createHash("sha256").update(key).digest().readUInt32BE(0) / 2 ** 32;
  return fromMs + Math.floor(share * (toMs - fromMs));
}

/** Feishu allows 50 characters. The text that replaces a refused card adds two. */
export function uuidOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 40);
}
