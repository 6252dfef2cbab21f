import { appRateLimited, messageRateLimited } from "./fault.ts";

const SECOND_MS = 1000;
const APP_PER_SECOND = 50;
const KEYS_KEPT = 500;

export type RateLimit = ReturnType<typeof createRateLimit>;

/** Limits calls per second by chat, message and app. It uses real time, whatever clock the stand-in has. */
export function createRateLimit(perTarget: number) {
  const recent = new Map<string, number[]>();

  function takes(key: string, limit: number): boolean {
    const at = performance.now();
    const inWindow = (recent.get(key) ?? []).filter((earlier) => earlier > at - SECOND_MS);
    const taken = inWindow.length < limit;
    recent.delete(key);
    recent.set(key, taken ? [...inWindow, at] : inWindow);
    const [longestUnused] = recent.keys();
    if (recent.size > KEYS_KEPT && longestUnused !== undefined) recent.delete(longestUnused);
    return taken;
  }

  return {
    takes,
    /** Counts a call for a chat or message, whose limit all bots share. */
    target(id: string): void {
      if (!takes("app", APP_PER_SECOND)) throw appRateLimited(1);
      if (!takes(id, perTarget)) throw messageRateLimited();
    },
  };
}
