import { clippyErrors, goErrors, lintErrors, lintName, rustErrors } from "../mistakes.ts";
import type { Planted } from "../planted.ts";
import { randomOf } from "../random.ts";
import { goModule } from "../source-tree.ts";
import type { Scene } from "./steps.ts";
import { coloured, type Transcript } from "./transcript.ts";

export function goBuild(log: Transcript, repo: string): void {
  for (const module of [
    "github.com/pingcap/kvproto",
    "github.com/pingcap/parser",
    "go.uber.org/zap",
    "google.golang.org/grpc",
  ]) {
    log.line(`go: downloading ${module} v1.${log.random.integer(2, 40)}.${log.random.integer(0, 9)}`);
  }
  log.line(
    `CGO_ENABLED=1 GO111MODULE=on go build -tags codes -ldflags '-X "github.com/${repo}/version=nightly"' -o bin/server ./cmd/server`,
  );
}

export function goBuildFailed(log: Transcript, { repo, run }: Scene, { file, line, name, place }: Planted): void {
  const { random } = log;
  const module = `${goModule(repo)}/${place}`;
  const also = goErrors.find((error) => error.name === name)?.also;
  log.line(
    `# ${module}`,
    `${file}:${line}:${random.integer(2, 40)}: ${name}`,
    `${file}:${(line ?? 0) + 6}:${random.integer(2, 40)}: ${also}`,
  );
  if (run.job.includes("unit_test")) log.line(`FAIL\t${module} [build failed]`);
  log.line("make: *** [server] Error 2");
}

export function cargoBuild(log: Transcript): void {
  for (const crate of [
    "engine_traits",
    "raftstore",
    "tidb_query_executors",
    "cdc",
    "backup",
    "test_raftstore",
    "tikv",
  ]) {
    log.line(
      `   ${coloured("green", "Compiling")} ${crate} v0.0.1 (/home/jenkins/agent/tikv/build/components/${crate})`,
    );
  }
}

export function cargoBuildFailed(log: Transcript, { run }: Scene, { file, format, line }: Planted): void {
  const random = randomOf("compile", run.commit ?? "");
  const { code, error, label } = random.pick(format === "clippy" ? clippyErrors : rustErrors);
  log.line(
    error,
    `   --> ${file}:${line}:19`,
    "    |",
    `${line} |         ${code}`,
    `    |                   ^^^^^^^^^^^^^ ${label}`,
    "",
    "error: aborting due to previous error",
    "",
    "error: could not compile `tikv`",
    "",
    "To learn more, run the command again with --verbose.",
    `make: *** [${format === "clippy" ? "clippy" : "build"}] Error 101`,
  );
}

export function lint(log: Transcript, failure: Planted | undefined): void {
  log.line("+ make check", "gofmt (simplify)");
  if (failure?.format === "gofmt") {
    log.line(`${failure.file}`, failure.name);
    return;
  }
  log.line("GO111MODULE=on tools/bin/golangci-lint run -v ./...");
  if (failure?.format === "go_lint") {
    lintFailed(log, failure);
    return;
  }
  log.line("go mod tidy");
  if (failure) log.line("diff --git a/go.sum b/go.sum", "+github.com/pingcap/errors v0.11.4/go.mod h1:", failure.name);
  else log.line("check passed");
}

function lintFailed(log: Transcript, { file, line, name }: Planted): void {
  const told = lintErrors.find((error) => lintName(error) === name);
  log.line(`${file}:${line}:${log.random.integer(2, 9)}: ${told?.message} (${told?.linter})`);
  log.line('level=info msg="Execution took 1m12.4s"', "make: *** [check-static] Error 1");
}
