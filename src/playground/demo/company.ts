/** What a job does, which determines how it can fail. */
export type Work = "build" | "lint" | "go_unit" | "go_cluster" | "sql" | "rust_unit" | "rust_nextest";

export interface DemoJob {
  readonly name: string;
  readonly work: Work;
  /** The pull request comment that reruns it. */
  readonly trigger: string;
  readonly medianMinutes: number;
  /** Build numbers reserved per day, so that a day's numbers do not depend on other days. */
  readonly idsPerDay: number;
  /** Share of the commits it runs on. */
  readonly share: number;
}

export interface CompanyRepository {
  readonly repo: string;
  readonly jobs: readonly DemoJob[];
  readonly pullsPerWeekday: number;
  /** Pull requests take some of the numbers, issues the rest. */
  readonly firstNumber: number;
  readonly numbersPerDay: number;
  readonly branches: readonly [string, ...string[]];
}

// The busiest repository's jobs run most.
const idsPerDay = (name: string) => (name.startsWith("tidb_") ? 200 : 80);

const job = (name: string, work: Work, trigger: string, medianMinutes: number, share = 1): DemoJob => ({
  name,
  work,
  trigger,
  medianMinutes,
  share,
  idsPerDay: idsPerDay(name),
});

export const repositories: readonly CompanyRepository[] = [
  {
    repo: "pingcap/tidb",
    pullsPerWeekday: 21,
    firstNumber: 9_000,
    numbersPerDay: 25,
    branches: ["master", "release-8.5", "release-8.1", "release-7.5"],
    jobs: [
      job("tidb_ghpr_build", "build", "/run-build", 6),
      job("tidb_ghpr_check", "lint", "/run-check_dev", 9),
      job("tidb_ghpr_check_2", "go_cluster", "/run-check_dev_2", 17),
      job("tidb_ghpr_unit_test", "go_unit", "/run-unit-test", 21),
      job("tidb_ghpr_integration_common_test", "go_cluster", "/run-integration-common-test", 24, 0.8),
      job("tidb_ghpr_mysql_test", "sql", "/run-mysql-test", 14, 0.7),
    ],
  },
  {
    repo: "tikv/tikv",
    pullsPerWeekday: 9,
    firstNumber: 6_000,
    numbersPerDay: 16,
    branches: ["master", "release-8.5", "release-8.1"],
    jobs: [
      job("tikv_ghpr_build_release", "build", "/release", 31),
      job("tikv_ghpr_test", "rust_unit", "/run-test", 38),
      job("tikv_ghpr_unit_nextest", "rust_nextest", "/run-nextest", 19),
      job("tikv_ghpr_integration_ddl_test", "go_cluster", "/run-integration-ddl-test", 27, 0.6),
    ],
  },
  {
    // tikv/pd and pingcap/ticdc use the same numbers, so #12345 can be two pull requests.
    repo: "tikv/pd",
    pullsPerWeekday: 6,
    firstNumber: 2_000,
    numbersPerDay: 12,
    branches: ["master", "release-8.5", "release-8.1"],
    jobs: [
      job("pd_ghpr_build", "build", "/run-build", 4),
      job("pd_ghpr_unit_test", "go_unit", "/run-unit-test", 13),
      job("pd_ghpr_integration_common_test", "go_cluster", "/run-integration-common-test", 22, 0.8),
    ],
  },
  {
    repo: "pingcap/br",
    pullsPerWeekday: 4,
    firstNumber: 300,
    numbersPerDay: 8,
    branches: ["master", "release-8.5"],
    jobs: [
      job("br_ghpr_check", "lint", "/run-check", 7),
      job("br_ghpr_unit_test", "go_unit", "/run-unit-test", 11),
      job("br_ghpr_integration_test", "go_cluster", "/run-integration-tests", 33),
    ],
  },
  {
    repo: "pingcap/ticdc",
    pullsPerWeekday: 6,
    firstNumber: 2_000,
    numbersPerDay: 12,
    branches: ["master", "release-8.5", "release-8.1"],
    jobs: [
      job("ticdc_ghpr_check", "lint", "/run-check", 6),
      job("ticdc_ghpr_unit_test", "go_unit", "/run-unit-test", 10),
      job("ticdc_ghpr_integration_test", "go_cluster", "/run-integration-test", 42),
      job("ticdc_ghpr_kafka_integration_test", "go_cluster", "/run-kafka-test", 46, 0.8),
    ],
  },
];

/** Jobs that no pull request started. */
export const nightlyJob: DemoJob = { ...job("tidb-unit-test-nightly", "go_unit", "", 48), idsPerDay: 6 };
export const smokeJob: DemoJob = { ...job("tidb-cluster-smoke-test", "go_cluster", "", 5), idsPerDay: 60 };
export const releaseJob: DemoJob = { ...job("build-tidb-release", "build", "", 55), idsPerDay: 6 };
export const manualJob: DemoJob = { ...job("tidb-perf-compare-manual", "build", "", 37), idsPerDay: 4 };

export const nightlyBranches = ["master", "release-8.5", "release-8.1", "release-7.5"] as const;

const byName = new Map(
  [...repositories.flatMap(({ jobs }) => jobs), nightlyJob, smokeJob, releaseJob, manualJob].map((one) => [
    one.name,
    one,
  ]),
);

export function jobNamed(name: string): DemoJob | undefined {
  return byName.get(name);
}
