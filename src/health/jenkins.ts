import pTimeout from "p-timeout";
import { same, say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { isRemoteFault, RefusedError, UnreachableError } from "../ports/errors.ts";
import type { Check } from "../ports/health.ts";
import { JENKINS } from "../sources/jenkins/refusal.ts";
import type { JenkinsFault } from "../sources/jenkins/rests.ts";
import type { JenkinsSite } from "../sources/jenkins/site.ts";
import { join } from "../view/wording.ts";

const CHECK_WITHIN_MS = 1.5 * SECOND;

/** What Jenkins says of itself just now. */
export type JenkinsAnswer =
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "fault"; readonly text: Text };

/** Asks Jenkins whether it lets us in. `version` is empty if Jenkins hides it. */
export async function probeJenkins(site: JenkinsSite, withinMs: number): Promise<JenkinsAnswer> {
  try {
    const late = new UnreachableError(JENKINS, { cause: new Error("no answer in time") });
    return { kind: "version", version: await pTimeout(site.check(), { milliseconds: withinMs, message: late }) };
  } catch (error) {
    if (!isRemoteFault(error)) throw error;
    return { kind: "fault", text: faultText({ job: null, fault: error }) };
  }
}

interface JenkinsAccount {
  /** Empty if the site hides it. */
  readonly name: string;
  /** What Jenkins' own clock says, in whole seconds of epoch milliseconds; null if it does not say. */
  readonly time: number | null;
}

/** The account that Jenkins sees. */
export async function jenkinsAccount({ jenkins }: JenkinsSite): Promise<JenkinsAccount> {
  const who = await jenkins.json("/whoAmI/api/json", 1).catch(() => undefined);
  const time = Date.parse(who?.headers.get("date") ?? "");
  return { name: String(who?.body.name ?? ""), time: Number.isNaN(time) ? null : time };
}

/** The check for `/ci status`: asks Jenkins, then reports the faults of earlier calls. */
export async function checkJenkins(site: JenkinsSite): Promise<Check> {
  // An answer clears the faults, since whoever checks may have just fixed something.
  const [known, ...others] = site.faults().filter(({ job }) => job !== null);
  const answer = await probeJenkins(site, CHECK_WITHIN_MS);
  if (answer.kind === "fault") return { what: "jenkins", state: "bad", detail: answer.text };
  if (!known) {
    const { version } = answer;
    return { what: "jenkins", state: "good", detail: say(`connected ${version}`.trim(), `已连接 ${version}`.trim()) };
  }
  const more =
    others.length === 0 ? same("") : say(`; and ${others.length} more jobs`, `；另有 ${others.length} 个任务`);
  return { what: "jenkins", state: "bad", detail: join([faultText(known), more], "") };
}

/** The warnings for `/readyz`, without asking Jenkins. */
export function jenkinsWarnings(site: JenkinsSite): readonly string[] {
  return site.faults().map((known) => `jenkins: ${faultText(known).en_us}`);
}

/** One line for the operator: what is wrong, and what to fix. */
export function faultText({ job, fault }: JenkinsFault): Text {
  const place = job === null ? "" : `${job}: `;
  if (fault instanceof RefusedError) return say(place + fault.message, place + refusalInChinese(fault));
  const certificate = certificateFault(fault);
  if (certificate !== undefined)
    return say(
      `${place}the certificate of Jenkins is not accepted (${certificate}): set jenkins_ca_file to your CA's certificates`,
      `${place}Jenkins 的证书不被接受（${certificate}）：请将 jenkins_ca_file 设为贵公司 CA 的证书文件`,
    );
  return say(
    `${place}Jenkins cannot be reached: is it running, and is jenkins_url right?`,
    `${place}无法连接 Jenkins：它是否在运行，jenkins_url 是否正确？`,
  );
}

/** Node's code of a certificate that is not trusted, or is another machine's. */
function certificateFault({ cause }: UnreachableError): string | undefined {
  const code = (cause as { cause?: { code?: unknown } } | undefined)?.cause?.code;
  return typeof code === "string" && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/.test(code) ? code : undefined;
}

function refusalInChinese({ code }: RefusedError): string {
  if (code === 403) return "Jenkins 拒绝访问（403）：请授予 jenkins_user 读取权限，并检查 jenkins_token";
  if (code === 401 || code === 302 || code === 303)
    return `Jenkins 登录无效（${code}）：请检查 jenkins_user 与 jenkins_token`;
  return `该地址不是 Jenkins（${code}）：请检查 jenkins_url`;
}
