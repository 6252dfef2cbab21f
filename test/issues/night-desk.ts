import { createCiData } from "../../src/database/engine/ci-data.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createFailureStore } from "../../src/database/failures/failure-store.ts";
import { createIssueLedger } from "../../src/database/queues/issue-ledger.ts";
import { createLedger } from "../../src/database/queues/ledger.ts";
import { insertRuns, type NewRun } from "../../src/database/runs/insert-runs.ts";
import { createRunStore } from "../../src/database/runs/run-store.ts";
import { type IssueCard, issueCardView } from "../../src/issues/card.ts";
import { createIssueDesk, type IssueDesk } from "../../src/issues/desk.ts";
import type { Audience } from "../../src/issues/notifier.ts";
import { builtinRules } from "../../src/logs/rules.ts";
import { createScanner } from "../../src/logs/scanning/scanner.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { RunRef } from "../../src/model/run.ts";
import type { IssueLedger } from "../../src/ports/issues.ts";
import type { Ledger } from "../../src/ports/ledger.ts";
import type { View } from "../../src/view/view.ts";
import { standingClock } from "../support/clock.ts";
import type { TestEngine } from "../support/engines.ts";
import { repo, startTestGithub, type TestGithub } from "../support/github.ts";
import { noResults } from "../support/results.ts";
import { at, runRow, zone } from "../support/runs.ts";
import { sampleFailure } from "./sample-night.ts";

export const MIDNIGHT = at("2021-06-21 00:00");
export const WINDOW = { begin: at("2021-06-20 00:00"), end: MIDNIGHT };
const JOB = "tidb-unit-test-nightly";

export interface NightDesk {
  readonly github: TestGithub;
  readonly clock: ReturnType<typeof standingClock>;
  readonly ledger: IssueLedger;
  readonly claims: Ledger;
  /** Cards that were sent, oldest first. */
  readonly sent: { readonly view: View; readonly to: Audience; readonly key: string }[];
  /** Subjects whose cards were replaced, each with what they show now. */
  readonly replaced: { readonly subject: string; readonly view: View }[];
  /** Cases whose evidence was gathered, each time. */
  readonly evidenceOf: string[];
  /** A replica of the service, with connections of its own to GitHub. */
  replica(mode?: "create" | "ask" | "off"): IssueDesk;
  add(rows: readonly NewRun[]): Promise<void>;
  /** Keeps a case as found in a run, whatever its status. */
  keep(ref: RunRef, name: string, more?: Partial<Failure>): Promise<void>;
  close(): Promise<void>;
}

/** A nightly run on whose failure `sync_ci` noted something. */
export function nightly(id: number, time: string, noted: Readonly<Record<string, readonly string[]>> | null): NewRun {
  const failed = noted === null ? { status: "SUCCESS" } : { status: "FAILURE", analysis_res: JSON.stringify(noted) };
  return runRow({ job: JOB, job_id: id, time: `${time}:00`, ...failed });
}

export async function openNightDesk(engine: TestEngine): Promise<NightDesk> {
  const database = await engine.open();
  await createCiData(database);
  await migrateOwnTables(database);
  const clock = standingClock(MIDNIGHT);
  const github = await startTestGithub(clock.now);
  const runs = createRunStore(database, { zone, fast: false });
  const stored = createFailureStore(database);
  const evidenceOf: string[] = [];
  const failures: typeof stored = {
    ...stored,
    spread(key, ...rest) {
      evidenceOf.push(key.name);
      return stored.spread(key, ...rest);
    },
  };
  const ledger = createIssueLedger(database, repo);
  const sent: NightDesk["sent"] = [];
  const links = {
    run: () => undefined,
    logPage: () => undefined,
    commit: () => undefined,
    branch: () => undefined,
    pullRequest: () => undefined,
  };
  const rules = builtinRules();
  const viewOf = (card: IssueCard) => issueCardView(card, { links, zone });
  const replaced: NightDesk["replaced"] = [];
  return {
    github,
    clock,
    ledger,
    claims: createLedger(database),
    sent,
    replaced,
    evidenceOf,
    replica(mode = "create") {
      const logs = { open: async () => ({ kind: "none" as const }) };
      return createIssueDesk({
        runs,
        failures,
        scanner: createScanner({ runs, failures, logs, results: noResults, rules: () => rules, clock }),
        links,
        tracker: github.tracker(),
        ledger,
        notifier: {
          async notify(card, { key, to }) {
            if (!sent.some((each) => each.key === key)) sent.push({ view: viewOf(card), to, key });
          },
          async replaceQuestions(subject, card) {
            replaced.push({ subject, view: viewOf(card) });
          },
        },
        now: clock.now,
        rules: { labels: ["type/bug"], creators: ["tidb-ci-bot"], nightlyJobs: [JOB], mode, zone },
      });
    },
    add: (rows) => insertRuns(database, rows, zone),
    async keep(ref, name, more = {}) {
      const run = await runs.run(ref);
      if (!run) throw new Error("no such run");
      const scan = {
        ...ref,
        outcome: "log",
        retriedCases: [],
        durations: [],
        lastCheckout: null,
        rulesVersion: "1",
      } as const;
      await stored.save(run, { ...scan, failures: [sampleFailure({ name, ...more })] });
    },
    async close() {
      await github.standIn.close();
      await database.drop();
    },
  };
}
