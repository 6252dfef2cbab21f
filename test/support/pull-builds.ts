import type { JenkinsBuild } from "./jenkins.ts";

/** One build of each plugin that works on pull requests, with the fields that the plugin documents or exports. */

export interface PullBuild {
  readonly plugin: string;
  readonly job: string;
  /** What the job's own API page says. */
  readonly jobActions?: readonly object[];
  readonly build: JenkinsBuild;
  /** What is to be read from it. */
  readonly pull: {
    readonly repo: string;
    readonly number: number;
    readonly title: string | null;
    readonly author: string | null;
    readonly link: string | null;
    readonly targetBranch: string | null;
    readonly head: string | null;
  };
  /** As people read it. */
  readonly shown: string;
}

export const hash = (digit: string) => digit.repeat(40);

export function parameters(values: Readonly<Record<string, string>>): object {
  const each = Object.entries(values).map(([name, value]) => ({
    _class: "hudson.model.StringParameterValue",
    name,
    value,
  }));
  return { _class: "hudson.model.ParametersAction", parameters: each };
}

export function causes(...each: readonly object[]): object {
  return { _class: "hudson.model.CauseAction", causes: each };
}

export function checkout(remote: string, commit: string, branch = "detached"): object {
  return {
    _class: "hudson.plugins.git.util.BuildData",
    lastBuiltRevision: { SHA1: commit, branch: [{ SHA1: commit, name: branch }] },
    remoteUrls: [remote],
  };
}

const library = checkout(
  "https://git.example.com/ci/jenkins-shared-library.git",
  hash("9"),
  "refs/remotes/origin/main",
);

function metadata(title: string, url: string, login: string): readonly object[] {
  return [
    {},
    { _class: "jenkins.scm.api.metadata.ObjectMetadataAction", objectDisplayName: title, objectUrl: url },
    { _class: "jenkins.scm.api.metadata.ContributorMetadataAction", contributor: login, contributorDisplayName: "Ann" },
  ];
}

const jobSpec = {
  type: "presubmit",
  job: "pull-unit",
  refs: {
    org: "pingcap",
    repo: "tiflow",
    repo_link: "https://github.com/pingcap/tiflow",
    base_ref: "master",
    base_sha: hash("8"),
    pulls: [
      {
        number: 505,
        author: "prow-author",
        sha: hash("5"),
        title: "sink: retry",
        link: "https://github.com/pingcap/tiflow/pull/505",
      },
    ],
  },
};

