import path from "node:path";
import { openLogFile } from "../adapters/files/log-files.ts";
import { ConfigError, loadConfig } from "../config.ts";
import { readLog } from "../scanning/read-log.ts";
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
  const rules = rulesOfJob(ruleBook.rules(), wish.job ?? "");
  const { scan, isCut } = await readLog(counted(log.sweep?.() ?? log.read(), progress), rules);
  return scanView({ ...scan, file: path.basename(wish.file), truncated: isCut, ruleFaults: ruleBook.faults() });
}

async function* counted(chunks: AsyncIterable<Uint8Array>, progress: ScanProgress): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    progress.done(chunk.length);
  }
}
