import type { AbortReason } from "../../model/abort.ts";
import type { RunStatus } from "../../model/run.ts";
import { type AlmanacDay, isWithin } from "./almanac.ts";
import type { DemoJob } from "./company.ts";
import { flakyFailure } from "./flaky.ts";
import type { OwnFault } from "./own-fault.ts";
import type { Planted, PlantedFormat } from "./planted.ts";
import type { Random } from "./random.ts";

export interface DemoOutcome {
  readonly status: RunStatus;
  readonly failures: readonly Planted[];
  /** Share of its usual duration that the run lasted. */
  readonly progress: number;
  /** Of an ABORTED run. */
  readonly abort?: DemoAbort;
}

export type DemoAbort = Extract<AbortReason, "superseded" | "person">;

export interface Attempt {
  readonly job: DemoJob;
  readonly branch: string;
  readonly at: number;
  readonly day: AlmanacDay;
  readonly ownFault: OwnFault;
}

/** The job whose cases a trunk break affects. */
const TRUNK_JOB = "tidb_ghpr_unit_test";
const backgroundTrouble: readonly [PlantedFormat, ...PlantedFormat[]] = [
  "connection_reset",
  "killed",
  "checkout",
  "unknown_host",
];

/** Decides how a run ends: by events around it first, then by its commit, then by chance. */
export function outcomeOf(random: Random, attempt: Attempt): DemoOutcome {
  const { at, branch, day, job, ownFault } = attempt;
  const { incident, trunkBreak } = day;
  if (isWithin(at, incident.window) && random.chance(incident.severity)) return troubled(random, job, incident.format);
  if (random.chance(0.028))
    return { status: "ABORTED", abort: "person", failures: [], progress: random.between(0.1, 0.8) };
  if (random.chance(0.005)) return { status: random.pick(["UNSTABLE", "NOT_BUILT"]), failures: [], progress: 0.5 };
  if (random.chance(0.009)) return troubled(random, job, random.pick(backgroundTrouble));
  const own = ownFault.get(job.work);
  if (own) return failed(random, own);
  const onBrokenTrunk = branch === "master" && job.name === TRUNK_JOB && isWithin(at, trunkBreak.window);
  if (onBrokenTrunk && random.chance(0.5)) return failed(random, [trunkBreak.failure]);
  const flaky = flakyFailure(random, job.name);
  if (flaky) return failed(random, [flaky]);
  if (random.chance(0.005)) return failed(random, []);
  return { status: "SUCCESS", failures: [], progress: 1 };
}

function failed(random: Random, failures: readonly Planted[]): DemoOutcome {
  const early = failures.some(({ format }) => ["go_build", "cargo_build", "gofmt", "checkout"].includes(format));
  return { status: "FAILURE", failures, progress: early ? random.between(0.1, 0.3) : random.between(0.5, 1) };
}

const troubleNames: Partial<Record<PlantedFormat, string>> = {
  connection_reset: "Connection reset by peer",
  unknown_host: "Could not resolve host",
  module_proxy: "dial tcp: lookup … server misbehaving",
  killed: "signal: killed",
  disk_full: "No space left on device",
  agent_gone: "agent lost",
  checkout: "reference is not a tree",
};

function troubled(random: Random, job: DemoJob, format: PlantedFormat): DemoOutcome {
  const rust = job.work === "rust_unit" || job.work === "rust_nextest";
  const ofGo = format === "module_proxy" || format === "killed";
  const fitting = rust && ofGo ? "unknown_host" : format;
  return failed(random, [
    { format: fitting, name: troubleNames[fitting] ?? fitting, file: null, line: null, place: "" },
  ]);
}
