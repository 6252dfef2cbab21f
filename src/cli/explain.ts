import { CommanderError } from "commander";
import { ConfigError, loadConfig } from "../config.ts";
import { type Locale, locales, same, say, type Text } from "../model/text.ts";
import { DatabaseError, RefusedError, UnreachableError } from "../ports/errors.ts";
import { InputError } from "./input-error.ts";
import { DONE, FAILED, localeOf, type Terminal, WRONG_USAGE } from "./surface.ts";

/** What is said of an error on stderr, and the exit code. What nobody foresaw is thrown on. */
export function explain(error: unknown, locale: Locale): { readonly text: string; readonly code: number } {
  // Commander has said it already; help that was asked for is no mistake.
  if (error instanceof CommanderError) return { text: "", code: error.exitCode === 0 ? DONE : WRONG_USAGE };
  if (error instanceof ConfigError) return { text: `${error.message}\n`, code: WRONG_USAGE };
  if (error instanceof InputError)
    return { text: `${error.said[locale]}\n`, code: error.isUsage ? WRONG_USAGE : FAILED };
  if (error instanceof RefusedError) return { text: `${error.message}\n`, code: FAILED };
  if (error instanceof DatabaseError && error.fault !== "away")
    return { text: `${error.told[locale]}\n${doctorHint[locale]}\n`, code: FAILED };
  if (error instanceof UnreachableError) return { text: `${withCause(error)}\n${doctorHint[locale]}\n`, code: FAILED };
  // What the operating system says: a port that is taken, a disk that is full.
  if (error instanceof Error && "syscall" in error)
    return { text: `${(portFault(error) ?? same(error.message))[locale]}\n${doctorHint[locale]}\n`, code: FAILED };
  throw error;
}

function withCause({ message, cause }: UnreachableError): string {
  const { message: why, code } = (cause ?? {}) as { readonly message?: string; readonly code?: string };
  return [message, why || code].filter(Boolean).join(": ");
}

/** A port that we may not listen on; undefined for any other error of the operating system. */
function portFault(error: Error): Text | undefined {
  const { code, port } = error as { readonly code?: string; readonly port?: number };
  if (code === "EADDRINUSE")
    return say(
      `Port ${port} is taken by another program. Set listen_port (CI_STAT_LISTEN_PORT), or metrics_port if that is it, to a free one.`,
      `端口 ${port} 已被其他程序占用，请把 listen_port（CI_STAT_LISTEN_PORT，或使用该端口的 metrics_port）改为空闲端口。`,
    );
  if (code !== "EACCES" || port === undefined) return undefined;
  return say(
    `Port ${port} may not be used by this user. Set listen_port (CI_STAT_LISTEN_PORT) to 1024 or higher.`,
    `当前用户无权使用端口 ${port}，请把 listen_port（CI_STAT_LISTEN_PORT）改为 1024 以上。`,
  );
}

const doctorHint = say("ci-stat doctor tells more, and how to mend it", "运行 ci-stat doctor 可了解原因与处理办法");

/** Also where the configuration is what is wrong. */
export function readersLocale({ environment, cwd }: Terminal): Locale {
  try {
    return localeOf(environment, loadConfig(environment, cwd).settings.locale);
  } catch {
    return localeOf(environment, locales[0]);
  }
}
