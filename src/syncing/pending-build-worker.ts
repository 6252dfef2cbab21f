import PQueue from "p-queue";
import { writeAnalysis } from "../logs/scanning/analysis.ts";
import type { Scanner } from "../logs/scanning/scanner.ts";
import type { PendingBuild } from "../model/pending-build.ts";
import { isFailed } from "../model/run.ts";
import { DAY, MINUTE, SECOND } from "../model/window.ts";
import type { BuildSource, EndedBuild } from "../ports/builds.ts";
import type { Clock } from "../ports/clock.ts";
import { isRemoteFault } from "../ports/errors.ts";
import type { JobNames } from "../ports/job-names.ts";
import type { ClaimedBuild, PendingBuilds } from "../ports/pending-builds.ts";
import type { RunStore } from "../ports/run-store.ts";
import { type WriteParts, writeBuild } from "./write-build.ts";

export interface PendingBuildParts extends WriteParts {
  readonly pendingBuilds: PendingBuilds;
  readonly builds: BuildSource;
  readonly jobNames: JobNames;
  readonly runs: Pick<RunStore, "run">;
  readonly scanner: Pick<Scanner, "scanRun">;
  readonly clock: Clock;
  readonly onFault: (fault: unknown, pending: PendingBuild) => void;
}

/** Builds handled at once, so that one long log does not hold up builds that need no log. */
const AT_ONCE = 8;
const MOST_TAKEN = 40;
const LEASE_MS = 5 * MINUTE;
/** How long an unknown build is waited for: it may be about to start. */
const UNKNOWN_FOR_MS = 15 * MINUTE;
const GIVE_UP_MS = 2 * DAY;
const SOONEST_MS = 5 * SECOND;
const LATEST_MS = 2 * MINUTE;

type BuildStanding = Pick<PendingBuild, "state" | "reason">;

/** Writes pending builds once they have ended. */
export interface PendingBuildWorker {
  /** Starts on the builds that are due, without waiting for them. */
  tick(): Promise<void>;
  /** Resolves when no build is being handled. */
  settled(): Promise<void>;
}

export function createPendingBuildWorker(parts: PendingBuildParts): PendingBuildWorker {
  const { pendingBuilds, clock, onFault } = parts;
  const queue = new PQueue({ concurrency: AT_ONCE });
  let taking = Promise.resolve();

  async function take(): Promise<void> {
    const free = MOST_TAKEN - queue.size - queue.pending;
    if (free === 0) return;
    // If its state could not be saved, a build is free again when its lease ends.
    for (const claimed of await pendingBuilds.claim(free, LEASE_MS, clock.now()))
      void queue.add(() => workOn(claimed, parts)).catch((fault: unknown) => onFault(fault, claimed.build));
  }

  return {
    tick() {
      taking = take();
      return taking;
    },
    async settled() {
      await taking.catch(() => undefined);
      await queue.onIdle();
    },
  };
}

async function workOn({ build: pending, lease }: ClaimedBuild, parts: PendingBuildParts): Promise<void> {
  const { pendingBuilds, clock, onFault } = parts;
  const standing = await standingOf(pending, parts).catch((fault: unknown): BuildStanding => {
    const isTold = isRemoteFault(fault);
    if (!isTold) onFault(fault, pending);
    return { state: "waiting", reason: isTold ? fault.message : "an internal error, see the log" };
  });
  const now = clock.now();
  const ageMs = now - pending.askedAt;
  const isLate = standing.state === "waiting" && ageMs > GIVE_UP_MS;
  const settled = isLate ? { state: "given_up" as const, reason: standing.reason ?? "it is still running" } : standing;
  await pendingBuilds.settle(lease, { ...settled, tryAt: settled.state === "waiting" ? now + restMs(ageMs) : now });
}

/** The longer a build takes, the less often Jenkins is asked. */
function restMs(ageMs: number): number {
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, ageMs / 10));
}

async function standingOf(pending: PendingBuild, parts: PendingBuildParts): Promise<BuildStanding> {
  const { builds, rows, clock, jobNames } = parts;
  const full = await jobNames.full(pending.job);
  const build = await builds.build({ job: full, id: pending.id });
  if (!build) {
    const isHopeless = clock.now() - pending.askedAt > UNKNOWN_FOR_MS;
    return { state: isHopeless ? "given_up" : "waiting", reason: "Jenkins does not know this build" };
  }
  if (build.kind === "running") return { state: "waiting", reason: null };
  const run = { ...build.run, job: await jobNames.keep(full) };
  const known = (await rows.known(run.job, [run.id])).get(run.id);
  const answer = await writeBuild(parts, run, known);
  if (answer.kind === "refused") return { state: "given_up", reason: answer.reason };
  if (!known?.analysis) await noteFailures(run, parts);
  return { state: "done", reason: null };
}

/** Writes what the log says into the row, as `sync_ci` did. If the log is not available now, the scanner reads it later. */
async function noteFailures(
  { job, id, status }: EndedBuild,
  { rows, runs, scanner }: PendingBuildParts,
): Promise<void> {
  const run = isFailed(status) ? await runs.run({ job, id }) : undefined;
  if (!run) return;
  const { outcome, failures } = await scanner.scanRun(run);
  if (outcome === "log" || outcome === "truncated") await rows.note(run, writeAnalysis(failures));
}
