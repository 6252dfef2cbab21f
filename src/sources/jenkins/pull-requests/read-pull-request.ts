import { type CodeHost, pullAddress, readPullLink, readRemote, repositoryName } from "../../../model/code-host.ts";
import type { BuildPullRequest } from "../../../model/pull-request.ts";
import { ownCheckout } from "../checkout.ts";
import { readGithubBranchSource, readGitlabBranchSource, readOtherBranchSource } from "./branch-source.ts";
import { readGhprb } from "./ghprb.ts";
import { readGitee } from "./gitee.ts";
import { readGitlab } from "./gitlab.ts";
import { type PullRequestParameters, readMapped } from "./mapped.ts";
import { readProw } from "./prow.ts";
import type { BuildSigns, PullRequestReader, ToldPullRequest } from "./signs.ts";

export interface PullRequestOptions {
  /** Address of the GitHub whose repositories are named without their host. */
  readonly github: string;
  readonly parameters: PullRequestParameters;
}

interface Plugin {
  readonly name: string;
  /** The only kind of host that it works with; undefined where the host's name or the link must tell. */
  readonly kind?: CodeHost;
  readonly read: PullRequestReader;
}

/** In the order in which they are asked: what names a pull request most exactly comes first. */
const plugins: readonly Plugin[] = [
  { name: "ghprb", kind: "github", read: readGhprb },
  { name: "prow", kind: "github", read: readProw },
  { name: "github-branch-source", kind: "github", read: readGithubBranchSource },
  { name: "gitlab-branch-source", kind: "gitlab", read: readGitlabBranchSource },
  { name: "branch-source", read: readOtherBranchSource },
  { name: "gitlab-plugin", kind: "gitlab", read: readGitlab },
  { name: "gitee", kind: "gitee", read: readGitee },
];

export interface FoundPullRequest {
  readonly pullRequest: BuildPullRequest;
  /** Name of the plugin that told of it. */
  readonly plugin: string;
}

/** The pull request that a build belongs to, from the first plugin that tells of one; undefined for a special run. */
export function readPullRequest(signs: BuildSigns, options: PullRequestOptions): FoundPullRequest | undefined {
  const mapped: Plugin = {
    name: "pull_request_parameters",
    read: (each) => readMapped(each, options.parameters),
  };
  for (const plugin of [...plugins, mapped]) {
    const told = plugin.read(signs);
    if (told) return { plugin: plugin.name, pullRequest: completed(told, plugin, signs, options.github) };
  }
  return undefined;
}

/** Fills in what the plugin leaves to the checkout and to the host. */
function completed(told: ToldPullRequest, { kind }: Plugin, signs: BuildSigns, github: string): BuildPullRequest {
  const own = ownCheckout(signs, told.repository);
  const known = told.repository ?? readPullLink(told.link ?? null)?.repository;
  const repository = known ?? own?.remotes.map(readRemote).find((found) => found !== undefined);
  const link = told.link ?? (kind && repository ? pullAddress(kind, repository, told.number) : null);
  const { number, title = null, author = null, targetBranch = null, sourceBranch = null, comment = null } = told;
  return {
    repo: told.repo ?? (repository ? repositoryName(repository, github) : null),
    number,
    title,
    author,
    link,
    targetBranch,
    // Git may have the merge with the target branch, a commit that nobody knows.
    head: told.head ?? (own && isSource(own.branch, told) ? own.commit : null),
    sourceBranch,
    comment,
  };
}

/** Whether a checkout is of the source branch, which may have the namespace of a fork in front. */
function isSource(checkedOut: string | null, { sourceBranch, targetBranch }: ToldPullRequest): boolean {
  if (checkedOut === null || !sourceBranch || checkedOut === targetBranch) return false;
  return sourceBranch === checkedOut || sourceBranch.endsWith(`/${checkedOut}`);
}
