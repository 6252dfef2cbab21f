import type { Planted, PlantedFormat } from "./planted.ts";
import type { Random } from "./random.ts";

/** A case that sometimes fails, whatever the change is. */
interface FlakyCase {
  readonly job: string;
  /** Share of the job's runs in which it fails. */
  readonly rate: number;
  readonly failure: Planted;
}

const flaky = (
  job: string,
  rate: number,
  format: PlantedFormat,
  place: string,
  at: string,
  name: string,
): FlakyCase => {
  const [file, line] = at.split(":");
  return { job, rate, failure: { format, name, place, file: file || null, line: line ? Number(line) : null } };
};

const flakyCases: readonly FlakyCase[] = [
  flaky(
    "tidb_ghpr_unit_test",
    0.022,
    "gocheck",
    "executor",
    "aggregate_test.go:812",
    "testSuiteAgg.TestSpillUnderPressure",
  ),
  flaky(
    "tidb_ghpr_unit_test",
    0.012,
    "gocheck",
    "statistics/handle",
    "update_test.go:1477",
    "testStatsSuite.TestAutoAnalyzeAfterDrop",
  ),
  flaky("tidb_ghpr_unit_test", 0.008, "gocheck", "ddl", "ddl_worker_test.go:603", "testDDLSuite.TestCancelJobInReorg"),
  flaky(
    "tidb_ghpr_unit_test",
    0.006,
    "go_test",
    "util/topsql/reporter",
    "reporter_test.go:288",
    "TestReporterBackoff/slow-collector",
  ),
  flaky("tidb_ghpr_unit_test", 0.005, "go_race", "bindinfo", "handle_test.go:91", "TestConcurrentBindReload"),
  flaky(
    "tidb_ghpr_unit_test",
    0.004,
    "gocheck_panic",
    "planner/core",
    "plan_cache_test.go:340",
    "testPlanCacheSuite.TestEvictWhileExecuting",
  ),
  flaky("tidb_ghpr_unit_test", 0.003, "go_timeout", "server", "conn_test.go:655", "TestGracefulShutdownDrainsConns"),
  flaky(
    "tidb_ghpr_check_2",
    0.02,
    "gocheck",
    "session",
    "pessimistic_test.go:1190",
    "testPessimisticSuite.TestInsertWaitsForLock",
  ),
  flaky(
    "tidb_ghpr_check_2",
    0.009,
    "gocheck",
    "session",
    "async_commit_test.go:266",
    "testAsyncCommitSuite.TestRecoverAfterPrimaryLoss",
  ),
  flaky(
    "tidb_ghpr_integration_common_test",
    0.016,
    "gocheck",
    "store/tikv",
    "cop_cache_test.go:143",
    "testCopCacheSuite.TestAdmissionAfterSplit",
  ),
  flaky(
    "tidb_ghpr_integration_common_test",
    0.006,
    "gocheck",
    "store/tikv",
    "safepoint_test.go:78",
    "testSafePointSuite.TestGCWhileScanning",
  ),
  flaky("tidb_ghpr_mysql_test", 0.01, "sql_query", "mysql_test", "", "window_min_max"),
  flaky("tidb_ghpr_mysql_test", 0.007, "sql_output", "randgen", "", "sql/randgen/topn_decimal.sql"),
  flaky("tikv_ghpr_test", 0.035, "libtest", "raftstore", "", "raftstore::test_split_region::test_split_with_slow_peer"),
  flaky("tikv_ghpr_test", 0.018, "libtest", "server", "", "server::kv_service::test_batch_commands_timeout"),
  flaky("tikv_ghpr_unit_nextest", 0.02, "nextest", "storage", "", "tikv::storage test_latch_wakeup_order"),
  flaky(
    "tikv_ghpr_integration_ddl_test",
    0.02,
    "gocheck",
    "cmd/ddltest",
    "column_test.go:212",
    "TestDDLSuite.TestAddColumnUnderLoad",
  ),
  flaky(
    "pd_ghpr_unit_test",
    0.03,
    "go_test",
    "server/tso",
    "allocator_manager_test.go:174",
    "TestAllocatorLeaderHandover/two-dcs",
  ),
  flaky(
    "pd_ghpr_unit_test",
    0.012,
    "gocheck",
    "server/cluster",
    "coordinator_test.go:530",
    "testCoordinatorSuite.TestPersistScheduler",
  ),
  flaky(
    "pd_ghpr_integration_common_test",
    0.012,
    "go_timeout",
    "tests/client",
    "client_test.go:402",
    "TestFollowerForwardWithoutLeader",
  ),
  flaky("br_ghpr_unit_test", 0.015, "gocheck", "pkg/restore", "split_test.go:377", "testRangeSuite.TestScatterBackoff"),
  flaky("br_ghpr_integration_test", 0.025, "go_test", "tests/br_s3", "br_s3_test.go:58", "TestBackupToSlowBucket"),
  flaky(
    "ticdc_ghpr_unit_test",
    0.014,
    "go_race",
    "cdc/sink/mysql",
    "syncer_test.go:233",
    "TestSyncerCloseWhileFlushing",
  ),
  flaky(
    "ticdc_ghpr_integration_test",
    0.03,
    "go_test",
    "tests/integration",
    "cyclic_test.go:121",
    "TestCyclicReplication/bank",
  ),
  flaky(
    "ticdc_ghpr_kafka_integration_test",
    0.028,
    "go_test",
    "tests/integration",
    "kafka_test.go:207",
    "TestKafkaPartitionRebalance",
  ),
];

/** The flaky case that fails in a run of the job, if any. */
export function flakyFailure(random: Random, job: string): Planted | undefined {
  return flakyCases.find((candidate) => candidate.job === job && random.chance(candidate.rate))?.failure;
}
