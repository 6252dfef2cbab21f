import type { Delivery, DeliveryState, NewDelivery } from "./model/delivery.ts";
import type {
  CauseCounts,
  Elsewhere,
  Failure,
  FailureCause,
  FailureKey,
  FailureTally,
  Occurrence,
  Reach,
  Scan,
} from "./model/failure.ts";
import type { FlakyCase, FlakyCommit, FlakyJob, FlakyTotals } from "./model/flaky.ts";
import type { Decision, Issue, IssueDraft, TrackedIssue } from "./model/issue.ts";
import type { PullRef, PullRequest } from "./model/pull-request.ts";
import type { Topic } from "./model/report.ts";
import type { Run, RunRef, RunStatus } from "./model/run.ts";
import type { Page, Scope, Slice } from "./model/scope.ts";
import type { ChatState, Subscription } from "./model/subscription.ts";
import type { SyncWish } from "./model/sync-wish.ts";
import type { DurationPoint, JobTally, Repeats, Tally, Totals, TrendPoint } from "./model/tally.ts";
import type { Text } from "./model/text.ts";
import type { Window } from "./model/window.ts";

/** What the inside needs from outside, on one page. Everything that reads or writes may fail with an UnreachableError. */

export type BucketSize = "hour" | "day";

export interface PullTally extends Tally, Repeats {
  readonly pullRequest: PullRequest;
  readonly commits: number;
}

/** One commit, over all its runs. */
export interface CommitTally extends Tally {
  readonly commit: string;
  readonly repo: string | null;
  /** Start of its newest run, or null where none has one. */
  readonly newest: number | null;
}

