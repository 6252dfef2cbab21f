import { RequestError } from "@octokit/request-error";
import { RefusedError, UnreachableError } from "../ports/errors.ts";

const GITHUB = "GitHub";

/** What a failed call means to us: it was not reached (or not now), or it said no and why. */
export function translate(error: unknown, repo: string): unknown {
  if (!(error instanceof RequestError)) return error;
  const { status, response, message } = error;
  if (!response || status >= 500 || isLimit(error)) return new UnreachableError(GITHUB, { cause: error });
  return new RefusedError(GITHUB, status, explain(status, repo, response.headers) ?? message);
}

function isLimit({ status, response, message }: RequestError): boolean {
  if (status === 429) return true;
  return status === 403 && (response?.headers["x-ratelimit-remaining"] === "0" || /\brate limit\b/i.test(message));
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Names what is missing, and where it is set. */
function explain(status: number, repo: string, headers: Headers): string | undefined {
  switch (status) {
    case 401:
      return "the token in gh_token is not valid, or it has expired";
    case 403:
      return forbidden(repo, headers);
    case 404:
      return (
        `there is no ${repo} that the token in gh_token may see; it needs the permissions "Metadata: read" and ` +
        '"Issues: read and write" for it (a classic token the scope public_repo, or repo where it is private)'
      );
    case 410:
      return `issues are switched off in ${repo}`;
    default:
      return undefined;
  }
}

function forbidden(repo: string, headers: Headers): string {
  if (headers["x-github-sso"] !== undefined)
    return `the token in gh_token must be authorized for single sign-on of the organization of ${repo}`;
  const permissions = headers["x-accepted-github-permissions"];
  if (permissions) return `the token in gh_token lacks the permission ${permissions} for ${repo}`;
  const [wanted, has] = [headers["x-accepted-oauth-scopes"], headers["x-oauth-scopes"]];
  if (wanted) return `the token in gh_token lacks one of the scopes ${wanted}; it has ${has || "none"}`;
  return `the token in gh_token may not write issues of ${repo}; it needs the permission "Issues: read and write"`;
}
