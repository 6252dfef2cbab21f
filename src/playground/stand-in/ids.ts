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
