import { triggeredBy } from "./people.ts";
import type { DemoPull } from "./pull-request.ts";

/** The run's parameters from the GitHub Pull Request Builder, as JSON. */
export function descriptionOf(pull: DemoPull, commit: string, comment: string | null): string {
  const { author, branch, number, repository, sourceBranch, title } = pull;
  const link = `https://github.com/${repository.repo}/pull/${number}`;
  const email = `${author.login}@example.com`;
  const trigger = comment === null ? null : triggeredBy(comment, author);
  const [, name = ""] = repository.repo.split("/");
  return JSON.stringify({
    ghprbPullId: String(number),
    ghprbPullLink: link,
    ghprbPullTitle: title,
    ghprbPullAuthorLogin: author.login,
    ghprbPullAuthorLoginMention: `@${author.login}`,
    ghprbPullAuthorEmail: email,
    ghprbPullDescription: `GitHub pull request #${number} of commit ${commit}, no merge conflicts.`,
    ghprbPullLongDescription: `### What problem does this PR solve?\\r\\n\\r\\n${title}\\r\\n\\r\\n### Check List\\r\\n\\r\\n- Unit test\\r\\n\\r\\n### Release note\\r\\n\\r\\n- None`,
    ghprbActualCommitAuthor: author.name,
    ghprbActualCommitAuthorEmail: email,
    ghprbAuthorRepoGitUrl: `https://github.com/${author.login}/${name}.git`,
    ghprbCredentialsId: "demo-credentials",
    ghprbSourceBranch: sourceBranch,
    ghprbTriggerAuthor: trigger?.name ?? "",
    ghprbTriggerAuthorEmail: trigger ? `${trigger.login}@example.com` : "",
    ghprbTriggerAuthorLogin: trigger?.login ?? "",
    ghprbTriggerAuthorLoginMention: trigger ? `@${trigger.login}` : "",
    GIT_BRANCH: branch,
    sha1: `origin/pr/${number}/merge`,
  });
}