export const pullBuilds: readonly PullBuild[] = [
  {
    plugin: "ghprb",
    job: "ghprb_unit",
    build: {
      actions: [
        parameters({
          ghprbActualCommit: hash("1"),
          ghprbTargetBranch: "master",
          ghprbGhRepository: "pingcap/tidb",
          ghprbPullId: "101",
          ghprbPullTitle: "planner: fix",
          ghprbPullAuthorLogin: "ghprb-author",
          ghprbPullLink: "https://github.com/pingcap/tidb/pull/101",
        }),
        checkout("https://github.com/pingcap/tidb.git", hash("f")),
      ],
    },
    pull: {
      repo: "pingcap/tidb",
      number: 101,
      title: "planner: fix",
      author: "ghprb-author",
      link: "https://github.com/pingcap/tidb/pull/101",
      targetBranch: "master",
      head: hash("1"),
    },
    shown: "pingcap/tidb#101",
  },
  {
    plugin: "github-branch-source",
    job: "pingcap/ticdc/PR-202",
    jobActions: metadata("cdc: new sink", "https://github.com/pingcap/ticdc/pull/202", "gbs-author"),
    build: {
      actions: [
        causes({ _class: "jenkins.branch.BranchEventCause", shortDescription: "Pull request #202 updated" }),
        library,
        {
          _class: "jenkins.scm.api.SCMRevisionAction",
          revision: {
            _class: "org.jenkinsci.plugins.github_branch_source.PullRequestSCMRevision",
            head: {
              _class: "org.jenkinsci.plugins.github_branch_source.PullRequestSCMHead",
              name: "PR-202",
              id: "202",
              originName: "new-sink",
              target: { _class: "org.jenkinsci.plugins.github_branch_source.BranchSCMHead", name: "release-5.0" },
            },
            pullHash: hash("2"),
          },
        },
        checkout("https://github.com/pingcap/ticdc.git", hash("f"), "PR-202"),
      ],
    },
    pull: {
      repo: "pingcap/ticdc",
      number: 202,
      title: "cdc: new sink",
      author: "gbs-author",
      link: "https://github.com/pingcap/ticdc/pull/202",
      targetBranch: "release-5.0",
      head: hash("2"),
    },
    shown: "pingcap/ticdc#202",
  },
  {
    plugin: "gitlab-branch-source",
    job: "platform/storage/MR-77",
    jobActions: metadata(
      "storage: compact",
      "https://gitlab.example.com/platform/core/storage/-/merge_requests/77",
      "glbs-author",
    ),
    build: {
      actions: [
        causes({ shortDescription: "Triggered by GitLab Merge Request #77: compact => main" }),
        {
          _class: "jenkins.scm.api.SCMRevisionAction",
          revision: {
            _class: "io.jenkins.plugins.gitlabbranchsource.MergeRequestSCMRevision",
            head: { name: "MR-77", id: "77", originName: "compact", target: { name: "main" } },
            origin: { _class: "io.jenkins.plugins.gitlabbranchsource.BranchSCMRevision", hash: hash("3") },
          },
        },
        library,
        checkout("https://gitlab.example.com/platform/core/storage.git", hash("f")),
      ],
    },
    pull: {
      repo: "gitlab.example.com/platform/core/storage",
      number: 77,
      title: "storage: compact",
      author: "glbs-author",
      link: "https://gitlab.example.com/platform/core/storage/-/merge_requests/77",
      targetBranch: "main",
      head: hash("3"),
    },
    shown: "platform/core/storage!77",
  },
  {
    plugin: "gitlab-plugin",
    job: "gitlab_cause",
    build: {
      actions: [
        causes({
          _class: "com.dabsquared.gitlabjenkins.cause.GitLabWebHookCause",
          shortDescription: "Triggered by GitLab Merge Request #78: platform/faster => main",
          data: {
            _class: "com.dabsquared.gitlabjenkins.cause.CauseData",
            buildVariables: {
              gitlabActionType: "MERGE",
              gitlabMergeRequestIid: "78",
              gitlabMergeRequestId: "90078",
              gitlabMergeRequestTitle: "engine: faster",
              gitlabMergeRequestLastCommit: hash("4"),
              gitlabUserName: "Gil Lab",
              gitlabUserUsername: "gl-author",
              gitlabSourceBranch: "faster",
              gitlabTargetBranch: "main",
              gitlabTargetRepoHttpUrl: "https://gitlab.example.com/platform/core/engine.git",
            },
          },
        }),
        library,
        checkout("git@gitlab.example.com:platform/core/engine.git", hash("f")),
      ],
    },
    pull: {
      repo: "gitlab.example.com/platform/core/engine",
      number: 78,
      title: "engine: faster",
      author: "gl-author",
      link: "https://gitlab.example.com/platform/core/engine/-/merge_requests/78",
      targetBranch: "main",
      head: hash("4"),
    },
    shown: "platform/core/engine!78",
  },
  {
    plugin: "gitee",
    job: "gitee_cause",
    build: {
      actions: [
        causes({
          _class: "com.gitee.jenkins.cause.GiteeWebHookCause",
          shortDescription: "Triggered by Gitee Pull Request #15: somebody/dev_001 => test",
        }),
        library,
        checkout("https://gitee.com/team/app.git", hash("6"), "refs/remotes/origin/dev_001"),
      ],
    },
    pull: {
      repo: "gitee.com/team/app",
      number: 15,
      title: null,
      author: null,
      link: "https://gitee.com/team/app/pulls/15",
      targetBranch: "test",
      head: hash("6"),
    },
    shown: "team/app#15",
  },
  {
    plugin: "prow",
    job: "prow_unit",
    build: { actions: [parameters({ JOB_SPEC: JSON.stringify(jobSpec), PULL_NUMBER: "505", BUILD_ID: "1" })] },
    pull: {
      repo: "pingcap/tiflow",
      number: 505,
      title: "sink: retry",
      author: "prow-author",
      link: "https://github.com/pingcap/tiflow/pull/505",
      targetBranch: "master",
      head: hash("5"),
    },
    shown: "pingcap/tiflow#505",
  },
  {
    plugin: "pull_request_parameters",
    job: "webhook_unit",
    build: {
      actions: [
        causes({ _class: "org.jenkinsci.plugins.gwt.GenericCause", shortDescription: "Generic Cause" }),
        parameters({
          CHANGE_NO: "606",
          CHANGE_TITLE: "web: login",
          CHANGE_BY: "hook-author",
          CHANGE_REPO: "https://gitlab.example.com/web/portal.git",
          CHANGE_TO: "refs/heads/main",
          CHANGE_SHA: hash("7"),
        }),
      ],
    },
    pull: {
      repo: "gitlab.example.com/web/portal",
      number: 606,
      title: "web: login",
      author: "hook-author",
      link: "https://gitlab.example.com/web/portal/-/merge_requests/606",
      targetBranch: "main",
      head: hash("7"),
    },
    shown: "web/portal!606",
  },
];

/** The setting by which the last of them is read. */
export const mapping = {
  number: "CHANGE_NO",
  title: "CHANGE_TITLE",
  author: "CHANGE_BY",
  repo: "CHANGE_REPO",
  target: "CHANGE_TO",
  head: "CHANGE_SHA",
};
