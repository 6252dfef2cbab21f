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

const LIFE_MS = 30 * 60_000;
const USES = 2;
const KEPT = 1000;

interface UpdateToken {
  readonly messageId: string;
  readonly expiresAt: number;
  usesLeft: number;
}

/** Tokens of clicks. Each allows two updates of the clicked card within half an hour. */
export function createUpdateTokens(now: () => number) {
  const tokens = new Map<string, UpdateToken>();

  return {
    issue(messageId: string): string {
      const token = newId("c-");
      tokens.set(token, { messageId, expiresAt: now() + LIFE_MS, usesLeft: USES });
      const [oldest] = tokens.keys();
      if (tokens.size > KEPT && oldest !== undefined) tokens.delete(oldest);
      return token;
    },

    /** The token if it still allows an update; call `spend` once the update is done. */
    find(token: unknown): { messageId: string; spend: () => void } {
      if (typeof token !== "string" || !token.startsWith("c-")) throw new ApiFault(300020, "token is malformed");
      const known = tokens.get(token);
      if (!known || known.expiresAt <= now()) throw new ApiFault(300030, "token is expired");
      if (known.usesLeft === 0) throw new ApiFault(300040, "token is used up");
      return { messageId: known.messageId, spend: () => (known.usesLeft -= 1) };
    },
  };
}
