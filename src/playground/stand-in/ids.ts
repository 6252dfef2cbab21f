import { randomBytes } from "node:crypto";

/** Feishu's id prefixes: message, chat, person or bot, thread, developer-wide person, callback. */
type IdPrefix = "om_" | "oc_" | "ou_" | "omt_" | "on_" | "c-" | "t-";

export function newId(prefix: IdPrefix): string {
  return prefix + randomBytes(16).toString("hex");
}

/** A long random id, for logs, events, reactions and robot hooks. */
export function newToken(bytes = 16): string {
  return randomBytes(bytes).toString("hex");
}

const REMEMBERED_MS = 60 * 60_000;
const KEPT = 5000;

export type SentUuids = ReturnType<typeof createSentUuids>;

/** The uuids of sent messages; each allows one message an hour. */
export function createSentUuids(now: () => number) {
  const sent = new Map<string, { messageId: string; at: number }>();

  return {
    recall(uuid: unknown): string | undefined {
      const known = typeof uuid === "string" ? sent.get(uuid) : undefined;
      return known && now() - known.at < REMEMBERED_MS ? known.messageId : undefined;
    },
    remember(uuid: unknown, messageId: string): void {
      if (typeof uuid !== "string" || uuid === "") return;
      sent.delete(uuid);
      sent.set(uuid, { messageId, at: now() });
      const [oldest] = sent.keys();
      if (sent.size > KEPT && oldest !== undefined) sent.delete(oldest);
    },
  };
}
