import { readPullLink } from "../../../model/code-host.ts";
import { type BuildSigns, type PullRequestReader, readNumber, type ToldPullRequest } from "./signs.ts";

/** GitHub Branch Source: jobs named `PR-77`, https://plugins.jenkins.io/github-branch-source. */
export const readGithubBranchSource: PullRequestReader = (signs) =>
  isBuiltBy(signs, /\.github_branch_source\.|^$/, "PR") ? readChangeRequest(signs, "PR") : undefined;

/** GitLab Branch Source: jobs named `MR-77`, https://plugins.jenkins.io/gitlab-branch-source. */
export const readGitlabBranchSource: PullRequestReader = (signs) =>
  isBuiltBy(signs, /\.gitlabbranchsource\.|^$/, "MR") ? readChangeRequest(signs, "MR") : undefined;

/** Other branch sources, such as Gitee's and Gitea's: a job of a multibranch project that has a pull request's address. */
export const readOtherBranchSource: PullRequestReader = (signs) =>
  signs.revision?.id || readPullLink(signs.branch.link) ? readChangeRequest(signs, "[A-Z]+") : undefined;

function isBuiltBy({ job, revision, branch }: BuildSigns, type: RegExp, prefix: string): boolean {
  // A build that was aborted before it began has no revision; the job still knows its pull request.
  if (revision === undefined) return readHeadName(job, prefix) !== undefined && branch.link !== null;
  return type.test(revision.type) && readHeadName(revision.head ?? job, prefix) !== undefined;
}

function readChangeRequest({ job, revision, branch }: BuildSigns, prefix: string): ToldPullRequest | undefined {
  const linked = readPullLink(branch.link);
  const number = readNumber(revision?.id) ?? linked?.number ?? readHeadName(revision?.head ?? job, prefix);
  if (number === undefined) return undefined;
  return {
    number,
    repository: linked?.repository,
    title: branch.title ?? revision?.title ?? null,
    author: branch.author,
    link: linked === undefined ? null : branch.link,
    targetBranch: revision?.targetBranch ?? null,
    head: revision?.hash ?? null,
    sourceBranch: revision?.sourceBranch ?? null,
  };
}

/** The number in the name of a head, which is also the last part of its job's name: `PR-77`, `PR-77-merge`. */
function readHeadName(name: string, prefix: string): number | undefined {
  return readNumber(new RegExp(`(?:^|/)${prefix}-(\\d+)(?:-head|-merge)?$`).exec(name)?.[1]);
}
