import { ApiFault } from "./fault.ts";
import { newId } from "./ids.ts";

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
