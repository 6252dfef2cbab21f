import { caseNumber } from "./cases.ts";
import { jobNamed, type Work } from "./company.ts";
import { cargoBuild, cargoBuildFailed, goBuild, goBuildFailed, lint } from "./log/build.ts";
import { gocheckFailures, goTestFailures } from "./log/go.ts";
import { chatter, passingCases, passingPackages } from "./log/passing.ts";
import { libtest, nextest } from "./log/rust.ts";
import { sqlTests } from "./log/sql.ts";
import { checkedOut, checkOut, finish, type Scene, startBuild, startCluster } from "./log/steps.ts";
import { openTranscript, type Transcript } from "./log/transcript.ts";
import { trouble } from "./log/trouble.ts";
import { causeOf, type Planted } from "./planted.ts";
import { hash, type Random, randomOf } from "./random.ts";
import type { DemoRun } from "./run.ts";

/** Some logs are missing, as if Jenkins had deleted them or the agent had died. */
function isGone({ job, job_id }: DemoRun): boolean {
  return hash(`gone/${job}/${job_id}`) % 25 === 0;
}

/** The build log of a run, the same at every call; undefined if the log is missing. */
export function demoLog(run: DemoRun): string | undefined {
  if (isGone(run)) return undefined;
  const random = randomOf("log", run.job, run.job_id);
  const log = openTranscript(random, run.time, run.duration);
  const scene = sceneOf(run, random);
  startBuild(log, scene, startedBy(run));
  checkOut(log, scene);
  const [failure] = run.planted;
  if (failure?.format === "checkout") trouble(log, scene, failure.format);
  else work(log, scene);
  finish(log, run, exitCodeOf(run));
  return log.text();
}

function exitCodeOf({ planted: [failure], status }: DemoRun): number {
  if (status === "SUCCESS") return 0;
  if (status === "ABORTED") return 143;
  return failure?.format === "checkout" ? 128 : 1;
}

function sceneOf(run: DemoRun, random: Random): Scene {
  const repo = run.repo ?? "pingcap/tidb";
  const source = `/home/jenkins/agent/workspace/${run.job}/go/src/github.com/${repo}`;
  return { run, repo, source, branch: run.branch ?? "master", commit: run.commit ?? random.hex(40) };
}

function startedBy({ comment, description }: DemoRun): string {
  if (!description) return "Started by timer";
  return comment ? `GitHub pull request comment: ${comment}` : "GitHub pull request was updated";
}

/** Cases that nextest ran twice in this run. */
export function retriedCasesOf({ job, job_id, planted }: DemoRun): string[] {
  if (jobNamed(job)?.work !== "rust_nextest" || planted.some((one) => causeOf(one) !== "case")) return [];
  const dice = hash(`retried/${job}/${job_id}`);
  const { name } = caseNumber("tikv/tikv", "rust_nextest", dice % 300);
  return dice % 4 === 0 && planted.every((one) => one.name !== name) ? [name] : [];
}

function work(log: Transcript, scene: Scene): void {
  checkedOut(log, scene);
  const [failure] = scene.run.planted;
  log.reach(0.1);
  log.step("{ (Build)");
  if (scene.repo === "tikv/tikv") cargoBuild(log);
  else goBuild(log, scene.repo);
  const cause = failure ? causeOf(failure) : null;
  if (failure && cause === "compile") buildFailed(log, scene, failure);
  else if (failure && cause === "env") trouble(log, scene, failure.format);
  else runTests(log, scene);
}

function runTests(log: Transcript, scene: Scene): void {
  log.reach(0.3);
  log.step("{ (Test)");
  const test = tests[jobNamed(scene.run.job)?.work ?? "build"];
  test(log, scene);
}

function buildFailed(log: Transcript, scene: Scene, failure: Planted): void {
  if (failure.format === "go_build") goBuildFailed(log, scene, failure);
  else cargoBuildFailed(log, scene, failure);
}

const tests: Record<Work, (log: Transcript, scene: Scene) => void> = {
  build: (log) =>
    log.line(
      "+ tar czvf server.tar.gz bin/*",
      "+ curl -F server.tar.gz=@server.tar.gz http://fileserver.ci.example/upload",
    ),
  lint: (log, { run }) => lint(log, run.planted[0]),
  sql: (log, { run }) => sqlTests(log, run.planted),
  rust_unit: (log, { run }) => libtest(log, run.planted),
  rust_nextest: (log, { run }) => nextest(log, run.planted, retriedCasesOf(run)),
  go_unit: goTests,
  go_cluster: (log, scene) => {
    startCluster(log);
    goTests(log, scene);
  },
};

function goTests(log: Transcript, scene: Scene): void {
  const { planted } = scene.run;
  log.reach(0.5);
  log.line("+ make failpoint-enable", "+ make gotest");
  chatter(log, log.random.integer(4, 90));
  passingPackages(log, scene, log.random.integer(6, 18));
  const gocheck = planted.filter(({ format }) => format === "gocheck" || format === "gocheck_panic");
  if (gocheck.length > 0) gocheckFailures(log, scene, gocheck);
  else passingCases(log, scene.repo, log.random.integer(10, 90), []);
  log.reach(0.9);
  goTestFailures(
    log,
    scene,
    planted.filter((failure) => !gocheck.includes(failure)),
  );
  if (planted.length > 0) log.line("make: *** [gotest] Error 1");
}
