import type { Logger } from "pino";

/** A logger for the SDK, which logs whole requests, secrets included. Our own errors say what matters. */
export function quietLogger(log: Logger) {
  const note = () => log.debug("the SDK logged something");
  return { fatal: note, error: note, warn: note, info: () => {}, debug: () => {}, trace: () => {} };
}
