import type { BuildPullRequest } from "../../model/pull-request.ts";
import type { EndedBuild } from "../../ports/builds.ts";

/** Parameters of the GitHub Pull Request Builder that have a column of their own. */
const OWN_COLUMN = ["ghprbActualCommit", "ghprbTargetBranch", "ghprbCommentBody", "ghprbGhRepository"];

/**
 * What the column `description` says of a build, as JSON. A special run has its parameters there. A pull-request run has
 * the 19 parameters of the GitHub Pull Request Builder, whichever plugin started it: that is the form which every reader
 * of the table knows, and some of them count the keys.
 */
export function describeBuild({ pullRequest, parameters, commit }: EndedBuild): string {
  if (pullRequest !== null && !("ghprbPullId" in parameters)) return JSON.stringify(inOldForm(pullRequest, commit));
  const others = Object.entries(parameters).filter(([name]) => !OWN_COLUMN.includes(name));
  return JSON.stringify(Object.fromEntries(others));
}

/** What is not known is an empty text, as it is with the plugin itself. */
function inOldForm(pull: BuildPullRequest, commit: string | null): Readonly<Record<string, string>> {
  const author = pull.author ?? "";
  return {
    ghprbPullId: String(pull.number),
    ghprbPullLink: pull.link ?? "",
    ghprbPullTitle: pull.title ?? "",
    ghprbPullAuthorLogin: author,
    ghprbPullAuthorLoginMention: author === "" ? "" : `@${author}`,
    ghprbPullAuthorEmail: "",
    ghprbPullDescription: "",
    ghprbPullLongDescription: "",
    ghprbActualCommitAuthor: "",
    ghprbActualCommitAuthorEmail: "",
    ghprbAuthorRepoGitUrl: "",
    ghprbCredentialsId: "",
    ghprbSourceBranch: pull.sourceBranch ?? "",
    ghprbTriggerAuthor: "",
    ghprbTriggerAuthorEmail: "",
    ghprbTriggerAuthorLogin: "",
    ghprbTriggerAuthorLoginMention: "",
    GIT_BRANCH: pull.sourceBranch ?? "",
    sha1: commit ?? "",
  };
}
