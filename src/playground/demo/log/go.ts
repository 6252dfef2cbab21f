import type { Planted } from "../planted.ts";
import { randomOf } from "../random.ts";
import { goModule } from "../source-tree.ts";
import { passingCases } from "./passing.ts";
import type { Scene } from "./steps.ts";
import type { Transcript } from "./transcript.ts";

type Mismatch = readonly [query: string, obtained: string, expected: string];

const queries: readonly [Mismatch, ...Mismatch[]] = [
  ["select a, count(*) from t group by a", "1 2\\n2 1\\n", "1 2\\n2 2\\n"],
  ["select * from t1 join t2 on t1.a = t2.a order by t1.a", "", "1 1 1\\n"],
  ["admin check table t", "", "ok\\n"],
  ["select /*+ use_index(t, idx) */ b from t where b > 3", "4\\n", "4\\n7\\n"],
  ["select sum(b) over (partition by a order by c) from t", "3\\n3\\n", "3\\n5\\n"],
  ["show stats_meta where table_name = 't'", "test t 0 8\\n", "test t 8 8\\n"],
];

// A case always fails in the same way: its output depends on its name alone.

/** gocheck: dashes, the verdict, an empty line, then the expectation up to the next empty line. */
export function gocheckFailures(log: Transcript, scene: Scene, failures: readonly Planted[]): void {
  passingCases(log, scene.repo, log.random.integer(20, 120), failures);
  for (const place of new Set(failures.map((failure) => failure.place))) {
    failedSuites(
      log,
      scene,
      failures.filter((failure) => failure.place === place),
    );
    packageFailed(log, scene.repo, place);
  }
}

function failedSuites(log: Transcript, { source }: Scene, failures: readonly Planted[]): void {
  for (const failure of failures) {
    log.line("", "-".repeat(70));
    if (failure.format === "gocheck_panic") panicked(log, source, failure);
    else mismatch(log, source, failure);
  }
  log.line(`OOPS: ${log.random.integer(150, 900)} passed, ${failures.length} FAILED`);
  log.line(`--- FAIL: TestT (${log.random.between(20, 90).toFixed(2)}s)`);
}

function mismatch(log: Transcript, source: string, { file, line, name }: Planted): void {
  const random = randomOf("habits", name);
  const [query, obtained, expected] = random.pick(queries);
  const at = (line ?? 0) + random.integer(3, 40);
  log.line(`FAIL: ${file}:${line}: ${name}`, "");
  if (random.chance(0.4)) {
    log.line(`${file}:${at}:`, "    c.Assert(err, IsNil)");
    log.line(`... value *errors.withStack = "[executor:${random.integer(1000, 9000)}]lock wait is interrupted"`, "");
    return;
  }
  log.line(
    `${file}:${at}:`,
    `    tk.MustQuery("${query}").Check(testkit.Rows("..."))`,
    `${source}/util/testkit/testkit.go:${random.integer(50, 90)}:`,
    "    res.c.Assert(resBuff.String(), check.Equals, needBuff.String(), res.comment)",
    `... obtained string = "${obtained}"`,
    `... expected string = "${expected}"`,
    `... sql:${query}, args:[]`,
    "",
  );
}

function panicked(log: Transcript, source: string, { file, line, name, place }: Planted): void {
  log.line(
    `PANIC: ${file}:${line}: ${name}`,
    "",
    "... Panic: runtime error: invalid memory address or nil pointer dereference (PC=0x13506A1)",
    "",
    "/usr/local/go/src/runtime/panic.go:679",
    "  in gopanic",
    "/usr/local/go/src/runtime/signal_unix.go:394",
    "  in sigpanic",
    `${source}/${place}/cache.go:${randomOf("habits", name).integer(60, 400)}`,
    "  in lruCache.Get",
    `${file}:${(line ?? 0) + 21}`,
    `  in ${name}`,
    "/usr/local/go/src/reflect/value.go:321",
    "  in Value.Call",
  );
}

/** Plain go test: sub-tests are indented under their parent. */
export function goTestFailures(log: Transcript, { repo, source }: Scene, failures: readonly Planted[]): void {
  for (const failure of failures) {
    if (failure.format === "go_race") race(log, repo, source, failure);
    else if (failure.format === "go_timeout") timedOut(log, repo, source, failure);
    else assertion(log, failure);
    packageFailed(log, repo, failure.place);
  }
}

function assertion(log: Transcript, { file, line, name }: Planted): void {
  const random = randomOf("habits", name);
  const [parent = name] = name.split("/");
  const seconds = random.between(0.01, 4).toFixed(2);
  const indent = parent === name ? "" : "    ";
  log.line(`--- FAIL: ${parent} (${seconds}s)`);
  if (indent) log.line(`${indent}--- FAIL: ${name} (${seconds}s)`);
  log.line(
    `${indent}    ${file}:${line}: `,
    `${indent}        \tError Trace:\t${file}:${line}`,
    `${indent}        \tError:      \tNot equal: `,
    `${indent}        \t            \texpected: ${random.integer(2, 9)}`,
    `${indent}        \t            \tactual  : ${random.integer(10, 19)}`,
    `${indent}        \tTest:       \t${name}`,
  );
}

function race(log: Transcript, repo: string, source: string, { file, line, name, place }: Planted): void {
  const { random } = log;
  const address = `0x00c000${random.hex(6)}`;
  const [writer, reader] = [random.integer(40, 90), random.integer(91, 140)];
  const module = `${goModule(repo)}/${place}`;
  log.line(
    "==================",
    "WARNING: DATA RACE",
    `Write at ${address} by goroutine ${writer}:`,
    `  ${module}.(*cache).reload()`,
    `      ${source}/${place}/cache.go:${(line ?? 0) + 60} +0x1a4`,
    "",
    `Previous read at ${address} by goroutine ${reader}:`,
    `  ${module}.${name}.func1()`,
    `      ${source}/${place}/${file}:${(line ?? 0) + 14} +0x66`,
    "",
    `Goroutine ${writer} (running) created at:`,
    `  ${module}.${name}()`,
    `      ${source}/${place}/${file}:${(line ?? 0) + 9} +0x2c5`,
    "==================",
    `--- FAIL: ${name} (${random.between(0.1, 3).toFixed(2)}s)`,
    "    testing.go:1102: race detected during execution of test",
  );
}

function timedOut(log: Transcript, repo: string, source: string, { file, line, name, place }: Planted): void {
  const { random } = log;
  log.line(
    "panic: test timed out after 9m0s",
    "running tests:",
    `\t${name} (8m${random.integer(10, 55)}s)`,
    "",
    `goroutine ${random.integer(900, 2000)} [running]:`,
    "testing.(*M).startAlarm.func1()",
    "\t/usr/local/go/src/testing/testing.go:2259 +0x3b9",
    "created by time.goFunc",
    "\t/usr/local/go/src/time/sleep.go:176 +0x2d",
    "",
    "goroutine 77 [chan receive, 8 minutes]:",
    `${goModule(repo)}/${place}.${name}(0xc000${random.hex(6)})`,
    `\t${source}/${place}/${file}:${(line ?? 0) + 33} +0x2b1`,
    "testing.tRunner(0xc000583380, 0x3b1c8f0)",
    "\t/usr/local/go/src/testing/testing.go:1595 +0xff",
  );
}

function packageFailed(log: Transcript, repo: string, place: string): void {
  log.line("FAIL", `FAIL\t${goModule(repo)}/${place}\t${log.random.between(1, 95).toFixed(3)}s`);
}
