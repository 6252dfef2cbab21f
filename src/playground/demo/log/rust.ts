import { anyCase } from "../cases.ts";
import type { Planted } from "../planted.ts";
import { randomOf } from "../random.ts";
import type { Transcript } from "./transcript.ts";

/** libtest: every test by name, then the output and the names of those that failed. */
export function libtest(log: Transcript, failures: readonly Planted[]): void {
  const { random } = log;
  const failed = new Set(failures.map(({ name }) => name));
  const passed = tests(log, "rust_unit", random.integer(40, 220)).filter((name) => !failed.has(name));
  log.line(
    "     Running unittests (target/debug/deps/tests-4be1f0a2c7d9e135)",
    "",
    `running ${passed.length + failed.size} tests`,
  );
  for (const name of passed) log.line(`test ${name} ... ${random.chance(0.02) ? "ignored" : "ok"}`);
  for (const { name } of failures) log.line(`test ${name} ... FAILED`);
  if (failures.length > 0) failureReport(log, failures);
  const verdict = failures.length > 0 ? "FAILED" : "ok";
  log.line(
    "",
    `test result: ${verdict}. ${passed.length} passed; ${failures.length} failed; 2 ignored; 0 measured; 0 filtered out`,
  );
  if (failures.length > 0)
    log.line("", "error: test failed, to rerun pass '-p tests --lib'", "make: *** [test] Error 101");
}

function failureReport(log: Transcript, failures: readonly Planted[]): void {
  log.line("", "failures:", "");
  for (const { name, place } of failures) {
    const random = randomOf("habits", name);
    log.line(
      `---- ${name} stdout ----`,
      `thread '${name}' panicked at 'assertion failed: \`(left == right)\``,
      `  left: \`${random.integer(1, 5)}\`,`,
      ` right: \`${random.integer(6, 9)}\`', components/${place}/src/lib.rs:${random.integer(90, 700)}:9`,
      "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
      "",
    );
  }
  log.line("", "failures:", ...failures.map(({ name }) => `    ${name}`));
}

/** cargo-nextest reruns a failing test; one that then passes is flaky, not failed. */
export function nextest(log: Transcript, failures: readonly Planted[], retried: readonly string[]): void {
  const { random } = log;
  const unlike = new Set([...failures.map(({ name }) => name), ...retried]);
  const passed = tests(log, "rust_nextest", random.integer(40, 200)).filter((name) => !unlike.has(name));
  const total = passed.length + unlike.size;
  log.line(
    "────────────",
    " Nextest run ID 5f0c0d1e-6f3a-4a53-9f0e-2b7a4f6f1c10 with nextest profile: ci",
    `    Starting ${total} tests across 14 binaries (3 skipped)`,
  );
  for (const name of passed) log.line(`        PASS [${took(log)}] ${name}`);
  for (const name of retried) {
    tryFailed(log, 1, name);
    log.line(`  TRY 2 PASS [${took(log)}] ${name}`);
  }
  for (const { name } of failures) {
    tryFailed(log, 1, name);
    tryFailed(log, 2, name);
  }
  log.line("────────────");
  const good = `${passed.length + retried.length} passed${retried.length ? ` (${retried.length} flaky)` : ""}`;
  log.line(`     Summary [${took(log)}] ${total} tests run: ${good}, ${failures.length} failed, 3 skipped`);
  for (const name of retried) log.line(`   FLAKY 2/2 [${took(log)}] ${name}`);
  for (const { name } of failures) log.line(`  TRY 2 FAIL [${took(log)}] ${name}`);
  if (failures.length > 0) log.line("error: test run failed");
}

function tryFailed(log: Transcript, attempt: number, name: string): void {
  const [, test = name] = name.split(" ");
  log.line(
    `  TRY ${attempt} FAIL [${took(log)}] ${name}`,
    "  stderr ───",
    `    thread '${test}' panicked at components/tikv_util/src/worker.rs:${randomOf("habits", name).integer(40, 400)}:13:`,
    "    called `Result::unwrap()` on an `Err` value: RecvTimeoutError",
    "",
  );
}

function took(log: Transcript): string {
  return `${log.random.between(0.004, 9).toFixed(3)}s`.padStart(9);
}

function tests(log: Transcript, work: "rust_unit" | "rust_nextest", count: number): string[] {
  const names = Array.from({ length: count }, () => anyCase(log.random, "tikv/tikv", work).name);
  return [...new Set(names)].sort();
}
