import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fingerprint } from "../../src/logs/fingerprint.ts";
import { builtinRules } from "../../src/logs/rules.ts";
import { scanLog } from "../../src/logs/scan-log.ts";
import { asChunks, scanText } from "./scan-text.ts";

const passing = "[2021-02-02T08:12:36.428Z] PASS: executor_test.go:1: testSuite.TestErrorFail\t0.1s\n";

test("an empty log has no findings", async () => {
  expect(await scanText("")).toMatchObject({ bytes: 0, lines: 0, failures: [], binary: false });
});

test("a log that is not text is not searched", async () => {
  const archive = gzipSync(Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 251)));
  const scan = await scanText(Buffer.concat([archive, Buffer.from("\n--- FAIL: TestA (0.00s)\n")]));
  expect(scan).toMatchObject({ binary: true, failures: [] });
});

test("Chinese text, also in an old encoding, and empty lines are text", async () => {
  expect((await scanText("编译失败：找不到文件\n".repeat(50))).binary).toBe(false);
  expect(
    (await scanText(Buffer.concat([Buffer.from("make[1]: Entering\n"), Buffer.from([0xb1, 0xe0, 0xd2, 0xeb, 10])])))
      .binary,
  ).toBe(false);
  expect((await scanText("\n".repeat(5000))).binary).toBe(false);
});

test("failures beyond the limit are cut, and the result says so", async () => {
  const log = Array.from({ length: 5000 }, (_, index) => `--- FAIL: TestA${index} (0.00s)\n    a_test.go:1: no\n`).join(
    "",
  );
  const scan = await scanText(log);
  expect(scan.failures).toHaveLength(200);
  expect(scan.truncatedFailures).toBe(true);
  expect((await scanText(log.slice(0, 400))).truncatedFailures).toBe(false);
});

test("secrets are masked in names and excerpts", async () => {
  const scan = await scanText("--- FAIL: TestA (0.00s)\n    a_test.go:9: dial root:hunter2@tcp(db:3306)/x: refused\n");
  expect(scan.failures[0]?.excerpt).toBe("    a_test.go:9: dial root:***@tcp(db:3306)/x: refused");
});

test("findings that do not count are explained", async () => {
  const scan = await scanText(
    `curl: (56) Recv failure: Connection reset by peer\n+ make\n--- FAIL: TestA (0.00s)\n    --- FAIL: TestA/b (0.00s)\nFAIL\tx/y\t1.0s\n`,
  );
  expect(scan.explained.map(({ logLine, name, verdict }) => [logLine, name, verdict])).toEqual([
    [1, "Connection reset by peer", "recovered"],
    [3, "TestA", "explained"],
    [4, "TestA/b", "failure"],
    [5, "x/y", "explained"],
  ]);
});

describe("text pasted from another log, with time stamps hours older,", () => {
  const ours = "[2020-12-07T15:20:20.036Z] FAIL: a_test.go:1: aSuite.TestOurs\n";
  const pasted = "[2020-12-07T08:20:00.808Z] FAIL: b_test.go:1: bSuite.TestPasted\n";

  test("does not count beside findings of this run", async () => {
    expect((await scanText(ours + pasted)).failures.map(({ name }) => name)).toEqual(["aSuite.TestOurs"]);
  });

  test("counts if there is nothing else", async () => {
    const scan = await scanText(`[2020-12-07T15:20:20.036Z] + cat old.log\n${pasted}`);
    expect(scan.failures.map(({ name }) => name)).toEqual(["bSuite.TestPasted"]);
  });
});

test("a scan of many megabytes lets other work run, and its memory does not grow", async () => {
  async function* manyMegabytes(): AsyncGenerator<Uint8Array> {
    const chunk = Buffer.from(passing.repeat(12_000));
    for (let index = 0; index < 100; index++) yield chunk;
  }
  let longestMs = 0;
  // Processor time, since the machine may be busy with other work.
  let last = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(last);
    longestMs = Math.max(longestMs, (user + system) / 1000);
    last = process.cpuUsage();
  }, 1);
  await scanText(passing);
  const before = process.memoryUsage().rss;
  const scan = await scanLog(manyMegabytes(), builtinRules());
  clearInterval(timer);
  expect(scan.lines).toBe(1_200_000);
  expect(longestMs).toBeLessThan(500);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 << 20);
});

