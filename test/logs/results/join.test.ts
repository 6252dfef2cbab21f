import { describe, expect, test } from "vitest";
import { readResults } from "../../../src/logs/results/read-results.ts";
import type { TestResults } from "../../../src/logs/results/test-results.ts";
import { builtinRules } from "../../../src/logs/rules.ts";
import { type LogScan, scanLog } from "../../../src/logs/scan-log.ts";
import { asChunks } from "../scan-text.ts";

interface Case {
  readonly log: string;
  readonly results: string;
  /** `cause name file:line @logLine`, as far as they are known. */
  readonly failures: readonly string[];
  readonly says?: readonly string[];
  readonly retried?: readonly string[];
}

const failed = (className: string, name: string, details = "", message = ""): string =>
  `<testcase classname="${className}" name="${name}" time="0.25"><failure message="${message}">${details}</failure></testcase>`;
const passed = (className: string, name: string): string => `<testcase classname="${className}" name="${name}"/>`;
const suite = (name: string, ...cases: readonly string[]): string =>
  `<testsuite name="${name}">${cases.join("")}</testsuite>`;

const goLog = `=== RUN   TestDecode
--- FAIL: TestDecode (0.00s)
    decode_test.go:41: short header
FAIL
FAIL\texample.com/app/store\t0.010s
`;
const pkg = "example.com/app/store";

const table: Readonly<Record<string, Case>> = {
  "a case that both tell of is one failure, at its line of the log": {
    log: goLog,
    results: suite(pkg, failed(pkg, "TestDecode", "    decode_test.go:41: short header\n", "Failed")),
    failures: ["case TestDecode decode_test.go:41 @2"],
    says: ["short header"],
  },
  "a case of another package is another case": {
    log: goLog,
    results: suite("example.com/app/cart", failed("example.com/app/cart", "TestDecode", "    x_test.go:1: no\n")),
    failures: ["case TestDecode decode_test.go:41 @2", "case TestDecode x_test.go:1"],
  },
  "what the log does not print is found in the results alone": {
    log: "Running the tests\nFinished: UNSTABLE\n",
    results: suite("shop.CartTest", failed("shop.CartTest", "adds", "java.lang.AssertionError: 3", "3")),
    failures: ["case shop.CartTest.adds"],
    says: ["java.lang.AssertionError: 3"],
  },
  "a run without a log is explained by its results": {
    log: "",
    results: suite("shop.CartTest", failed("shop.CartTest", "adds", "", "three is not four")),
    failures: ["case shop.CartTest.adds"],
    says: ["three is not four"],
  },
  "Gradle's short name is the results' full one": {
    log: "CartTest > adds() FAILED\n    org.opentest4j.AssertionFailedError at CartTest.java:12\n\n> Task :test FAILED\n",
    results: suite(
      "shop.CartTest",
      failed("shop.CartTest", "adds()", "java.lang.AssertionError: 3\n\tat shop.CartTest.adds(CartTest.java:12)", "3"),
    ),
    failures: ["case shop.CartTest.adds CartTest.java:12 @1"],
    says: ["java.lang.AssertionError: 3"],
  },
  "jest's arrows and jest-junit's blanks are one": {
    log: "FAIL test/api.test.js\n  ● api › answers 404\n\n    expect(received).toBe(expected)\n\n    Expected: 404\n",
    results: suite(
      "api",
      failed(
        "api answers 404",
        "api answers 404",
        "Error: expect(received).toBe(expected)\n\nExpected: 404\n    at Object.x (/w/test/api.test.js:31:22)",
      ),
    ),
    failures: ["case api › answers 404 /w/test/api.test.js:31 @2"],
  },
  "pytest's dotted class is the path in the summary": {
    log: "=========================== short test summary info ============================\nFAILED tests/test_cart.py::TestCart::test_total - assert 3 == 0\n========================= 1 failed, 2 passed in 0.12s ==========================\n",
    results: suite(
      "pytest",
      failed(
        "tests.test_cart.TestCart",
        "test_total",
        "E       assert 3 == 0\n\ntests/test_cart.py:14: AssertionError",
      ),
    ),
    failures: ["case tests/test_cart.py::TestCart::test_total tests/test_cart.py:14 @2"],
    says: ["E       assert 3 == 0"],
  },
  "nextest's binary and path are one name": {
    log: "        FAIL [   0.003s] kv-engine tests::drop\n  thread 'tests::drop' panicked at src/lib.rs:210:9:\n  boom\n",
    results: suite(
      "kv-engine",
      failed("kv-engine", "tests::drop", "thread 'tests::drop' panicked at src/lib.rs:210:9:\nboom"),
    ),
    failures: ["case kv-engine tests::drop src/lib.rs:210 @1"],
  },
  "where the results only say that it failed, the log's lines are kept": {
    log: "\n[ RUN      ] PageTest.Restore\npage_test.cpp:66: Failure\nWhich is: 4\n[  FAILED  ] PageTest.Restore (1 ms)\n",
    results: suite("PageTest", failed("PageTest", "Restore", "", "Failed")),
    failures: ["case PageTest.Restore page_test.cpp:66 @5"],
    says: ["Which is: 4"],
  },
  "a check that failed beside the tests stands": {
    log: "src/cart.ts(3,1): error TS2304: Cannot find name 'x'.\n",
    results: suite("shop.CartTest", failed("shop.CartTest", "adds", "", "3")),
    failures: ["compile TS2304: Cannot find name 'x'. src/cart.ts:3 @1", "case shop.CartTest.adds"],
  },
  "a make target that failed is explained by the results": {
    log: "make: *** [Makefile:12: all] Error 1\nscript returned exit code 2\nFinished: FAILURE\n",
    results: suite("shop.CartTest", failed("shop.CartTest", "adds", "", "3")),
    failures: ["case shop.CartTest.adds"],
  },
  "a make target that failed stands where all tests passed": {
    log: "make: *** [Makefile:12: all] Error 1\nscript returned exit code 2\nFinished: FAILURE\n",
    results: suite("shop.CartTest", passed("shop.CartTest", "adds")),
    failures: ["compile make: *** [all] Error 1 @1"],
  },
  "a package that failed without a failed case of its own stands": {
    log: `${goLog}panic: no database\nFAIL\texample.com/app/db\t0.010s\n`,
    results: suite(pkg, failed(pkg, "TestDecode", "    decode_test.go:41: short header\n")),
    failures: ["case TestDecode decode_test.go:41 @2", "case example.com/app/db @7"],
  },
  "bazel's wrapper gives way to the case in the log": {
    log: "==================== Test output for //pkg/store:store_test:\n--- FAIL: TestStore (0.01s)\n    store_test.go:9: no\nFAIL\n================================================================================\n//pkg/store:store_test     FAILED in 0.1s\n",
    results: suite(
      "pkg/store/store_test",
      `<testcase name="pkg/store/store_test"><error message="exited with error code 1"/></testcase>`,
    ),
    failures: ["case TestStore store_test.go:9 @2"],
  },
  "bazel's wrapper stands where nothing tells more": {
    log: "nothing to see\n",
    results: suite(
      "pkg/store/store_test",
      `<testcase name="pkg/store/store_test"><error message="exited with error code 1"/></testcase>`,
    ),
    failures: ["case //pkg/store:store_test"],
  },
  "a case that the results saw pass at last is retried": {
    log: goLog,
    results: suite(
      pkg,
      failed(pkg, "TestDecode", "x"),
      passed(pkg, "TestDecode"),
      failed(pkg, "TestOther", "    o_test.go:1: no"),
    ),
    failures: ["case TestOther o_test.go:1"],
    retried: ["TestDecode"],
  },
  "a case that was run again and failed again has failed": {
    log: `${goLog}=== RUN   TestDecode\n--- PASS: TestDecode (0.00s)\nPASS\nok  \t${pkg}\t0.01s\n`,
    results: suite(pkg, failed(pkg, "TestDecode", "    decode_test.go:41: short header\n")),
    failures: ["case TestDecode decode_test.go:41 @2"],
    retried: [],
  },
  "a skipped case is no failure": {
    log: "x\n",
    results: suite("T", `<testcase classname="T" name="a"><skipped/></testcase>`),
    failures: [],
  },
  "an address that a test printed is no infrastructure where the results tell": {
    log: "dial tcp 10.0.0.1:3306: connect: connection refused\nscript returned exit code 1\nFinished: FAILURE\n",
    results: suite("shop.CartTest", failed("shop.CartTest", "adds", "", "3")),
    failures: ["case shop.CartTest.adds"],
  },
};

