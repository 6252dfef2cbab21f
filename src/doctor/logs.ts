import path from "node:path";
import { type FolderError, newestRuns, probeLogFolder, type SoughtLog, seekLogs } from "../health/logs.ts";
import { builtinRules } from "../logs/rules.ts";
import type { Run } from "../model/run.ts";
import { say, type Text } from "../model/text.ts";
import type { Clock } from "../ports/clock.ts";
import type { RunStore } from "../ports/run-store.ts";
import { openRuleBook } from "../service/rules.ts";
import { buildFolder, logFiles } from "../sources/files/log-files.ts";
import type { Trial, TrialVerdict } from "./trial.ts";

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
    const fault = await probeLogFolder(folder).catch(unreadable);
    if (fault) return fault;
    const newest = await newestRuns(await runs(), LOOKED_UP);
    if (newest.length === 0)
      return { state: "good", result: say("readable; no run to look up", "可读；没有可查找的运行") };
    return judgeSought(await seekLogs(newest, logFiles(folder, clock)), folder);
  }
  return {
    name: "log_dir",
    title: say("Build logs", "构建日志"),
    keys: "log_dir",
    ...(logDir === undefined ? {} : { tried: path.resolve(logDir) }),
    run: logDir === undefined ? undefined : run,
  };
}

function unreadable(error: FolderError): TrialVerdict {
  switch (error.fault) {
    case "no_folder":
      return { state: "bad", result: say("is not a folder", "不是目录"), mend: [jobsFolder] };
    case "missing":
      return { state: "bad", result: say("the folder does not exist", "目录不存在"), mend: [jobsFolder] };
    case "unreadable":
      return {
        state: "bad",
        result: say(`cannot be read: ${error.code}`, `无法读取：${error.code}`),
        mend: [say("give the user who runs ci_stat the right to read it", "请授予运行 ci_stat 的用户读取权限")],
      };
  }
}

const jobsFolder = say(
  "log_dir must be the jobs folder of the Jenkins home, which contains <job>/builds/<id>/log",
  "log_dir 应为 Jenkins 主目录下的 jobs 目录，其中有 <job>/builds/<id>/log",
);

function judgeSought(sought: readonly SoughtLog[], folder: string): TrialVerdict {
  const there = sought.filter(({ log }) => log === "there").length;
  const [newest] = sought;
  if (!newest) return { state: "good", result: say("readable", "可读") };
  const name = `${newest.run.job} #${newest.run.id}`;
  for (const { run, log } of sought) if (typeof log === "object") return refused(run, log.unreadable);
  if (newest.log === "there")
    return {
      state: "good",
      result: say(
        `found the log of the newest run, ${name}; ${there} of the newest ${sought.length} runs have one`,
        `已找到最新运行 ${name} 的日志；最新 ${sought.length} 次运行中 ${there} 次有日志`,
      ),
    };
  const expected = path.join(buildFolder(folder, newest.run) ?? folder, "log");
  const place: Text = say(`looked for ${expected}`, `查找位置：${expected}`);
  if (there > 0)
    return {
      state: "warn",
      result: say(
        `${there} of the newest ${sought.length} runs have a log`,
        `最新 ${sought.length} 次运行中 ${there} 次有日志`,
      ),
      mend: [place],
    };
  return {
    state: "bad",
    result: say(
      `none of the newest ${sought.length} runs has a log here`,
      `最新的 ${sought.length} 次运行在此均无日志`,
    ),
    mend: [place, jobsFolder],
  };
}

function refused({ job, id }: Run, reason: string): TrialVerdict {
  return {
    state: "bad",
    result: say(`the log of ${job} #${id} cannot be read: ${reason}`, `无法读取 ${job} #${id} 的日志：${reason}`),
    mend: [say("give the user who runs ci_stat the right to read the logs", "请授予运行 ci_stat 的用户读取日志的权限")],
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
