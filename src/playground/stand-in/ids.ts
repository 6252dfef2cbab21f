import { randomBytes } from "node:crypto";

/** What an id names, by Feishu's prefix: message, chat, person or bot, thread, developer-wide person, callback. */
type IdPrefix = "om_" | "oc_" | "ou_" | "omt_" | "on_" | "c-" | "t-";

export function newId(prefix: IdPrefix): string {
  return prefix + randomBytes(16).toString("hex");
}

/** Long and hard to guess: log ids, event ids, reaction ids, robot hooks. */
export function newToken(bytes = 16): string {
  return randomBytes(bytes).toString("hex");
}
