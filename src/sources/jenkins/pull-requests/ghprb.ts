import { type BuildSigns, type PullRequestReader, readNumber, readText } from "./signs.ts";

/** What the plugin's parameters say, also in a build that somebody started by hand without a pull request. */
export function readGhprbParameters({ parameters }: Pick<BuildSigns, "parameters">) {
  const text = (name: string) => readText(parameters.get(name));
  return {
    repo: text("ghprbGhRepository"),
    title: text("ghprbPullTitle"),
    author: text("ghprbPullAuthorLogin"),
    link: text("ghprbPullLink"),
    targetBranch: text("ghprbTargetBranch"),
    head: text("ghprbActualCommit"),
    sourceBranch: text("ghprbSourceBranch"),
    comment: text("ghprbCommentBody"),
  };
}

/**
 * GitHub Pull Request Builder: parameters that begin with `ghprb`, https://plugins.jenkins.io/ghprb. The repository
 * keeps the name that the plugin gives it, because tables have always had that name.
 */
export const readGhprb: PullRequestReader = (signs) => {
  const number = readNumber(readText(signs.parameters.get("ghprbPullId")));
  return number === undefined ? undefined : { number, ...readGhprbParameters(signs) };
};
