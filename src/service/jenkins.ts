import { statSync } from "node:fs";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import type { Config, Settings } from "../config.ts";
import { same, say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import { isRemoteFault, RefusedError, UnreachableError } from "../ports/errors.ts";
import type { Check } from "../ports/health.ts";
import { createJenkins, type Login } from "../sources/jenkins/client.ts";
import { JENKINS } from "../sources/jenkins/refusal.ts";
import type { JenkinsFault } from "../sources/jenkins/rests.ts";
import { createJenkinsSite, type JenkinsSite } from "../sources/jenkins/site.ts";
import { join } from "../view/wording.ts";

const CHECK_WITHIN_MS = 1.5 * SECOND;

/** Undefined where none is configured. What goes wrong is logged once, when it begins, and again when it is over. */
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
      else log[isToMend(known) ? "warn" : "debug"](faultOf(known), "Jenkins is left alone for a while");
    },
  });
}

function loginOf({ jenkins_user: user, jenkins_token: token }: Settings): Login {
  return { user, token };
}

/** Who we are to Jenkins, read again whenever env.json has changed: a mended token needs no restart. */
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
      // Half written, or with a fault: what was there before holds until it is whole.
    }
    return login;
  };
}

/** As against a single build that cannot be read. */
function isToMend({ job, fault }: JenkinsFault): boolean {
  return job === null || fault instanceof RefusedError;
}

function faultOf({ job, fault }: JenkinsFault): object {
  return { ...(job === null ? {} : { job }), fault: fault.message, err: fault.cause };
}

/** For `status`: asks Jenkins itself, and then goes by what the last calls met with. */
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

/** For `/readyz`, without asking. */
export function jenkinsWarnings(site: JenkinsSite | undefined): readonly string[] {
  return (site?.faults() ?? []).map((known) => `jenkins: ${faultText(known).en_us}`);
}

/** One line for the operator: what is wrong, and what to mend. */
export function faultText({ job, fault }: JenkinsFault): Text {
  const place = job === null ? "" : `${job}: `;
  if (fault instanceof RefusedError) return say(place + fault.message, place + refusalInChinese(fault));
  return say(
    `${place}Jenkins cannot be reached: is it up, and jenkins_url right?`,
    `${place}无法连接 Jenkins：它是否在运行，jenkins_url 是否正确？`,
  );
}

function refusalInChinese({ code }: RefusedError): string {
  if (code === 403) return "Jenkins 拒绝访问（403）：请授予 jenkins_user 读取权限，并检查 jenkins_token";
  if (code === 401 || code === 302 || code === 303)
    return `Jenkins 登录无效（${code}）：请检查 jenkins_user 与 jenkins_token`;
  return `该地址不是 Jenkins（${code}）：请检查 jenkins_url`;
}
