import { ApiFault } from "./fault.ts";
import { newId } from "./ids.ts";

/** A token with at least this much time left is issued again. */
const REUSE_ABOVE_MS = 30 * 60_000;

export type AccessTokens = ReturnType<typeof createAccessTokens>;

/** The tenant access tokens of one app. */
export function createAccessTokens(now: () => number, lifetimeSeconds: number) {
  const live = new Map<string, number>();

  return {
    issue(): { token: string; expire: number } {
      for (const [token, expiresAt] of live) {
        if (expiresAt <= now()) live.delete(token);
        else if (expiresAt - now() >= REUSE_ABOVE_MS) return { token, expire: Math.floor((expiresAt - now()) / 1000) };
      }
      const token = newId("t-");
      live.set(token, now() + lifetimeSeconds * 1000);
      return { token, expire: lifetimeSeconds };
    },

    check(authorization: string | undefined): void {
      if (!authorization) throw new ApiFault(99991661, "Missing access token for authorization.");
      const [, token] = /^Bearer (\S+)$/.exec(authorization) ?? [];
      if (!token?.startsWith("t-")) throw new ApiFault(99991671, "Invalid access token, must start with t- or u-.");
      if ((live.get(token) ?? 0) <= now()) throw new ApiFault(99991663, "Invalid access token for authorization.");
    },

    /** Invalidates all tokens issued so far. */
    invalidate(): void {
      live.clear();
    },
  };
}
