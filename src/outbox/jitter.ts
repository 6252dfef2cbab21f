import { createHash } from "node:crypto";
import { SECOND } from "../model/window.ts";

/** How long after the hour reports are sent, at least and at most: everybody else's bots send on the hour. */
export interface Spread {
  readonly fromMs: number;
  readonly toMs: number;
}

export const usualSpread: Spread = { fromMs: 5 * SECOND, toMs: 45 * SECOND };

/** The same for one chat and window in every replica. */
export function jitterMs(seed: string, { fromMs, toMs }: Spread): number {
  const share = createHash("sha256").update(seed).digest().readUInt32BE(0) / 2 ** 32;
  return fromMs + Math.floor(share * (toMs - fromMs));
}

/** At most 50 characters, as Feishu wants, less the two that a text instead of a card adds. */
export function uuidOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 40);
}
