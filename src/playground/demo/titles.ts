import type { Random } from "./random.ts";

const components: Record<string, readonly [string, ...string[]]> = {
  "pingcap/tidb": [
    "executor",
    "planner",
    "expression",
    "ddl",
    "session",
    "statistics",
    "store/tikv",
    "server",
    "util",
    "*",
  ],
  "tikv/tikv": ["raftstore", "storage", "coprocessor", "gc_worker", "cdc", "copr", "txn"],
  "tikv/pd": ["schedule", "server", "tso", "region_syncer", "api", "placement"],
  "pingcap/br": ["restore", "backup", "storage", "lightning"],
  "pingcap/ticdc": ["owner", "sink(cdc)", "puller", "sorter", "kafka(cdc)", "cli(cdc)"],
};

const changes = [
  "fix wrong result of {} when the build side is empty",
  "fix a data race between {} and schema reload",
  "fix a panic of {} on a nil datum",
  "avoid allocating in {} on the hot path",
  "support {} with prefix indexes",
  "make {} respect the memory quota",
  "add metrics for {}",
  "refactor {} into its own package",
  "reduce lock contention in {}",
  "keep the collation of string literals in {}",
  "return a proper error code from {}",
  "do not retry {} after the context is done",
  "add tests for {}",
  "speed up {} by batching requests",
  "remove the deprecated path of {}",
  "fix the leaked goroutine of {}",
] as const;

const subjects = [
  "hash join",
  "index merge",
  "the plan cache",
  "stale read",
  "point get",
  "window functions",
  "auto analyze",
  "partition pruning",
  "leader transfer",
  "region scatter",
  "the commit phase",
  "async commit",
  "the checkpoint",
  "resolve lock",
  "batch get",
  "decimal division",
  "the slow log",
  "json_extract",
  "foreign key checks",
  "snapshot restore",
] as const;

export const HOSTILE_TITLE =
  `<at id=all></at> **bold** [x](http://evil) ${"executor: a very long title that goes on and on; ".repeat(6)}`.slice(
    0,
    300,
  );
export const EMOJI_TITLE = "planner: 🚀 speed up join reorder by 2× 🎉 (修复 join 顺序 🐛)";

export function titleOf(random: Random, repo: string, branch: string): string {
  const component = random.pick(components[repo] ?? ["*"]);
  const change = random.pick(changes).replace("{}", random.pick(subjects));
  return branch === "master"
    ? `${component}: ${change}`
    : `${component}: ${change} (#${random.integer(20_000, 60_000)})`;
}
