import type { Github } from "../github/octokit.ts";
import { translate } from "../github/refusal.ts";

/** What a token may do in a repository, found out without making anything. */
export interface RepositoryAccess {
  readonly isPrivate: boolean;
  /** Labels of an issue are kept only from who may triage. */
  readonly mayLabel: boolean;
  readonly missingLabels: readonly string[];
  /** Calls left in this hour; undefined where the site sets no limit. */
  readonly callsLeft: number | undefined;
}

/** Reads one issue, as filing one first needs the existing ones. @throws octokit's RequestError */
export async function readIssue(github: Github, repository: string): Promise<void> {
  const [owner = "", repo = ""] = repository.split("/");
  await github.request("GET /repos/{owner}/{repo}/issues", { owner, repo, per_page: 1 });
}

/** Asked once: a person waits. */
const ONCE = { retries: 0 };

/** @throws UnreachableError, RefusedError where it may not be seen, or issues may not be created */
export async function examineRepository(
  github: Github,
  repository: string,
  labels: readonly string[],
): Promise<RepositoryAccess> {
  const [owner = "", repo = ""] = repository.split("/");
  const place = { owner, repo, request: ONCE };
  try {
    const { data, headers } = await github.request("GET /repos/{owner}/{repo}", place);
    await tryToCreate(github, place);
    const missing = await Promise.all(labels.map(async (name) => !(await hasLabel(github, place, name))));
    const left = headers["x-ratelimit-remaining"];
    return {
      isPrivate: data.private,
      mayLabel: data.permissions?.push === true || data.permissions?.triage === true,
      missingLabels: labels.filter((_, index) => missing[index]),
      callsLeft: left === undefined ? undefined : Number(left),
    };
  } catch (error) {
    throw translate(error, repository);
  }
}

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly request: typeof ONCE;
}

/** An issue without a title is never made: who may not create any is told so, everybody else that it lacks a title. */
async function tryToCreate(github: Github, { owner, repo, request }: Place): Promise<void> {
  // Not as octokit's own route: that insists on the title.
  const route = `POST /repos/${owner}/${repo}/issues`;
  try {
    await github.request(route, { body: "", request });
  } catch (error) {
    if ((error as { status?: number }).status !== 422) throw error;
  }
}

async function hasLabel(github: Github, place: Place, name: string): Promise<boolean> {
  try {
    await github.request("GET /repos/{owner}/{repo}/labels/{name}", { ...place, name });
    return true;
  } catch (error) {
    if ((error as { status?: number }).status === 404) return false;
    throw error;
  }
}
