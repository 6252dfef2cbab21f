import type { Settings } from "../config.ts";
import { jenkinsAccount, probeJenkins } from "../health/jenkins.ts";
import { newestRuns, seekLogs } from "../health/logs.ts";
import { mayBeShortened } from "../model/job-name.ts";
import { say, type Text } from "../model/text.ts";
import { MINUTE, SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { RunStore } from "../ports/run-store.ts";
import { jenkinsLogs } from "../sources/jenkins/build-log.ts";
import { createJenkins } from "../sources/jenkins/client.ts";
import { createJenkinsSite, type JenkinsSite } from "../sources/jenkins/site.ts";
import { duration } from "../view/wording.ts";
import type { Trial, TrialVerdict } from "./trial.ts";

/** Shorter than the trial's own timeout, so that Jenkins is named as the cause. */
const TIMEOUT_MS = 4 * SECOND;
const CLOCKS_APART_MS = MINUTE;
/** Jenkins is asked twice where it does not answer. */
const WITHIN_MS = 9 * SECOND;
/** Runs of which the newest with a full name is looked for. */
const SEEN = 20;

/** Checks which account Jenkins sees, and whether it shows the log of the newest run. */
export function jenkinsTrial(settings: Settings, runs: () => Promise<RunStore | undefined>, clock: Clock): Trial {
  const { jenkins_url: url, jenkins_user: user, jenkins_token: token, jenkins_ca_file: caFile } = settings;
  const trial = { name: "jenkins", title: say("Jenkins", "Jenkins"), keys: "jenkins_url" };
  if (url === undefined) return { ...trial, run: undefined };
  const jenkins = createJenkins({ url, user, token, caFile, timeoutMs: TIMEOUT_MS, retryMs: SECOND / 10 });
  const site = createJenkinsSite(jenkins, clock);
  const address = withoutAccount(url);
  return {
    ...trial,
    tried: user === undefined ? address : `${user} @ ${address}`,
    async run() {
      const account = await judgeAccount(site, clock);
      return account.state === "bad" ? account : judgeLog(account, site, await runs(), clock);
    },
  };
}

export function withoutAccount(url: string): string {
  const address = new URL(url);
  address.username = "";
  address.password = "";
  return address.href.replace(/\/+$/, "");
}

async function judgeAccount(site: JenkinsSite, clock: Clock): Promise<TrialVerdict> {
  const answer = await probeJenkins(site, WITHIN_MS);
  if (answer.kind === "fault") return { state: "bad", result: answer.text };
  const { version } = answer;
  const { name, time } = await jenkinsAccount(site);
  const [english, chinese] = name === "" ? ["lets us in", "可以访问"] : [`logged in as ${name}`, `登录账号：${name}`];
  const jenkins = version === "" ? ["", ""] : [`, Jenkins ${version}`, `，Jenkins ${version}`];
  const result = say(english + jenkins[0], chinese + jenkins[1]);
  const mend = time === null ? [] : judgeClock(time - clock.now());
  return mend.length === 0 ? { state: "good", result } : { state: "warn", result, mend };
}

/** Times of runs are those of Jenkins' clock. */
function judgeClock(aheadMs: number): readonly Text[] {
  if (Math.abs(aheadMs) <= CLOCKS_APART_MS) return [];
  const apart = duration(Math.abs(aheadMs));
  const [english, chinese] = aheadMs > 0 ? ["ahead of", "快"] : ["behind", "慢"];
  return [
    say(
      `its clock is ${apart} ${english} this machine's: set both by NTP`,
      `它的时钟比本机${chinese} ${apart}：请用 NTP 校准两边的时钟`,
    ),
  ];
}

async function judgeLog(
  account: TrialVerdict,
  site: JenkinsSite,
  runs: RunStore | undefined,
  clock: Clock,
): Promise<TrialVerdict> {
  // Jenkins does not know a job by its shortened name.
  const newest = (await newestRuns(runs, SEEN)).find(({ job }) => !mayBeShortened(job));
  if (!newest) return account;
  const [sought] = await seekLogs([newest], jenkinsLogs(site, clock)).catch(() => []);
  if (sought?.log === "there") return account;
  const run = `${newest.job} #${newest.id}`;
  const unseen = say(`the newest run, ${run}, is not visible there`, `看不到最新运行 ${run}`);
  const rights = say(
    "the user needs Job/Read, and Jenkins must keep the builds",
    "该用户需要 Job/Read 权限，且构建须保留",
  );
  return { ...account, state: "warn", mend: [...(account.mend ?? []), unseen, rights] };
}
