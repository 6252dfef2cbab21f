import type { Generated } from "kysely";

/** `ci_data` as `sync_ci` writes it. The two virtual columns exist only if we were allowed to add them. */
export interface CiDataTable {
  job: string;
  job_id: number;
  status: string;
  /** Milliseconds. */
  duration: number | null;
  /** `YYYY-MM-DD HH:mm:ss` in the site's zone. */
  time: string | null;
  commit: string | null;
  branch: string | null;
  comment: string | null;
  repo: string | null;
  analysis_res: string | null;
  description: string | null;
  ci_stat_pull: Generated<string | null>;
  ci_stat_commit: Generated<string | null>;
}

/** Times in our own tables are epoch milliseconds. */
export interface ScansTable {
  job: string;
  job_id: number;
  run_time: number | null;
  repo: string | null;
  branch: string | null;
  pull: number | null;
  outcome: string;
  cause: string;
  /** A JSON list of names. */
  retried_cases: string;
  rules_version: string;
  last_checkout: string | null;
  /** Null if an older version wrote the row; those rows are of FAILURE runs. */
  run_status: string | null;
  /** A JSON list of `[name, milliseconds]`; null if no test result says how long the test cases took. */
  case_durations: string | null;
  /** Why the scan could not be stored; null if it was stored. */
  fault: string | null;
  /** The log's last lines; null if something explains the failure. */
  log_end: string | null;
}

export interface FailuresTable {
  job: string;
  job_id: number;
  ordinal: number;
  run_time: number | null;
  repo: string | null;
  branch: string | null;
  pull: number | null;
  commit_hash: string | null;
  cause: string;
  name: string;
  file: string | null;
  line: number | null;
  log_line: number | null;
  excerpt: string;
  target: string | null;
  fingerprint: string;
  rule: string | null;
  owner: string | null;
  hint: string | null;
  run_status: string | null;
  duration_ms: number | null;
  /** 1 if the failure is only the probable reason that the run failed; otherwise null. */
  probable: number | null;
}

/** See `BuildFacts`. The first columns say where the build counts, as those of `ci_stat_scans` do. */
export interface BuildFactsTable {
  job: string;
  job_id: number;
  run_time: number | null;
  repo: string | null;
  branch: string | null;
  pull: number | null;
  original_status: string | null;
  abort_reason: string | null;
  abort_detail: string | null;
  source: string | null;
}

interface ClaimsTable {
  claim_key: string;
  claimed_at: number;
  lease_until: number;
  lease_owner: string | null;
  done_at: number | null;
  /** The work that the claim is for; null if there is none, or it is done. */
  note: string | null;
}

export interface IssuesTable {
  repo: string;
  subject: string;
  /** A JSON list of names. */
  cases: string;
  state: string;
  number: number | null;
  url: string | null;
  filed_at: number | null;
  closed_at: number | null;
  snoozed_until: number | null;
  last_failed: number | null;
  offered_at: number | null;
  notice: string | null;
  lease_until: number;
  lease_owner: string | null;
  created_at: number;
  updated_at: number;
}

export interface IssueDecisionsTable {
  id: string;
  repo: string;
  subject: string;
  kind: string;
  decided_by: string;
  decided_at: number;
  number: number | null;
}

interface IssueCountsTable {
  repo: string;
  open_issues: number;
  counted_at: number;
}

interface SubscriptionsTable {
  chat: string;
  topic: string;
  active: number;
  /** The rest of the subscription as JSON. */
  wish: string;
  changed_at: number;
}

export interface ChatsTable {
  chat: string;
  muted_until: number | null;
  disabled_at: number | null;
  reason: string | null;
  /** Who muted it, an open_id. */
  muted_by: string | null;
  /** What its questions are about unless they say otherwise, as JSON. */
  filters: string | null;
}

interface AuditTable {
  id: Generated<number>;
  at: number;
  who: string;
  chat: string | null;
  action: string;
  result: string;
}

interface PlannedTable {
  topic: string;
  chat: string;
  planned_until: number;
}

export interface DeliveriesTable {
  delivery_key: string;
  topic: string;
  chat: string;
  window_begin: number;
  window_end: number;
  due_at: number;
  send_at: number;
  state: string;
  lease_until: number;
  lease_owner: string | null;
  attempts: number;
  unsure_since: number | null;
  message_id: string | null;
  reason: string | null;
  content: string | null;
  changed_at: number;
}

export interface PendingBuildsTable {
  job: string;
  job_id: number;
  state: string;
  asked_at: number;
  try_at: number;
  lease_until: number;
  lease_owner: string | null;
  reason: string | null;
}

export interface PollsTable {
  source: string;
  due_at: number;
  lease_until: number;
  lease_owner: string | null;
  answered_at: number | null;
  jobs: number;
  behind: number;
  read_since: number | null;
  fault: string | null;
  /** Null until a version that counts them has polled. */
  unreadable: number | null;
}

/** See `JobNames`. */
interface JobNamesTable {
  job: string;
  full_job: string;
}

interface PolledJobsTable {
  job: string;
  newest: number;
  oldest: number | null;
  read_since: number | null;
}

/** All tables, ours and the site's. */
export interface Tables {
  ci_data: CiDataTable;
  ci_stat_scans: ScansTable;
  ci_stat_failures: FailuresTable;
  ci_stat_build_facts: BuildFactsTable;
  ci_stat_job_names: JobNamesTable;
  ci_stat_claims: ClaimsTable;
  ci_stat_issues: IssuesTable;
  ci_stat_issue_decisions: IssueDecisionsTable;
  ci_stat_issue_counts: IssueCountsTable;
  ci_stat_subscriptions: SubscriptionsTable;
  ci_stat_chats: ChatsTable;
  ci_stat_audit: AuditTable;
  ci_stat_planned: PlannedTable;
  ci_stat_deliveries: DeliveriesTable;
  ci_stat_sync_wishes: PendingBuildsTable;
  ci_stat_polls: PollsTable;
  ci_stat_polled_jobs: PolledJobsTable;
}