async function join(log: string, results: string): Promise<LogScan> {
  const read = await readResults(asChunks(results), "xml");
  return scanLog(asChunks(log), builtinRules(), read as TestResults);
}

describe("results and log are joined", () => {
  test.each(Object.entries(table))("%s", async (_, { log, results, failures, says = [], retried }) => {
    const scan = await join(log, results);
    const shown = scan.failures.map(({ cause, name, file, line, logLine }) =>
      [cause, name, file === null ? "" : `${file}${line === null ? "" : `:${line}`}`, logLine && `@${logLine}`]
        .filter(Boolean)
        .join(" "),
    );
    expect(shown).toEqual(failures);
    for (const words of says) expect(scan.failures[0]?.excerpt).toContain(words);
    if (retried !== undefined) expect(scan.retriedCases).toEqual(retried);
  });
});

test("secrets in results are masked", async () => {
  const token = `ghp_${"0123456789abcdefghijABCDEFGHIJ012345"}`;
  const { failures } = await join("", suite("T", failed("T", "logs in", `401 for ${token}`, `401 for ${token}`)));
  expect(failures[0]?.excerpt).toContain("401 for");
  expect(JSON.stringify(failures)).not.toContain(token);
});

test("one fault has one fingerprint, whatever follows it in the details", async () => {
  const prints = await Promise.all(
    ["", "\n\tat a.B(B.java:1)", "\n2026-11-20 08:12:36 INFO done"].map(async (tail) => {
      const scan = await join("", suite("T", failed("T", "adds", `java.lang.AssertionError: 3 is not 4${tail}`)));
      return scan.failures[0]?.fingerprint;
    }),
  );
  expect(prints[2]).toBe(prints[0]);
});
