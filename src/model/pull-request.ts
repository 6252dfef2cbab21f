/** A pull request is keyed by repository and number: two repositories both have a #1. */
export interface PullRef {
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
