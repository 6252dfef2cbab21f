import type { Repository } from "../../../model/code-host.ts";
import type { BuildPullRequest } from "../../../model/pull-request.ts";

/** What a build and its job say in Jenkins' API, as far as it can tell of a pull request. */
export interface BuildSigns {
  /** Full name of the job. */
  readonly job: string;
  /** Parameters as text. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly causes: readonly CauseSigns[];
  /** What a multibranch project built; undefined elsewhere. */
  readonly revision: RevisionSigns | undefined;
  readonly checkouts: readonly Checkout[];
  /** What a multibranch project knows of the branch or pull request behind the job. */
  readonly branch: BranchSigns;
}

interface CauseSigns {
  /** May be HTML. */
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
}

export interface RevisionSigns {
  /** Class name of the plugin's revision. */
  readonly type: string;
  /** The commit of a branch, or the head of a pull request. */
  readonly hash: string | null;
  /** `PR-77`, `MR-77`, or the branch. */
  readonly head: string | null;
  /** Number of the pull request; null for a branch. */
  readonly id: string | null;
  readonly title: string | null;
  readonly sourceBranch: string | null;
  readonly targetBranch: string | null;
}

export interface BranchSigns {
  readonly title: string | null;
  readonly link: string | null;
  readonly author: string | null;
}

/** One commit that git checked out. */
export interface Checkout {
  readonly commit: string;
  /** Null for a detached checkout. */
  readonly branch: string | null;
  /** Clone addresses. */
  readonly remotes: readonly string[];
}

/** What a reader finds: `repo` is not known by its name yet. */
export interface ToldPullRequest extends Partial<Omit<BuildPullRequest, "number">> {
  readonly number: number;
  readonly repository?: Repository | undefined;
}

/** Reads the pull requests of one plugin. Pure; undefined where the build is none of that plugin's. */
export type PullRequestReader = (signs: BuildSigns) => ToldPullRequest | undefined;

/** A pull request's number in a text; undefined for an empty text, 0, or anything else. */
export function readNumber(text: string | null | undefined): number | undefined {
  const number = /^[#!]?\d{1,15}$/.test(text?.trim() ?? "") ? Number(text?.trim().replace(/^[#!]/, "")) : 0;
  return number > 0 ? number : undefined;
}

/** Plugins write an empty text, or the word null, for a value that they do not have. */
export function readText(value: string | null | undefined): string | null {
  const text = value?.trim() ?? "";
  return text === "" || text === "null" ? null : text;
}
