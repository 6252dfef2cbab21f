import pino, { type Logger } from "pino";
import { maskSecrets } from "../logs/mask-secrets.ts";

/** Logs one JSON line per event to stderr, so that stdout holds only answers. Secrets in error texts are masked. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** Type, message, code and stack of an error and its causes, but none of the objects attached to it. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: maskSecrets(String(error)) };
  const { code } = error as { code?: string | number };
  return {
    type: error.name,
    message: maskSecrets(error.message),
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: maskSecrets(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
