import { caseNumber, goPlaces } from "../cases.ts";
import type { Planted } from "../planted.ts";
import type { Scene } from "./steps.ts";
import { coloured, type Transcript } from "./transcript.ts";

const otherPackages = [
  "ast",
  "bindinfo",
  "config",
  "domain/infosync",
  "infoschema",
  "kv",
  "metrics",
  "meta/autoid",
  "owner",
  "privilege",
  "sessionctx/binloginfo",
  "types",
  "util/chunk",
  "util/codec",
  "util/memory",
  "util/sqlexec",
];
const components = [
  "client.go:193",
  "region_cache.go:412",
  "ddl_worker.go:588",
  "domain.go:740",
  "session.go:1021",
  "coprocessor.go:822",
];
const messages = [
  "[pd] switch leader",
  "send request is cancelled",
  "load schema success",
  "[ddl] wait latest schema version changed",
  "retry after backoff",
  "grpc connection is idle, closing",
  "transaction conflict, will retry",
];

/** What the servers under test say meanwhile: noise, in which words such as "error" mean nothing. */
export function chatter(log: Transcript, lines: number): void {
  const { random } = log;
  for (let written = 0; written < lines; written++) {
    const level = random.pick(["INFO", "INFO", "INFO", "WARN"]);
    const where = components[random.integer(0, components.length - 1)];
    const message = messages[random.integer(0, messages.length - 1)];
    log.line(
      `[2021/03/0${random.integer(1, 9)} 10:${random.integer(10, 59)}:${random.integer(10, 59)}.${random.integer(100, 999)} +08:00] [${level}] [${where}] ["${message}"] [conn=${random.integer(1, 900)}] [error="context canceled"]`,
    );
  }
}

/** Packages of plain `go test`, one line each. */
export function passingPackages(log: Transcript, { repo }: Scene, count: number): void {
  const { random } = log;
  const own = goPlaces(repo).map(([place]) => place);
  const packages = [...new Set([...own, ...otherPackages])].slice(0, count);
  for (const name of packages) {
    if (random.chance(0.1)) log.line(`?   \tgithub.com/${repo}/${name}/internal\t[no test files]`);
    log.line(
      `ok  \tgithub.com/${repo}/${name}\t${random.between(0.05, 48).toFixed(3)}s\tcoverage: ${random.between(41, 88).toFixed(1)}% of statements`,
    );
  }
}

/** Names that would mislead a careless reader. */
const misleading = [
  "testErrorSuite.TestFailedConnectionReset",
  "testLogSuite.TestPanicMessageIsKept",
  "testRetrySuite.TestFAILIsNotAnError",
  "testBuildSuite.TestBuildFailedHint",
];

/** Cases of gocheck in its verbose form, leaving out the ones that fail. */
export function passingCases(log: Transcript, repo: string, count: number, failing: readonly Planted[]): void {
  const { random } = log;
  const failed = new Set(failing.map(({ name }) => name));
  for (let written = 0; written < count; written++) {
    const { file, format, line, name } = caseNumber(repo, "go_unit", random.integer(0, 330));
    if (format !== "gocheck" || failed.has(name)) continue;
    log.line(`${coloured("green", "PASS")}: ${file}:${line}: ${name}\t${random.between(0, 2.5).toFixed(3)}s`);
  }
  log.line(
    `PASS: errors_test.go:${random.integer(20, 90)}: ${misleading[random.integer(0, misleading.length - 1)]}\t0.001s`,
  );
}
