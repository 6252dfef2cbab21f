import type { RunStatus } from "../../model/run.ts";
import { type AlmanacDay, isWithin } from "./almanac.ts";
import { anyCase } from "./cases.ts";
import type { DemoJob, Work } from "./company.ts";
import { flakyFailure } from "./flaky.ts";
import type { Format, Planted } from "./planted.ts";
import { hash, type Random } from "./random.ts";

export interface Outcome {
  readonly status: RunStatus;
  readonly failures: readonly Planted[];
  /** How far through its usual duration the run came. */
  readonly progress: number;
}

/** What the author of a commit did wrong, by the work of the jobs that notice. */
export type OwnFault = ReadonlyMap<Work, readonly Planted[]>;

export interface Attempt {
  readonly job: DemoJob;
  readonly repo: string;
  readonly branch: string;
  readonly at: number;
  readonly day: AlmanacDay;
  readonly ownFault: OwnFault;
}

/** The job that runs what a trunk break breaks. */
const TRUNK_JOB = "tidb_ghpr_unit_test";
const backgroundTrouble: readonly [Format, ...Format[]] = ["connection_reset", "killed", "checkout", "unknown_host"];

/** How one run ends: what happened around it first, then what its commit did, then chance. */
export function outcomeOf(random: Random, attempt: Attempt): Outcome {
  const { at, branch, day, job, ownFault } = attempt;
  const { incident, trunkBreak } = day;
  if (isWithin(at, incident.window) && random.chance(incident.severity)) return troubled(random, job, incident.format);
  if (random.chance(0.028)) return { status: "ABORTED", failures: [], progress: random.between(0.1, 0.8) };
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

function failed(random: Random, failures: readonly Planted[]): Outcome {
  const early = failures.some(({ format }) => ["go_build", "cargo_build", "gofmt", "checkout"].includes(format));
  return { status: "FAILURE", failures, progress: early ? random.between(0.1, 0.3) : random.between(0.5, 1) };
}

const troubleNames: Partial<Record<Format, string>> = {
  connection_reset: "Connection reset by peer",
  unknown_host: "Could not resolve host",
  module_proxy: "dial tcp: lookup failed",
  killed: "signal: killed",
  disk_full: "No space left on device",
  agent_gone: "agent gone",
  checkout: "reference is not a tree",
};

function troubled(random: Random, job: DemoJob, format: Format): Outcome {
  const rust = job.work === "rust_unit" || job.work === "rust_nextest";
  const ofGo = format === "module_proxy" || format === "killed";
  const fitting = rust && ofGo ? "unknown_host" : format;
  return failed(random, [
    { format: fitting, name: troubleNames[fitting] ?? fitting, file: null, line: null, place: "" },
  ]);
}

/** A commit that is not ready yet: it does not build, is badly formatted, or breaks a test or two. */
export function ownFaultOf(random: Random, repo: string): OwnFault {
  const rust = repo === "tikv/tikv";
  const kind = random.between(0, 1);
  if (kind < 0.13) return everywhere(compileFault(random, repo, rust));
  if (kind < 0.42) return new Map<Work, Planted[]>([[rust ? "build" : "lint", [lintFault(random, repo, rust)]]]);
  const work: Work = rust ? random.pick(["rust_unit", "rust_nextest"]) : random.chance(0.15) ? "sql" : "go_unit";
  const count = random.chance(0.3) ? random.integer(2, 4) : 1;
  const cases = Array.from({ length: count }, () => anyCase(random, repo, work));
  const distinct = cases.filter((one, index) => cases.findIndex(({ name }) => name === one.name) === index);
  return new Map([[work, distinct]]);
}

function everywhere(fault: Planted): OwnFault {
  const works: Work[] = ["build", "lint", "go_unit", "go_cluster", "sql", "rust_unit", "rust_nextest"];
  return new Map(works.map((work) => [work, [fault]]));
}

function compileFault(random: Random, repo: string, rust: boolean): Planted {
  if (rust)
    return {
      format: "cargo_build",
      name: "could not compile `tikv`",
      file: "src/storage/mod.rs",
      line: random.integer(80, 900),
      place: "tikv",
    };
  const place = anyCase(random, repo, "go_unit").place;
  return {
    format: "go_build",
    name: `github.com/${repo}/${place} [build failed]`,
    file: `${place}/builder.go`,
    line: random.integer(60, 700),
    place,
  };
}

function lintFault(random: Random, repo: string, rust: boolean): Planted {
  if (rust)
    return {
      format: "clippy",
      name: "could not compile `tikv`",
      file: "src/server/service/kv.rs",
      line: random.integer(80, 900),
      place: "tikv",
    };
  const place = anyCase(random, repo, "go_unit").place;
  const target = random.pick(["fmt", "check-static", "lint", "tidy"]);
  const format: Format = target === "fmt" ? "gofmt" : "go_lint";
  return {
    format,
    name: `make: *** [${target}] Error 1`,
    file: `${place}/util_${hash(place) % 7}.go`,
    line: random.integer(20, 300),
    place,
  };
}
