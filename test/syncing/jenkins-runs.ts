import type { JenkinsBuild } from "../support/jenkins.ts";

/** How pull requests are read where nothing is configured. */
export const onGithub = { github: "https://github.com", parameters: {} };

/** A build of the GitHub Pull Request Builder, with the parameters that it really sets. */
export function pullBuild(number: number, said: JenkinsBuild & { readonly commit?: string } = {}): JenkinsBuild {
  const { commit = "a".repeat(40), ...rest } = said;
  const parameters = Object.entries({
    ghprbActualCommit: commit,
    ghprbTargetBranch: "release-5.0",
    ghprbCommentBody: "/run-unit-test",
    ghprbGhRepository: "pingcap/tidb",
    ghprbPullId: String(number),
    ghprbPullTitle: `planner: 修复 "${number}" 😀`,
    ghprbPullAuthorLogin: "somebody",
    ghprbPullLink: `https://github.com/pingcap/tidb/pull/${number}`,
    ghprbPullDescription: `GitHub pull request #${number}`,
    GIT_BRANCH: `origin/pr/${number}/merge`,
    sha1: `origin/pr/${number}/merge`,
  });
  return {
    building: false,
    result: "SUCCESS",
    duration: 60_000,
    actions: [
      { _class: "hudson.model.CauseAction" },
      {},
      {
        parameters: [
          ...parameters.map(([name, value]) => ({ _class: "hudson.model.StringParameterValue", name, value })),
          { _class: "hudson.model.PasswordParameterValue", name: "SECRET" },
          { _class: "hudson.model.BooleanParameterValue", name: "force", value: true },
        ],
      },
      { lastBuiltRevision: { SHA1: "f".repeat(40), branch: [{ name: "detached" }] } },
    ],
    ...rest,
  };
}

/** A nightly build: no pull request, one checkout. */
export function nightlyBuild(said: JenkinsBuild = {}): JenkinsBuild {
  const checkout = { SHA1: "b".repeat(40), branch: [{ SHA1: "b".repeat(40), name: "refs/remotes/origin/master" }] };
  return {
    building: false,
    result: "FAILURE",
    duration: 3_600_000,
    actions: [{ lastBuiltRevision: checkout, remoteUrls: ["https://github.com/pingcap/tidb"] }],
    ...said,
  };
}
