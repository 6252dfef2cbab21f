import { describe, expect, test } from "vitest";
import type { EndedBuild } from "../../../src/ports/builds.ts";
import { readBuild } from "../../../src/sources/jenkins/build-json.ts";
import type { JenkinsBuild } from "../../support/jenkins.ts";
import { causes, checkout, hash, mapping, parameters, pullBuilds } from "../../support/pull-builds.ts";

const options = { github: "https://github.com", parameters: mapping };

function read(build: JenkinsBuild, job = "unit", jobActions: readonly object[] = []): EndedBuild {
  const json = { number: 7, timestamp: 1, duration: 1, building: false, result: "SUCCESS", ...build };
  const found = readBuild({ name: job, actions: jobActions }, json, options);
  if (found?.kind !== "ended") throw new Error("it has not ended");
  return found.run;
}

const pullOf = (...actions: readonly object[]) => read({ actions }).pullRequest;

describe("every plugin's pull request is read", () => {
  test.each(pullBuilds)("$plugin", ({ plugin, job, jobActions, build, pull }) => {
    const { targetBranch, head, repo } = pull;
    const run = read(build, job, jobActions);
    expect(run).toMatchObject({ plugin, commit: head, branch: targetBranch, repo, pullRequest: pull });
  });
});

describe("GitHub Branch Source", () => {
  const revision = (type: string, head: object, hashes: object) => ({ revision: { _class: type, head, ...hashes } });
  const pull = "org.jenkinsci.plugins.github_branch_source.PullRequestSCMRevision";

  test("a version that exports no number is read by the name of the head", () => {
    expect(pullOf(revision(pull, { name: "PR-9-merge" }, { pullHash: hash("2") }))).toMatchObject({
      number: 9,
      head: hash("2"),
    });
  });

  test("a build that was aborted before it knew its revision belongs to its job's pull request", () => {
    const jobActions = [{ objectUrl: "https://github.com/a/b/pull/9", objectDisplayName: "t" }];
    expect(read({ result: "ABORTED" }, "a/b/PR-9", jobActions).pullRequest).toMatchObject({
      repo: "a/b",
      number: 9,
      title: "t",
      head: null,
    });
  });

  test("a branch is no pull request, and its commit is the revision's beside two libraries", () => {
    const branch = revision(
      "jenkins.plugins.git.AbstractGitSCMSource$SCMRevisionImpl",
      { name: "main" },
      { hash: hash("4") },
    );
    const libraries = ["a/tools", "a/more"].map((path, at) => checkout(`https://github.com/${path}`, hash(`${at}`)));
    const run = read({ actions: [...libraries, branch, checkout("https://github.com/a/b", hash("4"))] }, "a/b/main");
    expect(run).toMatchObject({ pullRequest: null, plugin: null, commit: hash("4"), branch: "main", repo: null });
  });
});

describe("GitLab plugin", () => {
  test("a version that exports the cause's text only takes the repository from the checkout", () => {
    const cause = causes({ shortDescription: "Triggered by GitLab Merge Request #8: a/fix => main" });
    expect(pullOf(cause, checkout("git@gitlab.example.com:group/sub/repo.git", hash("f")))).toMatchObject({
      repo: "gitlab.example.com/group/sub/repo",
      number: 8,
      link: "https://gitlab.example.com/group/sub/repo/-/merge_requests/8",
      sourceBranch: "a/fix",
      targetBranch: "main",
      head: null,
    });
  });

  test("a push is no merge request", () => {
    const variables = { gitlabActionType: "PUSH", gitlabMergeRequestIid: "", gitlabTargetBranch: "main" };
    expect(
      pullOf(causes({ shortDescription: "Started by GitLab push by a", data: { buildVariables: variables } })),
    ).toBeNull();
  });

  test("whoever comments is not the author", () => {
    const variables = {
      gitlabActionType: "NOTE",
      gitlabMergeRequestIid: "8",
      gitlabUserName: "r",
      gitlabTriggerPhrase: "again",
    };
    expect(pullOf(parameters(variables))).toMatchObject({ number: 8, author: null, comment: "again" });
  });
});

describe("Gitee", () => {
  test("a cause in HTML names the repository", () => {
    const link = '<a href="https://gitee.com/a/b/pulls/15" target="_blank">Gitee Pull Request #15</a>';
    expect(pullOf(causes({ shortDescription: `Triggered by ${link}: a/x => master` }))).toMatchObject({
      repo: "gitee.com/a/b",
      number: 15,
      targetBranch: "master",
    });
  });

  test("parameters tell title, author and head", () => {
    const said = {
      giteePullRequestIid: "15",
      giteePullRequestTitle: "t",
      giteeUserName: "u",
      giteePullRequestLastCommit: hash("3"),
      giteeTargetRepoHttpUrl: "https://gitee.com/a/b.git",
    };
    expect(pullOf(parameters(said))).toMatchObject({ repo: "gitee.com/a/b", title: "t", author: "u", head: hash("3") });
  });

  test("a checkout of the target branch is not the head, though a fork's branch has its name", () => {
    const cause = causes({ shortDescription: "Triggered by Gitee Pull Request #1: fork/master => master" });
    expect(pullOf(cause, checkout("https://gitee.com/a/b", hash("3"), "origin/master"))).toMatchObject({ head: null });
  });
});

