import { describe, expect, test } from "vitest";
import { scanText } from "./scan-text.ts";

/** What may follow the details of a failure. It differs from run to run, and says nothing about the fault. */
const tails = [
  "",
  "\n\n",
  "+ cat server.log\nstarted in 312 ms\n",
  "[Pipeline] }\n[Pipeline] // stage\n",
  "make: *** [Makefile:12: test] Error 1\n",
  "script returned exit code 1\nFinished: FAILURE\n",
  "Recording test results\nArchiving artifacts\n",
  "Failed in branch unit\n[Pipeline] End of Pipeline\n",
  "++ docker compose logs\nweb-1  | ready\nweb-1  | stopped\n",
  "Build step 'Execute shell' marked build as failure\nSending email to: team@example.com\n",
];

const rule = "-".repeat(79);
const faults: readonly (readonly [framework: string, one: string, other: string])[] = [
  [
    "go test",
    "--- FAIL: TestA (0.01s)\n    a_test.go:7: got 1 row\n",
    "--- FAIL: TestA (0.01s)\n    a_test.go:7: no answer\n",
  ],
  [
    "gocheck",
    "FAIL: a_test.go:7: aSuite.TestA\n\na_test.go:9:\n    c.Assert(err, IsNil)\n... value = lost\n\n",
    "FAIL: a_test.go:7: aSuite.TestA\n\na_test.go:9:\n    c.Assert(err, IsNil)\n... value = denied\n\n",
  ],
  [
    "libtest",
    "---- a stdout ----\nthread 'a' panicked at src/a.rs:1:2:\nno\n\nfailures:\n    a\n\ntest result: FAILED. 0 passed; 1 failed\n",
    "---- a stdout ----\nthread 'a' panicked at src/a.rs:1:2:\nyes\n\nfailures:\n    a\n\ntest result: FAILED. 0 passed; 1 failed\n",
  ],
  [
    "nextest",
    "        FAIL [   0.003s] shop a\n  stderr ───\n    thread 'a' panicked at src/a.rs:1:2:\n    no\n",
    "        FAIL [   0.003s] shop a\n  stderr ───\n    thread 'a' panicked at src/a.rs:1:2:\n    yes\n",
  ],
  [
    "GoogleTest",
    "[ RUN      ] A.B\na_test.cc:7: Failure\nno\n[  FAILED  ] A.B (1 ms)\n",
    "[ RUN      ] A.B\na_test.cc:7: Failure\nyes\n[  FAILED  ] A.B (1 ms)\n",
  ],
  [
    "Catch2",
    `${rule}\nA b\n${rule}\na.cpp:1\n${".".repeat(79)}\n\na.cpp:7: FAILED:\n  REQUIRE( a )\n`,
    `${rule}\nA b\n${rule}\na.cpp:1\n${".".repeat(79)}\n\na.cpp:7: FAILED:\n  REQUIRE( b )\n`,
  ],
  [
    "sqllogictest",
    "Error: query result mismatch:\n[SQL] select a\nat a.slt:7\n",
    "Error: query result mismatch:\n[SQL] select b\nat a.slt:7\n",
  ],
  [
    "jest",
    "FAIL src/a.test.js\n  ● cart › adds\n\n    expected a\n\n      at Object.x (src/a.test.js:7:9)\n",
    "FAIL src/a.test.js\n  ● cart › adds\n\n    expected b\n\n      at Object.x (src/a.test.js:7:9)\n",
  ],
];

describe("one fault has one fingerprint, whatever follows it in the log", () => {
  test.each(faults)("%s", async (_, one, other) => {
    const printsOf = async (fault: string): Promise<Set<string>> => {
      const scans = await Promise.all(tails.map((tail) => scanText(`+ make test\n${fault}${tail}`)));
      return new Set(scans.flatMap(({ failures }) => failures.map(({ fingerprint }) => fingerprint)));
    };
    const [prints, others] = [await printsOf(one), await printsOf(other)];
    expect(prints.size).toBe(1);
    expect(others.size).toBe(1);
    expect(prints).not.toEqual(others);
  });
});
