import { anyCase } from "../cases.ts";
import type { Planted } from "../planted.ts";
import { goModule, sourceTree } from "../source-tree.ts";
import type { Scene } from "./steps.ts";
import { coloured, type Transcript } from "./transcript.ts";

const sources = [
  "client.go:193",
  "region_cache.go:412",
  "ddl_worker.go:588",
  "domain.go:740",
  "session.go:1021",
  "coprocessor.go:822",
] as const;
const messages = [
  "[pd] switch leader",
  "send request is cancelled",
  "load schema success",
  "[ddl] wait latest schema version changed",
  "retry after backoff",
  "grpc connection is idle, closing",
  "transaction conflict, will retry",
] as const;

/** Output of the servers under test: noise, in which words such as "error" mean nothing. */
export function chatter(log: Transcript, lines: number): void {
  const { random } = log;
  for (let written = 0; written < lines; written++) {
    const level = random.chance(0.2) ? "WARN" : "INFO";
    const where = random.pick(sources);
    const detail = random.chance(0.3) ? '[error="context canceled"]' : `[conn=${random.integer(1, 900)}]`;
    log.line(`[${log.wallClock()} +08:00] [${level}] [${where}] ["${random.pick(messages)}"] ${detail}`);
  }
}

/** Packages of plain `go test`, one line each. */
export function passingPackages(log: Transcript, { repo }: Scene, count: number): void {
  const { random } = log;
  for (const name of sourceTree(repo).quietPackages.slice(0, count)) {
    const module = `${goModule(repo)}/${name}`;
    if (random.chance(0.1)) log.line(`?   \t${module}/internal\t[no test files]`);
    const coverage = `coverage: ${random.between(41, 88).toFixed(1)}% of statements`;
    log.line(`ok  \t${module}\t${random.between(0.05, 48).toFixed(3)}s\t${coverage}`);
  }
}

/** Test names that would mislead a careless log parser. */
const misleading = [
  "errors_test.go:85: testErrorSuite.TestFailedConnectionReset",
  "log_test.go:41: testLogSuite.TestPanicMessageIsKept",
  "retry_test.go:27: testRetrySuite.TestFAILIsNotAnError",
  "build_test.go:60: testBuildSuite.TestBuildFailedHint",
] as const;

/** Passing cases in gocheck's verbose form. */
export function passingCases(log: Transcript, repo: string, count: number, failing: readonly Planted[]): void {
  const { random } = log;
  const told = new Set(failing.map(({ name }) => name));
  for (let tries = 0; tries < count; tries++) {
    const { file, format, line, name } = anyCase(random, repo, "go_unit");
    if (format !== "gocheck" || told.has(name)) continue;
    told.add(name);
    log.line(`${coloured("green", "PASS")}: ${file}:${line}: ${name}\t${random.between(0, 2.5).toFixed(3)}s`);
  }
  log.line(`PASS: ${random.pick(misleading)}\t0.001s`);
}
