import type { Elsewhere, Failure, FailureKey } from "../../model/failure.ts";
import type { PullRef } from "../../model/pull-request.ts";
import { DAY, type Window } from "../../model/window.ts";
import type { Sources } from "./command.ts";

const KNOWN_DAYS = 14;

/** Where else the failures of a pull request were seen lately. */
export interface KnownFailures {
  /** Of each distinct failure. Last words have no history and are left out. */
  readonly elsewhere: readonly Elsewhere[];
  /** Logs of these two weeks that have not been read: what is new is known only without any. */
  readonly unread: number;
}

/** Looks at the window, and at two weeks before its end if it is shorter. */
export async function readKnown(
  found: readonly Failure[],
  pull: PullRef,
  window: Window,
  now: number,
  { failures, scanner }: Pick<Sources, "failures" | "scanner">,
): Promise<KnownFailures> {
  const end = Math.min(window.end, now);
  const lately = { begin: Math.min(window.begin, end - KNOWN_DAYS * DAY), end: window.end };
  const [elsewhere, unread] = await Promise.all([
    failures.elsewhere(keysOf(found), pull, lately),
    scanner.catchUp(lately, 0),
  ]);
  return { elsewhere, unread };
}

/** Undefined where it was not asked for. */
export function elsewhereOf(known: KnownFailures | null, { cause, name }: FailureKey): Elsewhere | undefined {
  return known?.elsewhere.find((each) => each.cause === cause && each.name === name);
}

function keysOf(found: readonly Failure[]): FailureKey[] {
  const keys = found.filter(({ cause }) => cause !== "unknown").map(({ cause, name }) => ({ cause, name }));
  return keys.filter(
    (key, index) => keys.findIndex(({ cause, name }) => cause === key.cause && name === key.name) === index,
  );
}
