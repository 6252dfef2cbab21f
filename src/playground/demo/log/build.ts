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

/** What the compiler says first, and what goes wrong a few lines below for the same reason. */
const goErrors: readonly [readonly string[], ...(readonly string[])[]] = [
  ["undefined: newSpillAction", "undefined: spillOptions"],
  ["not enough arguments in call to b.buildReader", "err declared but not used"],
  ["cannot use plan (type *basePlan) as type Plan in assignment", "missing return at end of function"],
  ['"context" imported but not used', "too many arguments to return"],
];

export function goBuildFailed(log: Transcript, { repo, run }: Scene, { file, line, place }: Planted): void {
  const { random } = log;
  const module = `${goModule(repo)}/${place}`;
  const errors = randomOf("compile", run.commit ?? "").pick(goErrors);
  log.line(`# ${module}`);
  errors.forEach((error, index) => {
    log.line(`${file}:${(line ?? 0) + 6 * index}:${random.integer(2, 40)}: ${error}`);
  });
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

interface RustError {
  readonly error: string;
  readonly code: string;
  readonly label: string;
}

const rustErrors: readonly [RustError, ...RustError[]] = [
  {
    error: "error[E0599]: no method named `spill_context` found for reference `&Store` in the current scope",
    code: "let ctx = self.spill_context(region);",
    label: "method not found in `&Store`",
  },
  {
    error: "error[E0382]: borrow of moved value: `snapshot`",
    code: "let reader = Reader::new(snapshot.clone());",
    label: "value borrowed here after move",
  },
  { error: "error[E0308]: mismatched types", code: "let ts: u64 = self.resolved_ts();", label: "expected `u64`" },
];
const clippyErrors: readonly [RustError, ...RustError[]] = [
  { error: "error: redundant clone", code: "let snapshot = engine.snapshot().clone();", label: "help: remove this" },
  {
    error: "error: this loop could be written as a `for` loop",
    code: "while let Some(kv) = iter.next() {",
    label: "help: try",
  },
];

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
