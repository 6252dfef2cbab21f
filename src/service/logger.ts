import pino, { type DestinationStream, type Logger } from "pino";
import { maskSecrets } from "../logs/mask-secrets.ts";
import { traceId } from "../ports/trace.ts";

/**
 * Logs JSON lines to stderr, so that stdout holds only answers. What is logged for an event carries its id as `event`.
 * Secrets in error texts are masked.
 */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      mixin: eventField,
    },
    destination,
  );
}

/** Writes what is logged in the terminal of a person: one line of plain words each, on stderr. */
export function createTerminalLogger(level: string, stderr: NodeJS.WritableStream): Logger {
  const write = (line: string): void => {
    const { msg, err } = JSON.parse(line) as { readonly msg?: string; readonly err?: { readonly message?: string } };
    stderr.write(`${[msg, err?.message].filter(Boolean).join(": ")}\n`);
  };
  return pino({ level, serializers: { err: describeError } }, { write });
}

function eventField(): object {
  const event = traceId();
  return event === undefined ? {} : { event };
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
