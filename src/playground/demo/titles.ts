import type { Random } from "./random.ts";

/** Titles of pull requests: `component: what was done to a subject`. */
interface Topics {
  readonly components: readonly [string, ...string[]];
  readonly subjects: readonly [string, ...string[]];
}

const tidb: Topics = {
  components: [
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
  subjects: [
    "hash join",
    "index merge",
    "the plan cache",
    "stale read",
    "point get",
    "window functions",
    "auto analyze",
    "partition pruning",
    "batch get",
    "decimal division",
    "the slow log",
    "json_extract",
    "foreign key checks",
    "column type changes",
  ],
};

const tikv: Topics = {
  components: ["raftstore", "storage", "coprocessor", "gc_worker", "cdc", "txn", "engine"],
  subjects: [
    "leader transfer",
    "region merge",
    "async commit",
    "resolve lock",
    "snapshot apply",
    "the read pool",
    "raft log gc",
    "compaction filters",
    "pessimistic locks",
  ],
};

const pd: Topics = {
  components: ["schedule", "server", "tso", "region_syncer", "api", "placement"],
  subjects: [
    "region scatter",
    "hot region balance",
    "store limits",
    "placement rules",
    "leader eviction",
    "tso fallback",
  ],
};

const br: Topics = {
  components: ["restore", "backup", "storage", "lightning"],
  subjects: ["the checkpoint", "range split", "raw backup", "checksum", "the rate limiter", "object listing"],
};

const ticdc: Topics = {
  components: ["owner", "sink(cdc)", "puller", "sorter", "kafka(cdc)", "cli(cdc)"],
  subjects: ["resolved ts", "table scheduling", "the mysql sink", "redo logs", "filter rules", "partition dispatch"],
};

const topics: Readonly<Record<string, Topics>> = {
  "pingcap/tidb": tidb,
  "tikv/tikv": tikv,
  "tikv/pd": pd,
  "pingcap/br": br,
  "pingcap/ticdc": ticdc,
};

const changes = [
  "fix wrong result of {}",
  "fix a data race in {}",
  "fix a panic of {} on empty input",
  "avoid allocations in {}",
  "support cancelling {}",
  "make {} respect the memory quota",
  "add metrics for {}",
  "move {} into its own package",
  "reduce lock contention in {}",
  "return a proper error code from {}",
  "do not retry {} after the context is done",
  "add tests for {}",
  "speed up {} by batching requests",
  "remove the deprecated path of {}",
  "fix a leaked goroutine of {}",
  "修复 {} 偶发失败的问题",
] as const;

/** A title of three hundred characters of hostile markup. */
export const HOSTILE_TITLE =
  `<at id=all></at> **bold** [x](http://evil) ${"a title that goes on and on; ".repeat(10)}`.slice(0, 300);
export const EMOJI_TITLE = "planner: 🚀 speed up join reorder by 2× 🎉 (修复 join 顺序 🐛)";

export function titleOf(random: Random, repo: string, branch: string): string {
  const { components, subjects } = topics[repo] ?? tidb;
  const change = random.pick(changes).replace("{}", random.pick(subjects));
  const title = `${random.pick(components)}: ${change}`;
  return branch === "master" ? title : `${title} (#${random.integer(20_000, 60_000)})`;
}
