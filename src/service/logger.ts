import pino, { type Logger } from "pino";
import { maskSecrets } from "../logs/mask-secrets.ts";

/** One JSON line an event, on stderr, so that stdout holds answers only. What an error says has its secrets masked. */
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

/** Type, message, code and place of an error and of what caused it; never the objects that hang on it. */
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
