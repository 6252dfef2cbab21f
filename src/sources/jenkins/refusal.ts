import { RefusedError } from "../../ports/errors.ts";

export const JENKINS = "Jenkins";

/** What it means not to be let in, and which key mends it. */
export function refusalOf({ status, headers }: Response, hasLogin: boolean): RefusedError {
  return new RefusedError(JENKINS, status, explain(status, headers.get("location") ?? "", hasLogin), "app");
}

function explain(status: number, location: string, hasLogin: boolean): string {
  const isLogin = /login|securityRealm|oauth|saml/i.test(location);
  if (status < 400 && !isLogin) return "the address leads elsewhere: mend jenkins_url";
  if (!hasLogin) return "it wants a login: set jenkins_user and jenkins_token";
  if (status === 401 || isLogin) return "the login is wrong: mend jenkins_user and jenkins_token";
  if (status === 403) return "this account may not read that: give jenkins_user the right to, or name another account";
  return "it does not understand us: mend jenkins_url";
}
