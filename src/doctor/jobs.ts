import type { Settings } from "../config.ts";
import { isOurs } from "../database/engine/ci-data.ts";
import type { Database } from "../database/engine/open.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { BuildSource } from "../ports/builds.ts";
import { isRemoteFault } from "../ports/errors.ts";
import { pollPeriodMs } from "../service/poll-period.ts";
import { plural } from "../view/lists.ts";
import { count, join } from "../view/wording.ts";
import { notTried, type Trial, type TrialVerdict } from "./trial.ts";

/** Counts the jobs that Jenkins shows to the account, and says what fills `ci_data`. */
export function jobsTrial(
  settings: Settings,
  builds: BuildSource | undefined,
  database: () => Promise<Database | undefined>,
): Trial {
  const trial = { name: "jobs", title: say("Jobs", "任务"), keys: "jenkins_url" };
  if (builds === undefined) return { ...trial, run: undefined };
  return {
    ...trial,
    async run() {
      const jobs = await builds.lastBuilds().catch((fault: unknown) => {
        if (isRemoteFault(fault)) return undefined;
        throw fault;
      });
      if (jobs === undefined) return notTried("Jenkins does not answer", "Jenkins 没有应答");
      return judgeJobs(jobs.length, await filledBy(settings, await database()));
    },
  };
}

function judgeJobs(jobs: number, filled: Text): TrialVerdict {
  if (jobs > 0)
    return {
      state: "good",
      result: join([say(`${plural(jobs, "job")} with builds`, `${count(jobs)} 个有构建的任务`), filled], " · "),
    };
  const rights = say(
    "grant jenkins_user Overall/Read and Job/Read, on folders too",
    "请授予 jenkins_user Overall/Read 与 Job/Read 权限，文件夹也需要",
  );
  return { state: "warn", result: say("no job with builds is visible", "看不到任何有构建的任务"), mend: [rights] };
}

async function filledBy(settings: Settings, database: Database | undefined): Promise<Text> {
  // An embedded database that does not exist yet will be ours.
  const ours = database === undefined ? settings.host === undefined : await isOurs(database);
  const period = pollPeriodMs(settings, { isOurs: ours });
  if (period === 0)
    return say(
      "not asked for new builds: another program fills ci_data, or jenkins_poll_seconds is 0",
      "不查询新构建：ci_data 由其他程序写入，或 jenkins_poll_seconds 为 0",
    );
  const seconds = period / SECOND;
  return say(`asked for new builds every ${seconds} s`, `每 ${seconds} 秒查询一次新构建`);
}
