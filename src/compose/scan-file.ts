import path from "node:path";
import { openLogFile } from "../adapters/files/log-files.ts";
import { ConfigError, loadConfig } from "../config.ts";
import { scanLog } from "../logs/scan-log.ts";
import { TruncatedError } from "../ports.ts";
import { rulesOfJob } from "../scanning/rules-of-job.ts";
import { scanView } from "../views/scan.ts";
import type { View } from "../views/view.ts";
import { systemClock } from "./application.ts";
import { openRuleBook } from "./rules.ts";

export interface ScanWish {
  readonly file: string;
  /** Whose rules are to be applied; without one, those that are for every job. */
  readonly job: string | undefined;
  /** A file of rules to be tried instead of the configured one. */
  readonly rules: string | undefined;
}

export interface ScanProgress {
  expect(bytes: number): void;
  done(bytes: number): void;
}

/** `scan`: the failures in one log file, and which rule found them. */
export async function scanFile(
  environment: NodeJS.ProcessEnv,
  cwd: string,
  wish: ScanWish,
  progress: ScanProgress,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const ruleFile = wish.rules ?? settings.rules;
  const ruleBook = openRuleBook(ruleFile && path.resolve(cwd, ruleFile), systemClock, () => {});
  const log = await openLogFile(path.resolve(cwd, wish.file), systemClock);
  if (log.kind === "none") throw new ConfigError([`FILE: there is no file ${JSON.stringify(wish.file)}`]);
  if (log.kind === "unreadable")
    throw new ConfigError([`FILE: ${JSON.stringify(wish.file)} cannot be read: ${log.reason}`]);
  if (log.size !== null) progress.expect(log.size);
  let truncated = false;
  async function* text(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of chunks) {
        yield chunk;
        progress.done(chunk.length);
      }
    } catch (error) {
      if (!(error instanceof TruncatedError)) throw error;
      truncated = true;
    }
  }
  const scan = await scanLog(text(log.read()), rulesOfJob(ruleBook.rules(), wish.job ?? ""));
  return scanView({ ...scan, file: path.basename(wish.file), truncated, ruleFaults: ruleBook.faults() });
}
