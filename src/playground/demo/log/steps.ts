import type { DemoRun } from "../run.ts";
import type { Transcript } from "./transcript.ts";

/** Facts about the run whose log is written. */
export interface Scene {
  readonly run: DemoRun;
  readonly repo: string;
  readonly commit: string;
  readonly branch: string;
  /** Checked-out source on the agent. */
  readonly source: string;
}

export function startBuild(log: Transcript, { run, repo }: Scene, startedBy: string): void {
  const agent = `${run.job.replaceAll("_", "-")}-${run.job_id}-${log.random.hex(5)}`;
  log.bare(startedBy, "Running in Durability level: PERFORMANCE_OPTIMIZED");
  log.step("Start of Pipeline");
  log.step("podTemplate");
  log.step("node");
  log.line(`Created Pod: jenkins-ci/${agent}`, `Agent ${agent} is provisioned from template ${run.job}`);
  log.bare(`Running on ${agent} in /home/jenkins/agent/workspace/${run.job}`);
  log.step("stage");
  log.step(`{ (Checkout ${repo})`);
}

export function checkOut(log: Transcript, { branch, commit, repo, run, source }: Scene): void {
  const number = pullNumber(run);
  const ref = number ? `+refs/pull/${number}/*:refs/remotes/origin/pr/${number}/*` : `+refs/heads/${branch}`;
  log.reach(0.02);
  log.line(
    "No credentials specified",
    "Cloning the remote Git repository",
    `Cloning repository https://github.com/${repo}.git`,
    ` > git init ${source} # timeout=10`,
    `Fetching upstream changes from https://github.com/${repo}.git`,
    ` > git fetch --tags --progress -- https://github.com/${repo}.git ${ref} # timeout=10`,
    ` > git rev-parse ${commit}^{commit} # timeout=10`,
  );
  log.reach(0.05);
  log.line(`+ git checkout -f ${commit}`);
}

export function checkedOut(log: Transcript, { commit, run }: Scene): void {
  log.line(`HEAD is now at ${commit.slice(0, 9)} ${titleOf(run)}`, "+ git clean -xdff", "+ git status -s");
}

function pullNumber({ description }: DemoRun): string | undefined {
  return parameters(description).ghprbPullId;
}

function titleOf({ description }: DemoRun): string {
  return parameters(description).ghprbPullTitle ?? "nightly: bump version";
}

function parameters(description: string | null): Record<string, string | undefined> {
  return JSON.parse(description ?? "{}") as Record<string, string | undefined>;
}

/** curl overwrites its progress meter; the pieces are separated by bare carriage returns. */
export function download(log: Transcript, url: string, megabytes: number, until = 1): void {
  log.line(
    `+ curl --fail ${url}`,
    "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current",
    "                                 Dload  Upload   Total   Spent    Left  Speed",
  );
  const speed = log.random.between(38, 92);
  const meters: string[] = [];
  for (let share = 0; share < until; share += speed / megabytes) meters.push(meter(share, megabytes, speed));
  if (until === 1) meters.push(meter(1, megabytes, speed));
  log.line(`\r${meters.join("\r")}`);
}

function meter(share: number, megabytes: number, speed: number): string {
  const percent = String(Math.round(share * 100)).padStart(3);
  const got = `${(share * megabytes).toFixed(1)}M`.padStart(5);
  const seconds = (part: number) => `0:00:${String(Math.round((part * megabytes) / speed)).padStart(2, "0")}`;
  const rate = `${speed.toFixed(1)}M`;
  return `${percent} ${megabytes}M  ${percent} ${got}    0     0  ${rate}      0  ${seconds(1)}  ${seconds(share)}  ${seconds(1 - share)} ${rate}`;
}

const FILE_SERVER = "http://fileserver.ci.example/builds";

export function startCluster(log: Transcript): void {
  const { random } = log;
  log.line("+ set +e", "+ killall -9 -r -q tikv-server", "+ killall -9 -r -q pd-server");
  log.line("tikv-server: no process found", "pd-server: no process found", "+ set -e");
  const url = `${FILE_SERVER}/tikv/${random.hex(40)}/centos7/tikv-server.tar.gz`;
  if (random.chance(0.1)) stumble(log, url);
  download(log, url, random.integer(380, 430));
  download(log, `${FILE_SERVER}/pd/${random.hex(40)}/centos7/pd-server.tar.gz`, random.integer(90, 110));
  for (const number of [1, 2, 3]) {
    const pd = `127.0.0.1:23${number + 6}9`;
    log.line(
      `+ bin/pd-server -name=pd${number} --data-dir=pd${number} --client-urls=http://${pd} -force-new-cluster`,
      `+ bin/tikv-server --pd=${pd} -s tikv${number} --addr=0.0.0.0:201${number + 5}0 -f tikv${number}.log`,
    );
  }
  log.line("+ sleep 10");
}

/** The network fails, the script retries and the run continues: never the cause of a failure. */
function stumble(log: Transcript, url: string): void {
  download(log, url, 414, 0.4);
  log.line("curl: (56) Recv failure: Connection reset by peer", "Retrying in 5 seconds...", "+ sleep 5");
}

export function finish(log: Transcript, { status, abort, job, job_id }: DemoRun, exitCode: number): void {
  log.reach(0.99);
  if (abort === "superseded") log.bare(`Superseded by ${job} #${job_id + 1}`);
  if (abort === "person") log.bare("Aborted by 林晓 Xiao Lin");
  if (status === "ABORTED") log.line("Sending interrupt signal to process", "Terminated");
  for (const step of ["}", "// stage", "}", "// node", "End of Pipeline"]) log.step(step);
  if (exitCode !== 0) log.bare(`ERROR: script returned exit code ${exitCode}`);
  log.bare(`Finished: ${status}`);
}
