import { stat } from "node:fs/promises";
import path from "node:path";
import { loadConfig } from "../config.ts";
import { readFile } from "../logs/scanning/read-file.ts";
import { rulesOfJob } from "../logs/scanning/rules-of-job.ts";
import { say, type Text } from "../model/text.ts";
import type { OpenLog } from "../ports/logs.ts";
import { systemClock } from "../service/application.ts";
import { openRuleBook } from "../service/rules.ts";
import { openLogFile } from "../sources/files/log-files.ts";
import { createProgress } from "../terminal/progress.ts";
import type { View } from "../view/view.ts";
import { InputError } from "./input-error.ts";
import { defineOperation } from "./operation.ts";
import { scanView } from "./scan-view.ts";
import type { Terminal } from "./surface.ts";

interface ScanOptions {
  readonly job?: string;
  readonly rules?: string;
}

export const scan = defineOperation<ScanOptions>({
  prints: true,
  shape(command) {
    command
      .argument("<file>")
      .option("--job <name>", "apply the rules of this job; without it, those that are for every job")
      .option("--rules <file>", "use the rules of this file instead of the configured one");
  },
  run({ terminal, args: [file = ""], options }) {
    const bar = createProgress(terminal.err, "bytes");
    return scanFile(file, options, terminal, bar).finally(bar.stop);
  },
});

interface ScanProgress {
  expect(bytes: number): void;
  done(bytes: number): void;
}

async function scanFile(
  file: string,
  options: ScanOptions,
  { environment, cwd }: Terminal,
  progress: ScanProgress,
): Promise<View> {
  const { settings } = loadConfig(environment, cwd);
  const ruleFile = options.rules ?? settings.rules;
  const ruleBook = openRuleBook(ruleFile && path.resolve(cwd, ruleFile), systemClock, () => {});
  const rules = rulesOfJob(ruleBook.rules(), options.job ?? "");
  const ruleFaults = ruleBook.faults();
  const unread = ruleFaults.find(({ line }) => line === 0);
  if (options.rules !== undefined && unread)
    throw new InputError(say(`${options.rules}: ${unread.message}`, `${options.rules}：无法读取规则文件`));
  const log = await openLog(file, path.resolve(cwd, file));
  if (log.size !== null) progress.expect(log.size);
  const read = await readFile(counted(log.sweep?.() ?? log.read(), progress), rules).catch((error) => {
    throw typeof error.code === "string" ? unreadable(file, error.code) : error;
  });
  if (read === "refused") throw refused(file);
  const { scan, isCut, results } = read;
  return scanView({ ...scan, file: path.basename(file), truncated: isCut, cases: results?.cases ?? null, ruleFaults });
}

async function openLog(name: string, file: string): Promise<OpenLog> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory())
    throw new InputError(say(`${name} is a folder; scan reads one file`, `${name} 是目录；scan 只读取单个文件`));
  const log = await openLogFile(file, systemClock);
  if (log.kind === "none") throw new InputError(say(`There is no file ${name}`, `没有文件 ${name}`));
  if (log.kind === "unreadable") throw unreadable(name, log.reason);
  return log;
}

function refused(name: string): InputError {
  const message = say(
    `${name} is not read: it has a DOCTYPE, which no test results need`,
    `未读取 ${name}：其中含有 DOCTYPE，测试结果文件不需要它`,
  );
  return new InputError(message, { isUsage: false });
}

function unreadable(name: string, code: string): InputError {
  const reason = reasons[code];
  const [english, chinese] =
    reason === undefined ? [code, code] : [`${reason.en_us} (${code})`, `${reason.zh_cn}（${code}）`];
  return new InputError(say(`${name} cannot be read: ${english}`, `无法读取 ${name}：${chinese}`), { isUsage: false });
}

const reasons: Readonly<Record<string, Text>> = {
  EACCES: say("no permission", "没有权限"),
  EPERM: say("no permission", "没有权限"),
  EIO: say("the disk fails", "磁盘读取出错"),
  Z_DATA_ERROR: say("it is no gzip file, whatever its name says", "不是 gzip 文件"),
};

async function* counted(chunks: AsyncIterable<Uint8Array>, progress: ScanProgress): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    progress.done(chunk.length);
  }
}
