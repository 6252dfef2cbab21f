interface TestFile {
  readonly package: string;
  readonly file: string;
  /** The gocheck suite; null if the file uses plain go test. */
  readonly suite: string | null;
}

/** The subjects and files of a repository's tests. */
export interface SourceTree {
  readonly files: readonly [TestFile, ...TestFile[]];
  readonly subjects: readonly [string, ...string[]];
  /** Packages in which nothing ever fails. */
  readonly quietPackages: readonly string[];
}

const at = (path: string, suite: string | null = null): TestFile => {
  const cut = path.lastIndexOf("/");
  return { package: path.slice(0, cut), file: path.slice(cut + 1), suite };
};

const tidb: SourceTree = {
  files: [
    at("executor/aggregate_test.go", "testSuiteAgg"),
    at("executor/join_test.go", "testSuiteJoin1"),
    at("executor/index_lookup_test.go", "testSuite5"),
    at("planner/core/physical_plan_test.go", "testPlanSuite"),
    at("planner/core/prepare_test.go", "testPrepareSerialSuite"),
    at("expression/builtin_time_test.go", "testEvaluatorSuite"),
    at("ddl/column_change_test.go", "testColumnChangeSuite"),
    at("ddl/partition_test.go", "testPartitionSuite"),
    at("session/session_test.go", "testSessionSuite2"),
    at("statistics/handle/update_test.go", "testStatsSuite"),
    at("store/tikv/lock_test.go", "testLockSuite"),
    at("util/ranger/ranger_test.go", "testRangerSuite"),
    at("util/topsql/reporter/reporter_test.go"),
    at("bindinfo/handle_test.go"),
  ],
  subjects: [
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
    "SchemaReload",
    "StatsFeedback",
    "UnionScan",
    "ApplyCache",
    "BatchPointGet",
    "ForeignKeyCheck",
  ],
  quietPackages: [
    "ast",
    "config",
    "domain/infosync",
    "infoschema",
    "kv",
    "meta/autoid",
    "metrics",
    "owner",
    "privilege",
    "sessionctx/binloginfo",
    "types",
    "util/chunk",
    "util/codec",
    "util/memory",
    "util/sqlexec",
  ],
};

const tikv: SourceTree = {
  files: [at("cmd/ddltest/column_test.go", "TestDDLSuite"), at("cmd/ddltest/index_test.go", "TestDDLSuite")],
  subjects: [
    "RegionEpoch",
    "LeaderTransfer",
    "SnapshotApply",
    "RegionMerge",
    "PessimisticLock",
    "AsyncCommit",
    "UnifiedPool",
    "ReadIndex",
    "HibernateRegion",
    "CompactionGuard",
    "RaftLogGC",
    "LatchWakeup",
    "CoprCache",
    "EngineRecovery",
  ],
  quietPackages: ["cmd/importtest", "util"],
};

const pd: SourceTree = {
  files: [
    at("server/schedule/operator_controller_test.go", "testOperatorControllerSuite"),
    at("server/cluster/coordinator_test.go", "testCoordinatorSuite"),
    at("server/region_syncer/history_buffer_test.go"),
    at("server/tso/allocator_manager_test.go"),
  ],
  subjects: [
    "HotRegion",
    "ReplicaPlacement",
    "TSOFallback",
    "LeaderEvict",
    "StoreLimit",
    "RegionHeartbeat",
    "RuleCheck",
    "ScatterGroup",
    "BalanceWitness",
    "OperatorTimeout",
  ],
  quietPackages: [
    "pkg/btree",
    "pkg/cache",
    "pkg/etcdutil",
    "pkg/movingaverage",
    "server/api",
    "server/config",
    "server/core",
    "server/id",
    "server/kv",
    "server/versioninfo",
  ],
};

const br: SourceTree = {
  files: [
    at("pkg/backup/client_test.go", "testBackupSuite"),
    at("pkg/restore/split_test.go", "testRangeSuite"),
    at("pkg/storage/s3_test.go"),
  ],
  subjects: [
    "CheckpointResume",
    "RangeSplit",
    "RawBackup",
    "ObjectPrefix",
    "RateLimit",
    "ChecksumMatch",
    "SchemaBatch",
  ],
  quietPackages: ["pkg/conn", "pkg/glue", "pkg/logutil", "pkg/rtree", "pkg/summary", "pkg/task", "pkg/utils"],
};

const ticdc: SourceTree = {
  files: [
    at("cdc/owner/changefeed_test.go", "changefeedSuite"),
    at("cdc/sink/mysql/syncer_test.go"),
    at("cdc/puller/sorter_test.go"),
  ],
  subjects: ["EventOrder", "SinkBackpressure", "ResolvedTs", "TableMove", "SchemaSnapshot", "RedoApply", "FilterRule"],
  quietPackages: [
    "cdc/capture",
    "cdc/entry",
    "cdc/kv",
    "cdc/model",
    "pkg/config",
    "pkg/etcd",
    "pkg/filter",
    "pkg/security",
  ],
};

const trees: Readonly<Record<string, SourceTree>> = {
  "pingcap/tidb": tidb,
  "tikv/tikv": tikv,
  "tikv/pd": pd,
  "pingcap/br": br,
  "pingcap/ticdc": ticdc,
};

export function sourceTree(repo: string): SourceTree {
  return trees[repo] ?? tidb;
}

/** The Go module that a repository's jobs test; the Rust repository has its integration tests elsewhere. */
export function goModule(repo: string): string {
  return `github.com/${repo === "tikv/tikv" ? "pingcap/tidb-test" : repo}`;
}
