import type { Repository, Work } from "./company.ts";
import type { Format, Planted } from "./planted.ts";
import { hash, type Random } from "./random.ts";

type Named = readonly [place: string, file: string, suite: string];

// Where a repository's Go tests live: package, file, and the gocheck suite ("" for plain go test).
const goTests: Record<string, readonly [Named, ...Named[]]> = {
  "pingcap/tidb": [
    ["executor", "aggregate_test.go", "testSuiteAgg"],
    ["executor", "join_test.go", "testSuiteJoin1"],
    ["executor", "index_lookup_test.go", "testSuite5"],
    ["planner/core", "physical_plan_test.go", "testPlanSuite"],
    ["planner/core", "prepare_test.go", "testPrepareSerialSuite"],
    ["expression", "builtin_time_test.go", "testEvaluatorSuite"],
    ["ddl", "column_change_test.go", "testColumnChangeSuite"],
    ["ddl", "partition_test.go", "testPartitionSuite"],
    ["session", "session_test.go", "testSessionSuite2"],
    ["statistics/handle", "update_test.go", "testStatsSuite"],
    ["store/tikv", "lock_test.go", "testLockSuite"],
    ["util/ranger", "ranger_test.go", "testRangerSuite"],
    ["util/topsql/reporter", "reporter_test.go", ""],
    ["bindinfo", "handle_test.go", ""],
  ],
  "tikv/pd": [
    ["server/schedule", "operator_controller_test.go", "testOperatorControllerSuite"],
    ["server/cluster", "coordinator_test.go", "testCoordinatorSuite"],
    ["server/region_syncer", "history_buffer_test.go", ""],
    ["server/tso", "allocator_manager_test.go", ""],
  ],
  "pingcap/br": [
    ["pkg/backup", "client_test.go", "testBackupSuite"],
    ["pkg/restore", "split_test.go", "testRangeSuite"],
    ["pkg/storage", "s3_test.go", ""],
  ],
  "pingcap/ticdc": [
    ["cdc/owner", "changefeed_test.go", "changefeedSuite"],
    ["cdc/sink/mysql", "syncer_test.go", ""],
    ["cdc/puller", "sorter_test.go", ""],
  ],
};

const subjects = [
  "PartitionPruning",
  "HashJoinSpill",
  "IndexMerge",
  "DecimalOverflow",
  "CollationCompare",
  "PointGetCache",
  "StaleRead",
  "ClusteredIndex",
  "WindowFrame",
  "JSONPathWildcard",
  "AutoRandomShard",
  "GlobalKill",
  "TempTableScope",
  "CTERecursion",
  "RegionEpoch",
  "LeaderTransfer",
  "ReplicaPlacement",
  "HotRegion",
  "TSOFallback",
  "CheckpointResume",
  "EventOrder",
  "SinkBackpressure",
  "SchemaReload",
  "PrepareCommit",
  "StatsFeedback",
  "UnionScan",
  "ApplyCache",
  "BatchPointGet",
] as const satisfies readonly string[];
const situations = [
  "AfterRestart",
  "UnderSplit",
  "WithNullKey",
  "OnEmptyTable",
  "WhenCancelled",
  "InTransaction",
  "WithPrefixIndex",
  "AfterRollback",
  "WithMixedCase",
  "UnderMemoryLimit",
  "WithTimezone",
  "DuringReorg",
] as const satisfies readonly string[];
const rustPlaces = [
  ["raftstore", "raftstore::test_region_merge"],
  ["raftstore", "raftstore::test_snapshot_apply"],
  ["storage", "storage::txn::actions::prewrite"],
  ["coprocessor", "coprocessor::dag::runner"],
  ["server", "server::gc_worker::manager"],
] as const;

/** A test of the repository by number; the same number is always the same test, far numbers are different ones. */
export function caseNumber(repo: string, work: Work, number: number): Planted {
  const subject = subjects[number % subjects.length] ?? subjects[0];
  const situation = situations[Math.floor(number / subjects.length) % situations.length] ?? situations[0];
  if (work === "rust_unit" || work === "rust_nextest") return rustCase(work, number, `${subject}${situation}`);
  if (work === "sql") return sqlCase(number, subject);
  const tests = goTests[repo] ?? goTests["tikv/pd"] ?? [];
  const [place, file, suite] = tests[hash(`${subject}${situation}`) % tests.length] ?? ["server", "server_test.go", ""];
  return {
    format: suite ? "gocheck" : "go_test",
    name: suite ? `${suite}.Test${subject}${situation}` : `Test${subject}/${dashed(situation)}`,
    file,
    line: 40 + (hash(`${suite}${subject}${situation}`) % 1200),
    place,
  };
}

export function anyCase(random: Random, repo: string, work: Work): Planted {
  return caseNumber(repo, work, random.integer(0, subjects.length * situations.length - 1));
}

function rustCase(work: Work, number: number, words: string): Planted {
  const [crate, module] = rustPlaces[number % rustPlaces.length] ?? rustPlaces[0];
  const test = `test_${snake(words)}`;
  const format: Format = work === "rust_unit" ? "libtest" : "nextest";
  const name = work === "rust_unit" ? `${module}::${test}` : `tikv::${crate} ${test}`;
  return { format, name, file: null, line: null, place: crate };
}

function sqlCase(number: number, subject: string): Planted {
  const name = snake(subject);
  if (number % 3 === 0)
    return { format: "sql_output", name: `sql/randgen/${name}.sql`, file: null, line: null, place: "randgen" };
  return { format: "sql_query", name, file: null, line: null, place: "mysql_test" };
}

function snake(words: string): string {
  return words.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
}

function dashed(words: string): string {
  return snake(words).replaceAll("_", "-");
}

/** How a repository's Go tests are laid out, for the lines of those that pass. */
export function goPlaces(repo: Repository["repo"]): readonly Named[] {
  return goTests[repo] ?? [];
}
