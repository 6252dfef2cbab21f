import pTimeout from "p-timeout";
import { MINUTE, SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";

/** The facts, at most a minute old; undefined while they cannot be read. */
export type Cached<Facts> = () => Promise<Facts | undefined>;

const KEPT_MS = MINUTE;
const READ_WITHIN_MS = 3 * SECOND;

/**
 * Reads once for all gauges of a scrape, and at most once a minute however many scrape. A reading that takes longer than
 * three seconds counts as failed and is used by a later scrape when it is done.
 */
export function cached<Facts>(read: () => Promise<Facts>, clock: Clock): Cached<Facts> {
  let facts: Facts | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function readAgain(): Promise<void> {
    try {
      facts = await read();
    } catch {
      facts = undefined;
    }
    readAt = clock.now();
    reading = undefined;
  }

  return async () => {
    if (clock.now() - readAt < KEPT_MS) return facts;
    reading ??= readAgain();
    return pTimeout(
      reading.then(() => facts),
      { milliseconds: READ_WITHIN_MS, fallback: () => undefined },
    );
  };
}
