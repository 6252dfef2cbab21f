import type { Planted } from "../planted.ts";
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

export function goBuildFailed(log: Transcript, { repo, run }: Scene, { file, line, place }: Planted): void {
  const { random } = log;
  const module = `github.com/${repo}/${place}`;
  log.line(
    `# ${module}`,
    `${file}:${line}:${random.integer(2, 40)}: undefined: newSpillAction`,
    `${file}:${(line ?? 0) + 4}:9: not enough arguments in call to b.buildReader`,
    "\thave (context.Context)",
    "\twant (context.Context, *plan)",
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

export function cargoBuildFailed(log: Transcript, { file, format, line }: Planted): void {
  const lint = format === "clippy";
  const code = lint ? "let snapshot = engine.snapshot().clone();" : "let ctx = self.spill_context(region);";
  log.line(
    lint
      ? "error: redundant clone"
      : "error[E0599]: no method named `spill_context` found for reference `&Store` in the current scope",
    `   --> ${file}:${line}:19`,
    "    |",
    `${line} |         ${code}`,
    `    |                   ^^^^^^^^^^^^^ ${lint ? "help: remove this" : "method not found in `&Store`"}`,
    "",
    "error: aborting due to previous error",
    "",
    "error: could not compile `tikv`",
    "",
    "To learn more, run the command again with --verbose.",
    `make: *** [${lint ? "clippy" : "build"}] Error 101`,
  );
}

export function lint(log: Transcript, failure: Planted | undefined): void {
  log.line("+ make check", "gofmt (simplify)");
  if (failure?.format === "gofmt") {
    log.line(`${failure.file}`, failure.name);
    return;
  }
  log.line(
    "golint",
    "GO111MODULE=on tools/bin/revive -formatter friendly -config tools/check/revive.toml ./...",
    "go vet",
  );
  if (!failure) {
    log.line("go mod tidy", "check passed");
    return;
  }
  log.line(
    `${failure.file}:${failure.line}:6: exported function SpillTo should have comment or be unexported (revive)`,
    `${failure.file}:${(failure.line ?? 0) + 9}:2: this value of err is never used (staticcheck SA4006)`,
    failure.name,
  );
}
