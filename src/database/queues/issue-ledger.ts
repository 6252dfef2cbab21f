import { randomUUID } from "node:crypto";
import type { IssueLedger } from "../../ports/issues.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { insertIfAbsent } from "../engine/dialect.ts";
import type { Database } from "../engine/open.ts";
import { blankRow, readDecision, readTracked, subjectKey, writeTracked } from "./issue-row.ts";
import { createLeases, leaseColumns } from "./leases.ts";

const DECISIONS_SHOWN = 500;
const NAME_LENGTH = 100;

/** Stores the issues of one repository. The primary key decides which replica acts on a subject. */
export function createIssueLedger(database: Database, repo: string): IssueLedger {
  return { ...subjects(database, repo), ...decisions(database, repo), ...counts(database, repo) };
}

type Subjects = Pick<IssueLedger, "tracked" | "claim" | "keep" | "release" | "announced">;

function subjects(database: Database, repo: string): Subjects {
  const { kysely } = database;
  const keyOf = (subject: string) => ({ repo, subject: subjectKey(subject) });
  const leases = createLeases(database, "ci_stat_issues", keyOf);
  const select = () => kysely.selectFrom("ci_stat_issues").where("repo", "=", repo);
  return {
    async tracked() {
      const rows = await select().selectAll().orderBy("updated_at", "desc").orderBy("subject").execute();
      return rows.map(readTracked);
    },
    async claim(subject, cases, leaseMs, now) {
      const fresh = leases.grant(subject, leaseMs, now);
      const row = { ...blankRow(repo, subject, cases), ...leaseColumns(fresh), created_at: now, updated_at: now };
      if (await insertIfAbsent(database, "ci_stat_issues", row)) return { ...fresh, knownSince: now };
      const lease = await leases.take(subject, leaseMs, now);
      if (!lease) return undefined;
      const known = select().where("subject", "=", subjectKey(subject)).select("created_at");
      return { ...lease, knownSince: Number((await known.executeTakeFirst())?.created_at ?? now) };
    },
    keep: (lease, tracked, now) => leases.finish(lease, { ...writeTracked(tracked), updated_at: now }),
    release: (lease) => leases.finish(lease, {}),
    async announced(subject, event) {
      const { subject: key } = keyOf(subject);
      const told = kysely.updateTable("ci_stat_issues").set({ notice: null }).where("repo", "=", repo);
      await retryConflicts(() => told.where("subject", "=", key).where("notice", "=", event).execute());
    },
  };
}

function decisions({ kysely }: Database, repo: string): Pick<IssueLedger, "decided" | "decisions"> {
  return {
    async decided({ subject, kind, by, at, number }) {
      const key = { id: randomUUID(), repo, subject: subjectKey(subject) };
      const row = { ...key, kind, decided_by: by.slice(0, NAME_LENGTH), decided_at: at, number };
      await kysely.insertInto("ci_stat_issue_decisions").values(row).execute();
    },
    async decisions() {
      const ours = kysely.selectFrom("ci_stat_issue_decisions").where("repo", "=", repo);
      const rows = await ours.selectAll().orderBy("decided_at", "desc").limit(DECISIONS_SHOWN).execute();
      return rows.map(readDecision);
    },
  };
}

function counts(database: Database, repo: string): Pick<IssueLedger, "lastCount" | "counted"> {
  const { kysely } = database;
  return {
    async lastCount() {
      const ours = kysely.selectFrom("ci_stat_issue_counts").where("repo", "=", repo);
      const found = await ours.select(["open_issues", "counted_at"]).executeTakeFirst();
      return found && { openIssues: Number(found.open_issues), countedAt: Number(found.counted_at) };
    },
    async counted(openIssues, now) {
      const count = { repo, open_issues: openIssues, counted_at: now };
      if (await insertIfAbsent(database, "ci_stat_issue_counts", count)) return;
      await kysely.updateTable("ci_stat_issue_counts").set(count).where("repo", "=", repo).execute();
    },
  };
}
