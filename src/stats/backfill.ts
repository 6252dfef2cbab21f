import type { Poll } from "../model/poll.ts";
import type { Window } from "../model/window.ts";

/** The poll, if builds of the window may not be read yet, or cannot be read. */
export function backfillOf(poll: Poll | undefined, { begin }: Window): Poll | undefined {
  if (poll === undefined || poll.unreadable > 0) return poll;
  if (poll.behind === 0) return undefined;
  return poll.readSince === null || begin < poll.readSince ? poll : undefined;
}