export interface JobCommit {
  readonly job: string;
  readonly commit: string;
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

/** Some of a job's runs: those whose number is below `below`, highest first. */
export interface JobPart {
  readonly job: string;
  readonly status?: RunStatus;
  readonly below?: number;
  readonly limit: number;
}

/** The table `ci_data`. Counts are made by the database. */
export interface RunStore {
  totals(scope: Scope): Promise<Totals>;
  trend(scope: Scope, bucket: BucketSize): Promise<readonly TrendPoint[]>;
  /** Most failures first. */
  jobs(scope: Scope, slice: Slice): Promise<Page<JobTally>>;
  /** Those that were run again, most reruns first. */
  rerunJobs(scope: Scope, limit: number): Promise<readonly JobTally[]>;
  /** How long the retries took in all. */
  retriedMs(scope: Scope): Promise<number>;
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
  /** How long runs that passed took; those that failed or were aborted ended early. */
  durations(scope: Scope, bucket: BucketSize): Promise<readonly DurationPoint[]>;
  flakyTotals(scope: Scope): Promise<FlakyTotals>;
  /** Most flaky commits first. */
  flakyJobs(scope: Scope, slice: Slice): Promise<Page<FlakyJob>>;
  /** Newest first. */
  flakyCommits(scope: Scope, slice: Slice): Promise<Page<FlakyCommit>>;
  /** The runs of jobs on commits, oldest first. */
  runsOn(pairs: readonly JobCommit[], window: Window): Promise<readonly Run[]>;
  /** Commits whose hash begins so, newest first; of any time where the table is indexed for it. */
  commits(prefix: string, limit: number): Promise<readonly CommitTally[]>;
  /** Newest first. */
  runsOfCommit(commit: string, slice: Slice): Promise<Page<Run>>;
  failedCount(window: Window): Promise<number>;
  failedRuns(window: Window): Promise<readonly FailedRun[]>;
  /** Every run, oldest first: for scopes that fit into memory. */
  runsWithin(scope: Scope): Promise<readonly FailedRun[]>;
  runsOfJob(scope: Scope, part: JobPart): Promise<readonly FailedRun[]>;
  /** Every run of some pull requests, newest first. */
  runsOfPulls(scope: Scope, pulls: readonly PullRequest[]): Promise<readonly FailedRun[]>;
}

/** A build that has ended, as Jenkins has it: what a row of `ci_data` is made of. */
export interface EndedBuild extends Omit<Run, "pullRequest"> {
  readonly time: number;
  readonly durationMs: number;
  /** The parameters that have no column of their own, as a JSON object of texts. */
  readonly description: string;
}

/** One build of a job as Jenkins has it by now. */
export type Build =
  | { readonly kind: "running"; readonly id: number; readonly time: number }
  | { readonly kind: "ended"; readonly id: number; readonly time: number; readonly run: EndedBuild };

/** A job as Jenkins lists it; the numbers are null where nothing was built yet. */
export interface JobExtent {
  readonly job: string;
  readonly first: number | null;
  readonly last: number | null;
}

/** Builds in Jenkins. Fails with an UnreachableError, or a RefusedError that says which key to mend. */
export interface BuildSource {
  /** Undefined where there is no such build (yet, or any more). */
  build(ref: RunRef): Promise<Build | undefined>;
  /** Every job, in folders too. */
  jobs(): Promise<readonly JobExtent[]>;
  job(name: string): Promise<JobExtent | undefined>;
  /** So many builds of a job after the `from` newest ones, newest first. */
  page(job: string, from: number, count: number): Promise<readonly Build[]>;
}

/** What a row of `ci_data` says of how a build ended, and what it says nothing of. */
export interface KnownRow {
  readonly status: string;
  readonly durationMs: number | null;
  readonly analysis: string | null;
}

/** `written`: as wanted. `there`: somebody else was first. `refused`: the table does not take it, and why. */
export type RowAnswer = { readonly kind: "written" | "there" } | { readonly kind: "refused"; readonly reason: string };

/** Writes rows of `ci_data`, one at a time. Fails with a RefusedError where the account may only read. */
export interface RunWriter {
  /** Tries the rights and changes nothing. */
  mayWrite(): Promise<void>;
  known(job: string, ids: readonly number[]): Promise<ReadonlyMap<number, KnownRow>>;
  insert(run: EndedBuild): Promise<RowAnswer>;
  /** Sets how it ended, and what its row says nothing of; the rest stays as it is. */
  correct(run: EndedBuild): Promise<RowAnswer>;
  /** What was found in the log, as JSON text, where nothing is noted yet. */
  note(ref: RunRef, analysis: string): Promise<void>;
}

/** Builds that are to be written when they have ended. */
export interface SyncWishes {
  /** One that waits already stays as it is. */
  add(ref: RunRef, now: number): Promise<void>;
  /** Takes those that are due, the longest due first; one whose owner died is free again after the lease. */
  claim(now: number, leaseUntil: number, limit: number): Promise<readonly SyncWish[]>;
  /** Says how it stands, and gives up the claim. */
  settle(ref: RunRef, standing: Pick<SyncWish, "state" | "tryAt" | "reason">): Promise<void>;
  waiting(): Promise<number>;
  /** Those that something is in the way of, or that were given up, newest first. */
  troubled(limit: number): Promise<readonly SyncWish[]>;
  /** Drops what is settled since `before`. */
  forget(before: number): Promise<void>;
}

/** A run that need not be read again: unless the rules have changed. */
export type ScannedRun = RunRef & Pick<Scan, "outcome" | "rulesVersion">;

/** What scanning found, kept. */
export interface FailureStore {
  /** FAILURE runs that were scanned, by cause; `unknown` are those in which nothing was found. */
  causes(scope: Scope): Promise<CauseCounts>;
  /** Most runs first. */
  top(scope: Scope, causes: readonly FailureCause[], slice: Slice): Promise<Page<FailureTally>>;
  /** What broke in the scope and not in the window `before` it; most runs first. */
  newSince(scope: Scope, before: Window, slice: Slice): Promise<Page<FailureTally>>;
  /** What broke in the scope and not in the other; most runs first. */
  onlyIn(scope: Scope, other: Scope, slice: Slice): Promise<Page<FailureTally>>;
  /** Broken things whose name is so; `*` stands for anything. Most runs first. */
  named(pattern: string, scope: Scope, slice: Slice): Promise<Page<FailureTally>>;
  /** Within the scope, or ever. */
  reach(key: FailureKey, scope?: Scope): Promise<Reach>;
  /** Runs it failed in from each start to the next, the last until the scope ends. `starts` are at most 100. */
  trendOf(key: FailureKey, scope: Scope, starts: readonly number[]): Promise<readonly number[]>;
  /** Runs it failed in by job, branch or pull request (`owner/name#1`), most first. */
  spread(key: FailureKey, scope: Scope, by: SpreadBy, slice: Slice): Promise<Page<Spread>>;
  /** The runs it failed in, newest first. */
  occurrences(key: FailureKey, scope: Scope, slice: Slice): Promise<Page<Occurrence>>;
  /** Runs each failed in, in the order of the keys. */
  runsOf(keys: readonly FailureKey[], scope: Scope): Promise<readonly number[]>;
  /** Where these were seen but on this pull request, in the order of the keys. */
  elsewhere(keys: readonly FailureKey[], pull: PullRef, window: Window): Promise<readonly Elsewhere[]>;
  /** Most runs on flaky commits first. */
  flakyCases(scope: Scope, commits: readonly JobCommit[], slice: Slice): Promise<Page<FlakyCase>>;
  scan(ref: RunRef): Promise<Scan | undefined>;
  /** The failures of several runs at once. */
  ofRuns(refs: readonly RunRef[]): Promise<readonly (RunRef & { readonly failures: readonly Failure[] })[]>;
  /** Runs that need not be read again. */
  scannedCount(window: Window): Promise<number>;
  scanned(window: Window): Promise<readonly ScannedRun[]>;
  /** Written at once; a run that was scanned before is written anew. */
  save(run: Run, scan: Scan): Promise<void>;
  /** Drops what was found in a run that has not failed after all. */
  forget(ref: RunRef): Promise<void>;
}

export type SpreadBy = "job" | "branch" | "pull";

export interface Spread {
  /** Of the job, branch or pull request; null for runs without one. */
  readonly name: string | null;
  readonly runs: number;
}

/** A build log that is there. */
export interface OpenLog {
  readonly kind: "log";
  /** Bytes of its text; null where only reading to the end tells, and reading from the middle is as slow. */
  readonly size: number | null;
  /** Another one whenever the log has changed. */
  readonly version: string;
  /** The build may still be writing it. */
  readonly growing: boolean;
  /** Its text from a byte on, anew at each call. @throws TruncatedError after what there is of it, UnreachableError */
  read(from?: number): AsyncIterable<Uint8Array>;
  /** All of it, faster, for who is done with a chunk on asking for the next: its memory is used again. */
  sweep?(): AsyncIterable<Uint8Array>;
}

export type LogAnswer = OpenLog | { readonly kind: "none" } | { readonly kind: "unreadable"; readonly reason: string };

export interface LogSource {
  /**
   * @throws UnreachableError, and a RefusedError where it is not let in: neither says anything about the run, and it is
   * worth another try later
   */
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

/** The issues of one repository on GitHub. Fails with an UnreachableError, or a RefusedError that says what is missing. */
export interface IssueTracker {
  readonly repo: string;
  /** Every page, or an error; pull requests left out. `since` is about the last change. */
  list(wanted: { readonly state: "open" | "closed" | "all"; readonly since?: number }): Promise<readonly Issue[]>;
  issue(number: number): Promise<Issue | undefined>;
  /** Asked once, never again by itself: an answer that was lost may stand for an issue that was made. */
  create(draft: IssueDraft): Promise<Issue>;
  change(number: number, change: { readonly body?: string; readonly state?: Issue["state"] }): Promise<void>;
  comment(number: number, text: string): Promise<void>;
}

/** What we know of the issues of one repository: whoever claims a subject first acts on it. */
export interface IssueLedger {
  tracked(): Promise<readonly TrackedIssue[]>;
  /**
   * False where somebody else holds the subject. Otherwise since when it is known, and it is ours until `until`;
   * a claim whose owner died is free again after that.
   */
  claim(subject: string, cases: readonly string[], now: number, until: number): Promise<{ since: number } | false>;
  /** Writes what is known and gives up the claim. */
  keep(tracked: TrackedIssue, now: number): Promise<void>;
  release(subject: string): Promise<void>;
  announced(subject: string): Promise<void>;
  decided(decision: Decision): Promise<void>;
  /** Newest first. */
  decisions(): Promise<readonly Decision[]>;
  /** How many open issues the last good listing had, and when; undefined before the first. */
  lastCount(): Promise<{ readonly openIssues: number; readonly countedAt: number } | undefined>;
  counted(openIssues: number, now: number): Promise<void>;
}

/** What is to be sent, and what became of it. */
export interface Deliveries {
  /** Those that are there already stay as they are. */
  add(deliveries: readonly NewDelivery[], now: number): Promise<void>;
  /** Up to when the windows of each chat and topic are planned. */
  planned(): Promise<readonly { readonly topic: Topic; readonly chatId: string; readonly until: number }[]>;
  /** Only ever moves forward. */
  setPlanned(topic: Topic, chatIds: readonly string[], until: number): Promise<void>;
  /** Waiting, or claimed by one that died; the longest due first. */
  ready(now: number, limit: number): Promise<readonly Delivery[]>;
  /** False where somebody else was first. */
  claim(delivery: Delivery, leaseUntil: number, now: number): Promise<boolean>;
  /** Writes what became of it, unless somebody else has claimed it or settled it since it was read. */
  settle(delivery: Delivery, change: DeliveryChange, now: number): Promise<boolean>;
  inState(states: readonly DeliveryState[], since: number, limit: number): Promise<readonly Delivery[]>;
  ofTopic(topic: Topic, since: number): Promise<readonly Delivery[]>;
  /** Held back in this chat and told of nowhere yet, or told of in the digest of this window. */
  held(chatId: string, of: "held" | "told", window: Window): Promise<readonly Delivery[]>;
  /** Whether a later window of the same topic is there for the chat. */
  outdated(delivery: Delivery): Promise<boolean>;
  find(key: string): Promise<Delivery | undefined>;
  forget(before: number): Promise<void>;
}

export type DeliveryChange = Partial<
  Pick<Delivery, "state" | "sendAt" | "leaseUntil" | "unsureSince" | "messageId" | "reason" | "content">
>;

/** Who gets what, and which chats are not to be disturbed. */
export interface Subscriptions {
  all(): Promise<readonly Subscription[]>;
  put(subscription: Subscription, now: number): Promise<void>;
  remove(chatId: string, topic: Topic): Promise<boolean>;
  chats(): Promise<readonly ChatState[]>;
  mute(chatId: string, until: number | null): Promise<void>;
  /** False where it was disabled already; then it stays so from now on. */
  disable(chatId: string, reason: string, now: number): Promise<boolean>;
  enable(chatId: string): Promise<void>;
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
  /** To a chat, or to a person by open_id. */
  send(chatId: string, message: CardMessage, uuid: string): Promise<string>;
  update(messageId: string, message: CardMessage): Promise<void>;
  /** Every group the bot is in, oldest first. */
  groups(): Promise<readonly Group[]>;
  /** Shows that work is under way; resolves to what takes the mark away again. */
  markWorking(messageId: string): Promise<() => Promise<void>>;
}

/** A custom robot of one group: it only speaks, and does not know what it said already. */
export interface Robot {
  post(message: CardMessage): Promise<void>;
}

export interface Group {
  readonly chatId: string;
  readonly name: string;
}

export interface ReplyOptions {
  readonly inThread: boolean;
  readonly uuid: string;
}

/**
 * Why a remote said no. `gone`: the target is closed to us for good. `busy`: too much at once. `app`: nothing of ours
 * is let through at the moment. `no`: this very thing is refused.
 */
export type RefusalKind = "gone" | "busy" | "app" | "no";

/** A remote that answered, and said no. */
export class RefusedError extends Error {
  readonly what: string;
  readonly code: number;
  readonly kind: RefusalKind;
  constructor(what: string, code: number, reason: string, kind: RefusalKind = "no") {
    super(`${what} refused: ${code} ${reason}`);
    this.name = "RefusedError";
    this.what = what;
    this.code = code;
    this.kind = kind;
  }
}

/** Something the service relies on, tried just now; `off` where it is not configured. */
export interface Check {
  readonly what: "database" | "tables" | "feishu" | "github" | "jenkins" | "logs";
  readonly state: "good" | "off" | "bad";
  readonly detail: Text | string;
}

export interface Health {
  version(): Promise<string>;
  checks(): Promise<readonly Check[]>;
}

/** Addresses for people. Undefined where the configuration does not say where that is. */
export interface Links {
  run(ref: RunRef): string | undefined;
  /** The log with its failures, opened at a line, from 1. Expires. */
  logPage(ref: RunRef, logLine?: number | null): string | undefined;
  commit(repo: string, hash: string): string | undefined;
  pullRequest(ref: PullRef): string | undefined;
}

export interface Clock {
  now(): number;
}

/** A remote or a database that could not be reached, or did not answer in time. */
export class UnreachableError extends Error {
  readonly what: string;
  /** False where the request certainly never arrived. */
  readonly maybeDone: boolean;
  constructor(what: string, options: { cause: unknown; maybeDone?: boolean }) {
    super(`${what} cannot be reached`, options);
    this.name = "UnreachableError";
    this.what = what;
    this.maybeDone = options.maybeDone ?? true;
  }
}

/** A log that ends in the middle: the archive it is kept in was cut off. */
export class TruncatedError extends Error {
  constructor(options?: { cause: unknown }) {
    super("the log ends before its end", options);
    this.name = "TruncatedError";
  }
}
