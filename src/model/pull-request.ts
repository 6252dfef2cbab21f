/** A pull request is keyed by repository and number: two repositories both have a #1. */
export interface PullRef {
  /** As `repositoryName` writes it. */
  readonly repo: string;
  readonly number: number;
}

export interface PullRequest extends PullRef {
  readonly title: string | null;
  readonly author: string | null;
  /** Target branch. */
  readonly branch: string | null;
  readonly link: string | null;
}

/** A pull request as one build tells of it, whichever plugin started the build; null is what it does not tell. */
export interface BuildPullRequest {
  /** As `repositoryName` writes it. */
  readonly repo: string | null;
  readonly number: number;
  readonly title: string | null;
  /** Login on the code host. */
  readonly author: string | null;
  readonly link: string | null;
  readonly targetBranch: string | null;
  /** The commit that the author pushed, not its merge with the target branch. */
  readonly head: string | null;
  readonly sourceBranch: string | null;
  /** The comment that started the build. */
  readonly comment: string | null;
}
