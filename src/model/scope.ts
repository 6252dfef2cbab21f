import type { Window } from "./window.ts";

/** Which runs a question is about. */
export interface Scope {
  readonly window: Window;
  /** `owner/name`, or the bare `name` of any owner. */
  readonly repo?: string | undefined;
  readonly branch?: string | undefined;
  /** Job names; `*` stands for anything. Empty means every job. */
  readonly jobs: readonly string[];
  /** Only runs of no pull request: nightly, release, started by hand. */
  readonly special?: boolean | undefined;
  /** Whether the filters that a chat has by default are left out: `--all`. */
  readonly all?: boolean | undefined;
}

/** What a list may be ordered by: `failures`, `runs` and `reruns` most first, `rate` (of passes) lowest first. */
export const sorts = ["failures", "runs", "rate", "reruns", "name"] as const;
export type Sort = (typeof sorts)[number];

/** Which part of a list is wanted. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
  /** By failures where it is not said. */
  readonly sort?: Sort | undefined;
}

/** A part of a list, and how long the whole is. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}
