import { statSync } from "node:fs";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import type { Config, Settings } from "../config.ts";
import { same, say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import { isRemoteFault, RefusedError, UnreachableError } from "../ports/errors.ts";
import type { Check } from "../ports/health.ts";
import { createJenkins, JENKINS, type Login } from "../sources/jenkins/client.ts";
import type { JenkinsFault } from "../sources/jenkins/rests.ts";
import { createJenkinsSite, type JenkinsSite } from "../sources/jenkins/site.ts";
import { join } from "../view/wording.ts";

const CHECK_WITHIN_MS = 1.5 * SECOND;

/** Undefined if no Jenkins is configured. A fault is logged once when it begins and once when it is over. */
export function openJenkins(
  settings: Settings,
  clock: Clock,
  log: Logger,
  login: () => Login = () => loginOf(settings),
): JenkinsSite | undefined {
  const { jenkins_url: url } = settings;
  if (url === undefined) return undefined;
  return createJenkinsSite(createJenkins({ url, login }), clock, {
    onChange(known) {
      if (known === null) log.info("Jenkins answers again");
      else log[isToMend(known) ? "warn" : "debug"](faultOf(known), "Jenkins will be tried again later");
    },
  });
}

function loginOf({ jenkins_user: user, jenkins_token: token }: Settings): Login {
  return { user, token };
}

/** The Jenkins account, read again when env.json changes, so that a corrected token needs no restart. */
export function freshLogin({ settings, file, reload }: Config): () => Login {
  const changedAt = () => (file === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
  let login = loginOf(settings);
  let seen = changedAt();
  return () => {
    const now = changedAt();
    if (now === seen) return login;
    seen = now;
    try {
      login = loginOf(reload().settings);
    } catch {
      // The file is half written or wrong: keep the old account until it is valid.
    }
    return login;
  };
}

/** Whether the operator must fix something; a single unreadable build is no such fault. */
function isToMend({ job, fault }: JenkinsFault): boolean {
  return job === null || fault instanceof RefusedError;
}

function faultOf({ job, fault }: JenkinsFault): object {
  return { ...(job === null ? {} : { job }), fault: fault.message, err: fault.cause };
}

/** The check for `/ci status`: asks Jenkins, then reports the faults of earlier calls. */
export async function checkJenkins(site: JenkinsSite): Promise<Check> {
  const [known, ...others] = site.faults().filter(({ job }) => job !== null);
  try {
    const late = new UnreachableError(JENKINS, { cause: new Error("no answer in time") });
    const version = await pTimeout(site.check(), { milliseconds: CHECK_WITHIN_MS, message: late });
    if (!known)
      return { what: "jenkins", state: "good", detail: say(`connected ${version}`.trim(), `已连接 ${version}`.trim()) };
    const more =
      others.length === 0 ? same("") : say(`; and ${others.length} more jobs`, `；另有 ${others.length} 个任务`);
    return { what: "jenkins", state: "bad", detail: join([faultText(known), more], "") };
  } catch (error) {
    if (!isRemoteFault(error)) throw error;
    return { what: "jenkins", state: "bad", detail: faultText({ job: null, fault: error }) };
  }
}

/** The warnings for `/readyz`, without asking Jenkins. */
export function jenkinsWarnings(site: JenkinsSite | undefined): readonly string[] {
  return (site?.faults() ?? []).map((known) => `jenkins: ${faultText(known).en_us}`);
}

/** One line for the operator: what is wrong, and what to fix. */
export function faultText({ job, fault }: JenkinsFault): Text {
  const place = job === null ? "" : `${job}: `;
  if (fault instanceof RefusedError) return say(place + fault.message, place + refusalInChinese(fault));
  return say(
    `${place}Jenkins cannot be reached: is it running, and is jenkins_url right?`,
    `${place}无法连接 Jenkins：它是否在运行，jenkins_url 是否正确？`,
  );
}

function refusalInChinese({ code }: RefusedError): string {
  if (code === 403) return "Jenkins 拒绝访问（403）：请授予 jenkins_user 读取权限，并检查 jenkins_token";
  if (code === 401 || code === 302 || code === 303)
    return `Jenkins 登录无效（${code}）：请检查 jenkins_user 与 jenkins_token`;
  return `该地址不是 Jenkins（${code}）：请检查 jenkins_url`;
}
