import type { CauseCounts, Failure, FailureCause, FailureTally, Scan } from "./model/failure.ts";
import type { PullRef, PullRequest } from "./model/pull-request.ts";
import type { Run, RunRef, RunStatus } from "./model/run.ts";
import type { Page, Scope, Slice } from "./model/scope.ts";
import type { JobTally, Repeats, Tally, Totals, TrendPoint } from "./model/tally.ts";
import type { Window } from "./model/window.ts";

/** What the inside needs from outside, on one page. Everything that reads or writes may fail with an UnreachableError. */

export type BucketSize = "hour" | "day";

export interface PullTally extends Tally, Repeats {
  readonly pullRequest: PullRequest;
  readonly commits: number;
}

/** Narrows a scope to the runs of one list. */
export interface RunFilter {
  readonly status?: RunStatus;
  /** Without a repository, any that has this number. */
  readonly pull?: { readonly repo?: string; readonly number: number };
  /** The beginning of a commit hash. */
  readonly commit?: string;
}

/** A FAILURE run, with what a scan needs to know of it. */
export interface FailedRun extends Run {
  /** What `sync_ci` found in the log, as JSON text. */
  readonly analysis: string | null;
}

/** The table `ci_data`. Counts are made by the database. */
export interface RunStore {
  totals(scope: Scope): Promise<Totals>;
  trend(scope: Scope, bucket: BucketSize): Promise<readonly TrendPoint[]>;
  /** Most failures first. */
  jobs(scope: Scope, slice: Slice): Promise<Page<JobTally>>;
  /** Most failures first. */
  pulls(scope: Scope, slice: Slice): Promise<Page<PullTally>>;
  /** Which pull requests of the scope have this number. */
  pullsNumbered(scope: Scope, number: number): Promise<readonly PullTally[]>;
  /** Newest first. */
  runs(scope: Scope, filter: RunFilter, slice: Slice): Promise<Page<Run>>;
  run(ref: RunRef): Promise<FailedRun | undefined>;
  /** Names of jobs that ran in the window, for "did you mean". */
  jobNames(window: Window): Promise<readonly string[]>;
  /** Start of the newest run, or null where there is none. */
  newest(): Promise<number | null>;
  failedCount(window: Window): Promise<number>;
  failedRuns(window: Window): Promise<readonly FailedRun[]>;
}

/** What scanning found, kept. */
export interface FailureStore {
  /** FAILURE runs that were scanned, by cause; `unknown` are those in which nothing was found. */
  causes(scope: Scope): Promise<CauseCounts>;
  /** Most runs first. */
  top(scope: Scope, causes: readonly FailureCause[], slice: Slice): Promise<Page<FailureTally>>;
  scan(ref: RunRef): Promise<Scan | undefined>;
  /** The failures of several runs at once. */
  ofRuns(refs: readonly RunRef[]): Promise<readonly (RunRef & { readonly failures: readonly Failure[] })[]>;
  scannedCount(window: Window): Promise<number>;
  scannedRefs(window: Window): Promise<readonly RunRef[]>;
  /** Written at once; a run that was scanned before is written anew. */
  save(run: Run, scan: Scan): Promise<void>;
}

export type LogAnswer =
  | { readonly kind: "log"; readonly chunks: AsyncIterable<Uint8Array> }
  | { readonly kind: "none" }
  | { readonly kind: "unreadable"; readonly reason: string };

export interface LogSource {
  open(ref: RunRef): Promise<LogAnswer>;
}

/** What must happen once: whoever claims a key first does it. */
export interface Ledger {
  /** False where somebody else holds the key, or it is done. A claim whose owner died is free again after `leaseMs`. */
  claim(key: string, leaseMs: number, now: number): Promise<boolean>;
  done(key: string, now: number): Promise<void>;
  /** Drops what was claimed before `before`. */
  forget(before: number): Promise<void>;
}

/** A message that somebody wrote where the bot can read it. */
export interface IncomingMessage {
  readonly messageId: string;
  readonly chatId: string;
  /** A chat of one person with the bot. */
  readonly isPrivate: boolean;
  readonly threadId: string | null;
  readonly senderId: string;
  /** False for other bots, which are not answered: two bots could talk for ever. */
  readonly fromUser: boolean;
  /** Without the mentions; null where the message has no words. */
  readonly text: string | null;
  /** Who is mentioned, by open_id. */
  readonly mentioned: readonly string[];
}

/** A click on a card of ours, or on what somebody made to look like one. */
export interface IncomingClick {
  readonly messageId: string;
  readonly chatId: string;
  readonly operatorId: string;
  readonly value: unknown;
  readonly option: string | null;
  readonly form: Readonly<Record<string, unknown>>;
}

/** A card, and what to send where the platform refuses it. */
export interface CardMessage {
  readonly card: object;
  readonly text: string;
}

/** Chats of the platform. Calls are tried again where that helps; they fail with an UnreachableError or a RefusedError. */
export interface Chat {
  /** The bot's own open_id. */
  botId(): Promise<string>;
  /** Two calls with one `uuid` (at most 50 characters) within an hour send one message. Resolves to its id. */
  reply(
    to: { readonly messageId: string; readonly chatId: string },
    message: CardMessage,
    how: ReplyOptions,
  ): Promise<string>;
  send(chatId: string, message: CardMessage, uuid: string): Promise<string>;
  update(messageId: string, message: CardMessage): Promise<void>;
  /** Shows that work is under way; resolves to what takes the mark away again. */
  markWorking(messageId: string): Promise<() => Promise<void>>;
}

export interface ReplyOptions {
  readonly inThread: boolean;
  readonly uuid: string;
}

/** A remote that answered, and said no. */
export class RefusedError extends Error {
  readonly what: string;
  readonly code: number;
  constructor(what: string, code: number, reason: string) {
    super(`${what} refused: ${code} ${reason}`);
    this.name = "RefusedError";
    this.what = what;
    this.code = code;
  }
}

/** Addresses for people. Undefined where the configuration does not say where that is. */
export interface Links {
  run(ref: RunRef): string | undefined;
  commit(repo: string, hash: string): string | undefined;
  pullRequest(ref: PullRef): string | undefined;
}

export interface Clock {
  now(): number;
}

/** A remote or a database that could not be reached, or did not answer in time. */
export class UnreachableError extends Error {
  readonly what: string;
  constructor(what: string, options: { cause: unknown }) {
    super(`${what} cannot be reached`, options);
    this.name = "UnreachableError";
    this.what = what;
  }
}
