import { RefusedError } from "../../ports/errors.ts";

export const JENKINS = "Jenkins";

/** Explains why Jenkins refused a request, and which setting to correct. */
export function refusalOf({ status, headers }: Response, hasLogin: boolean): RefusedError {
  return new RefusedError(JENKINS, status, explain(status, headers.get("location") ?? "", hasLogin), "app");
}

/** What answers is another server, or a page that asks for a login. */
export function notJenkins(status: number): RefusedError {
  return new RefusedError(JENKINS, status, "the server there is not Jenkins: correct jenkins_url", "app");
}

function explain(status: number, location: string, hasLogin: boolean): string {
  const isLogin = /login|securityRealm|oauth|saml/i.test(location);
  if (status < 400 && !isLogin) return "the address redirects elsewhere: correct jenkins_url";
  if (!hasLogin) return "it requires a login: set jenkins_user and jenkins_token";
  if (status === 401 || isLogin) return "the login is wrong: correct jenkins_user and jenkins_token";
  if (status === 403) return "this account may not read it: grant jenkins_user read access, or use another account";
  return "it does not understand the request: correct jenkins_url";
}