test("a test that hung is named, however much was printed after it started", async () => {
  const log = [
    "==================== Test output for //session:session_test (shard 23 of 50):",
    "=== RUN   TestUpgrade",
    "--- PASS: TestUpgrade (206.04s)",
    "=== RUN   TestRecursion",
    passing.repeat(20_000).trimEnd(),
    "-- Test timed out at 2023-03-07 15:37:05 CST --",
    "================================================================================",
  ].join("\n");
  const [failure] = (await scanText(log)).failures;
  expect(failure).toMatchObject({ name: "TestRecursion", target: "//session:session_test", logLine: 20_005 });
});

describe("a fingerprint", () => {
  const failure = { cause: "case", name: "TestA", target: "x/y", file: "a_test.go", excerpt: "" } as const;
  const printOf = (excerpt: string): string => fingerprint({ ...failure, excerpt });

  test.each([
    ["numbers", "got 3 rows in 0.12s", "got 14 rows in 1.5s"],
    ["addresses", "dial 10.0.0.1:2379: refused", "dial 172.16.33.4:20160: refused"],
    ["pointers", "value *T = 0xc000b4010", "value *T = 0x7ffde0"],
    ["folders", "/home/jenkins/agent/a/b.go: no", "/tmp/ws@2/b.go: no"],
    ["hashes", "commit 0f135cbb543c5a19e0344f07e8ccc65fb33eb245", "commit 1111111aaaaaaa9e0344f07e8ccc65fb33eb245"],
    ["times", "at 2021-06-01 10:00:00.123 +08:00 lost", "at 2021-07-02T11:22:33Z lost"],
    ["what the program logs", "[2021/06/01 10:00:00] [INFO] a\nwrong", "[2021/06/01 10:00:09] [WARN] other\nwrong"],
  ])("is the same where only %s differ", (_, one, other) => {
    expect(printOf(one)).toBe(printOf(other));
  });

  test("differs for a test case that fails in a new way, and between test cases", () => {
    expect(printOf("rows differ")).not.toBe(printOf("connection refused"));
    expect(fingerprint({ ...failure, name: "TestB" })).not.toBe(fingerprint(failure));
    expect(fingerprint({ ...failure, target: "x/z" })).not.toBe(fingerprint(failure));
  });

  test("of infrastructure does not depend on the lines around it", () => {
    const fault = { cause: "env", name: "No space left on device", target: null, file: null } as const;
    expect(fingerprint({ ...fault, excerpt: "a" })).toBe(fingerprint({ ...fault, excerpt: "b" }));
  });
});

test("Jenkins notes, colours and time stamps are not part of a line", async () => {
  const note = "\u001b[8mha:AAAAWB+LCAAAAAAAAP9b85aBtbiIQTGjNKU4P08vOT+vOD8nVc8x\u001b[0m";
  const log = `${note}[2021-02-02T08:12:36.428Z] \u001b[31mFAIL: a_test.go:1: aSuite.TestA\u001b[0m\n08:12:36  --- FAIL: TestB (0.00s)\n2021-02-02T08:12:36.4281234Z --- FAIL: TestC (0.00s)\n`;
  expect((await scanText(log)).failures.map(({ name }) => name)).toEqual(["aSuite.TestA", "TestB", "TestC"]);
});

test("chunks may be views of one buffer that is reused", async () => {
  async function* reused(): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.alloc(40);
    for (const text of [`${passing.slice(0, 39)}\n`, "--- FAIL: TestA (0.00s)\n    a_test.go:1:", " it is wrong\n"]) {
      buffer.fill(0);
      yield buffer.subarray(0, buffer.write(text));
    }
  }
  expect((await scanLog(reused(), builtinRules())).failures[0]?.excerpt).toBe("    a_test.go:1: it is wrong");
  expect((await scanLog(asChunks(), builtinRules())).lines).toBe(0);
});