describe("Prow", () => {
  test("PULL_NUMBER alone is enough", () => {
    const said = { PULL_NUMBER: "5", REPO_OWNER: "a", REPO_NAME: "b", PULL_BASE_REF: "main", PULL_PULL_SHA: hash("3") };
    expect(pullOf(parameters(said))).toMatchObject({
      repo: "a/b",
      number: 5,
      link: "https://github.com/a/b/pull/5",
      head: hash("3"),
    });
  });

  test.each([
    ["a batch", { refs: { org: "a", repo: "b", pulls: [{ number: 1 }, { number: 2 }] } }],
    ["a postsubmit", { refs: { org: "a", repo: "b" } }],
    ["a text that is no JSON", undefined],
  ])("%s has no pull request", (_, spec) => {
    expect(pullOf(parameters({ JOB_SPEC: spec === undefined ? "{" : JSON.stringify(spec) }))).toBeNull();
  });
});

describe("a mapping", () => {
  test.each([
    [{ CHANGE_NO: "https://gitee.com/a/b/pulls/6" }, { repo: "gitee.com/a/b", number: 6 }],
    [
      { CHANGE_NO: "!6", CHANGE_REPO: "git.example.com/a/b/c" },
      { repo: "git.example.com/a/b/c", number: 6, link: null },
    ],
    [
      { CHANGE_NO: "#6", CHANGE_REPO: "a/b" },
      { repo: "a/b", link: "https://github.com/a/b/pull/6" },
    ],
    [{ CHANGE_NO: "6" }, { repo: null, number: 6, link: null }],
  ])("reads %j", (said, pull) => {
    expect(pullOf(parameters(said))).toMatchObject(pull);
  });

  test.each(["", "0", "null", "none", "6a"])("has no pull request where the number is “%s”", (number) => {
    expect(pullOf(parameters({ CHANGE_NO: number, CHANGE_REPO: "a/b" }))).toBeNull();
  });
});

describe("the checkout of a special run", () => {
  const main = checkout("https://github.com/a/b.git", hash("3"), "refs/remotes/origin/main");
  const seen = (...actions: readonly object[]) => {
    const { commit, branch } = read({ actions });
    return { commit, branch };
  };

  test("is not a shared library's", () => {
    const libraries = ["jenkins-library", "shared-pipeline-libs"].map((name) =>
      checkout(`git@github.com:ci/${name}.git`, hash("9"), "origin/main"),
    );
    expect(seen(...libraries, main)).toEqual({ commit: hash("3"), branch: "main" });
  });

  test("is unknown among repositories of which none is known to be a library", () => {
    expect(seen(main, checkout("https://github.com/a/mathlib", hash("9")))).toEqual({ commit: null, branch: null });
  });

  test("names its branch where one of several checkouts of a commit does", () => {
    expect(seen(checkout("https://github.com/a/b", hash("3")), main)).toEqual({ commit: hash("3"), branch: "main" });
  });
});

test("parameters of every type become text, and passwords do not", () => {
  const each = [
    { _class: "hudson.model.StringParameterValue", name: "text", value: "a" },
    { _class: "hudson.model.BooleanParameterValue", name: "flag", value: false },
    { _class: "org.example.NumberParameterValue", name: "number", value: 0.5 },
    { _class: "org.example.MultiChoiceParameterValue", name: "choices", value: ["a", "b"] },
    { _class: "hudson.model.RunParameterValue", name: "run", jobName: "team/build", number: "12" },
    { _class: "hudson.model.FileParameterValue", name: "file", originalFileName: "x.tgz" },
    { _class: "com.cloudbees.plugins.credentials.CredentialsParameterValue", name: "login" },
    { _class: "hudson.model.PasswordParameterValue", name: "password", value: "hunter2" },
    { _class: "org.example.NothingParameterValue", name: "nothing", value: null },
    null,
    { value: "nameless" },
  ];
  expect(read({ actions: [{ parameters: each }] as never }).parameters).toEqual({
    text: "a",
    flag: "false",
    number: "0.5",
    choices: "a,b",
    run: "team/build#12",
    file: "x.tgz",
  });
});
