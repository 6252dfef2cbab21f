import { anyCase } from "./cases.ts";
import type { Work } from "./company.ts";
import { goErrors, lintErrors, lintName } from "./mistakes.ts";
import type { Planted } from "./planted.ts";
import { hash, type Random } from "./random.ts";

/** The author's mistakes in a commit, by the kind of job that finds them. */
export type OwnFault = ReadonlyMap<Work, readonly Planted[]>;

export const noFault: OwnFault = new Map();

const everyWork: readonly Work[] = ["build", "lint", "go_unit", "go_cluster", "sql", "rust_unit", "rust_nextest"];

/** The mistakes of an unfinished commit: it does not build, is badly formatted, or breaks a test or two. */
export function ownFaultOf(random: Random, repo: string): OwnFault {
  const isRust = repo === "tikv/tikv";
  const kind = random.between(0, 1);
  if (kind < 0.13) {
    const fault = isRust ? rustFault(random, "cargo_build", "src/storage/mod.rs") : goBuildFault(random, repo);
    return new Map(everyWork.map((work) => [work, [fault]]));
  }
  if (kind < 0.42) {
    return isRust
      ? new Map([["build", [rustFault(random, "clippy", "src/server/service/kv.rs")]]])
      : new Map([["lint", [lintFault(random, repo)]]]);
  }
  return caseFault(random, repo, isRust);
}

function caseFault(random: Random, repo: string, isRust: boolean): OwnFault {
  const goWork: Work = repo === "pingcap/tidb" && random.chance(0.15) ? "sql" : "go_unit";
  const work: Work = isRust ? random.pick(["rust_unit", "rust_nextest"]) : goWork;
  // The SQL suites stop at the first case that fails.
  const count = work !== "sql" && random.chance(0.3) ? random.integer(2, 4) : 1;
  const cases = Array.from({ length: count }, () => anyCase(random, repo, work));
  return new Map([[work, [...new Map(cases.map((one) => [one.name, one])).values()]]]);
}

function rustFault(random: Random, format: "cargo_build" | "clippy", file: string): Planted {
  return { format, name: "could not compile `tikv`", file, line: random.integer(80, 900), place: "tikv" };
}

function goBuildFault(random: Random, repo: string): Planted {
  const { place } = anyCase(random, repo, "go_unit");
  const { name } = random.pick(goErrors);
  return { format: "go_build", name, file: `${place}/builder.go`, line: random.integer(60, 700), place };
}

function lintFault(random: Random, repo: string): Planted {
  const { place } = anyCase(random, repo, "go_unit");
  const file = `${place}/util_${hash(place) % 7}.go`;
  const line = random.integer(20, 300);
  if (random.chance(0.25)) return { format: "gofmt", name: "make: *** [fmt] Error 1", file, line, place };
  if (random.chance(0.25))
    return { format: "go_tidy", name: "make: *** [tidy] Error 1", file: "go.sum", line: null, place };
  return { format: "go_lint", name: lintName(random.pick(lintErrors)), file, line, place };
}
