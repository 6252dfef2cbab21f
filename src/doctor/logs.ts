import { access, constants, stat } from "node:fs/promises";
import path from "node:path";
import { builtinRules } from "../logs/rules.ts";
import type { Run } from "../model/run.ts";
import { say, type Text } from "../model/text.ts";
import { DAY, SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogSource } from "../ports/logs.ts";
import type { RunStore } from "../ports/run-store.ts";
import { openRuleBook } from "../service/rules.ts";
import { buildFolder, logFiles } from "../sources/files/log-files.ts";
import { codeOf, type Trial, type TrialVerdict } from "./trial.ts";

/** How many of the newest runs are looked up; a single run may have lost its log for its own reasons. */
const LOOKED_UP = 20;

interface LogTrialParts {
  readonly logDir: string | undefined;
  readonly runs: () => Promise<RunStore | undefined>;
  readonly clock: Clock;
}

export function logFolderTrial({ logDir, runs, clock }: LogTrialParts): Trial {
  async function run(): Promise<TrialVerdict> {
    const folder = path.resolve(logDir ?? "");
    const fault = await unreadable(folder);
    if (fault) return fault;
    const newest = await newestRuns(await runs());
    if (newest.length === 0)
      return { state: "good", result: say("readable; no run to look up", "可读；没有可查找的运行") };
    return judgeFound(await lookUp(newest, logFiles(folder, clock)), folder);
  }
  return {
    name: "log_dir",
    title: say("Build logs", "构建日志"),
    keys: "log_dir",
    ...(logDir === undefined ? {} : { tried: path.resolve(logDir) }),
    run: logDir === undefined ? undefined : run,
  };
}

async function unreadable(folder: string): Promise<TrialVerdict | undefined> {
  try {
    if (!(await stat(folder)).isDirectory())
      return { state: "bad", result: say("is not a folder", "不是目录"), mend: [jobsFolder] };
    await access(folder, constants.R_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = codeOf(error) ?? "unknown";
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    return {
      state: "bad",
      result: isMissing
        ? say("the folder does not exist", "目录不存在")
        : say(`cannot be read: ${code}`, `无法读取：${code}`),
      mend: [
        isMissing
          ? jobsFolder
          : say("give the user who runs ci_stat the right to read it", "请授予运行 ci_stat 的用户读取权限"),
      ],
    };
  }
}

const jobsFolder = say(
  "log_dir must be the jobs folder of the Jenkins home, which contains <job>/builds/<id>/log",
  "log_dir 应为 Jenkins 主目录下的 jobs 目录，其中有 <job>/builds/<id>/log",
);

/** The newest runs of the last week with data, newest first. */
export async function newestRuns(runs: RunStore | undefined): Promise<readonly Run[]> {
  const newest = (await runs?.newest()) ?? null;
  if (!runs || newest === null) return [];
  const scope = { window: { begin: newest - 7 * DAY, end: newest + SECOND }, jobs: [] };
  return (await runs.runs(scope, {}, { limit: LOOKED_UP, offset: 0 })).items;
}

interface Found {
  readonly run: Run;
  /** Undefined if the run has a log, else why it has none. */
  readonly missing: "none" | string | undefined;
}

async function lookUp(runs: readonly Run[], logs: LogSource): Promise<readonly Found[]> {
  return Promise.all(
    runs.map(async (run) => {
      const answer = await logs.open(run);
      if (answer.kind === "log") return { run, missing: undefined };
      return { run, missing: answer.kind === "none" ? "none" : answer.reason };
    }),
  );
}

function judgeFound(looked: readonly Found[], folder: string): TrialVerdict {
  const there = looked.filter(({ missing }) => missing === undefined).length;
  const [newest] = looked;
  if (!newest) return { state: "good", result: say("readable", "可读") };
  const name = `${newest.run.job} #${newest.run.id}`;
  const refused = looked.find(({ missing }) => missing !== undefined && missing !== "none");
  if (refused?.missing !== undefined)
    return {
      state: "bad",
      result: say(
        `the log of ${refused.run.job} #${refused.run.id} cannot be read: ${refused.missing}`,
        `无法读取 ${refused.run.job} #${refused.run.id} 的日志：${refused.missing}`,
      ),
      mend: [
        say("give the user who runs ci_stat the right to read the logs", "请授予运行 ci_stat 的用户读取日志的权限"),
      ],
    };
  if (newest.missing === undefined)
    return {
      state: "good",
      result: say(
        `found the log of the newest run, ${name}; ${there} of the newest ${looked.length} runs have one`,
        `已找到最新运行 ${name} 的日志；最新 ${looked.length} 次运行中 ${there} 次有日志`,
      ),
    };
  const expected = path.join(buildFolder(folder, newest.run) ?? folder, "log");
  const sought: Text = say(`looked for ${expected}`, `查找位置：${expected}`);
  if (there > 0)
    return {
      state: "warn",
      result: say(
        `${there} of the newest ${looked.length} runs have a log`,
        `最新 ${looked.length} 次运行中 ${there} 次有日志`,
      ),
      mend: [sought],
    };
  return {
    state: "bad",
    result: say(
      `none of the newest ${looked.length} runs has a log here`,
      `最新的 ${looked.length} 次运行在此均无日志`,
    ),
    mend: [sought, jobsFolder],
  };
}

/** Reads the site's rules as the service reads them. */
export function rulesTrial(file: string | undefined, clock: Clock): Trial {
  return {
    name: "rules",
    title: say("Log rules", "日志规则"),
    keys: "rules",
    ...(file === undefined ? {} : { tried: path.resolve(file) }),
    run: file === undefined ? undefined : async () => judge(file, clock),
  };
}

function judge(file: string, clock: Clock): TrialVerdict {
  const book = openRuleBook(file, clock, () => {});
  const own = book.rules().rules.length - builtinRules().rules.length;
  const faults = book.faults();
  if (faults.length === 0) return { state: "good", result: say(`rules: ${own}`, `规则：${own} 条`) };
  return {
    state: "bad",
    result: say(`valid rules: ${own}; faults: ${faults.length}`, `生效规则：${own} 条；错误：${faults.length} 处`),
    mend: faults.map(({ line, column, message }) => (line === 0 ? message : `${line}:${column}  ${message}`)),
  };
}
