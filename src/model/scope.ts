import type { Window } from "./window.ts";

/** Which runs a question is about. */
export interface Scope {
  readonly window: Window;
  /** `owner/name`, or the bare `name` of any owner. */
  readonly repo?: string | undefined;
  readonly branch?: string | undefined;
  /** Job names; `*` stands for anything. Empty means every job. */
  readonly jobs: readonly string[];
}

/** Which part of a list is wanted. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
}

/** A part of a list, and how long the whole is. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}
