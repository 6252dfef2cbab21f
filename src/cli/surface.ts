import type { Locale } from "../model/text.ts";
import { colorsFor } from "../terminal/colors.ts";
import { createOutput } from "../terminal/output.ts";
import { renderText, type TextOptions } from "../terminal/render-text.ts";
import type { View } from "../view/view.ts";

/** What the process is given and what it writes to. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

export const DONE = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;

/** How an answer is to be printed. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly color?: boolean;
}

/** A terminal says its reader's language in LANG; where it does not, the configured one serves. */
export function localeOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv, fallback: Locale): Locale {
  const language = LC_ALL || LC_MESSAGES || LANG || "";
  if (/^zh/i.test(language)) return "zh_cn";
  return /^en/i.test(language) ? "en_us" : fallback;
}

export function textOptions(
  stream: NodeJS.WriteStream,
  environment: NodeJS.ProcessEnv,
  locale: Locale,
  color?: boolean,
): TextOptions {
  return {
    locale,
    colors: colorsFor(color, environment, stream),
    width: stream.isTTY ? stream.columns : undefined,
  };
}

/** Prints a View as text or as its JSON document. */
export async function print(
  view: View,
  locale: Locale,
  { json, color }: OutputOptions,
  environment: NodeJS.ProcessEnv,
  stream: NodeJS.WriteStream,
): Promise<void> {
  const text = json
    ? `${JSON.stringify(view.data, null, 2)}\n`
    : renderText(view, textOptions(stream, environment, locale, color));
  await createOutput(stream).write(text);
}
