import type { Poll } from "../model/poll.ts";
import type { Window } from "../model/window.ts";

/** Whether builds of the window may not be read yet. */
export function isMissingRuns({ behind, readSince }: Poll, { begin }: Window): boolean {
  return behind > 0 && (readSince === null || begin < readSince);
}
