import { CommanderError } from "commander";
import { ConfigError, loadConfig } from "../config.ts";
import { type Locale, locales, say } from "../model/text.ts";
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
  if (error instanceof UnreachableError) {
    const { message, code } = (error.cause ?? {}) as { readonly message?: string; readonly code?: string };
    const said = [error.message, message || code].filter(Boolean).join(": ");
    return { text: `${said}\n${doctorHint[locale]}\n`, code: FAILED };
  }
  // What the operating system says: a port that is taken, a disk that is full.
  if (error instanceof Error && "syscall" in error)
    return { text: `${error.message}\n${doctorHint[locale]}\n`, code: FAILED };
  throw error;
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
