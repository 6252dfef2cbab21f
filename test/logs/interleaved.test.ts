import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogScan } from "../../src/logs/scan-log.ts";
import { scanText } from "./scan-text.ts";

const folder = fileURLToPath(new URL("../fixtures/logs", import.meta.url));
/** Failures of make and the network are judged by the lines after them, so other branches change them. */
const leftOut = ["build", "env", "git"];
/** Logs with an empty line after each line, or between a number and its title: a line there is not noise. */
const NEEDS_NEIGHBOURS = ["go-test/setup-failed-conflict.log", "java/testng-old.log", "javascript/mocha.log"];
const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (path) =>
    path.endsWith(".log") &&
    !leftOut.includes(path.split("/")[0] ?? "") &&
    !path.includes("trap") &&
    !NEEDS_NEIGHBOURS.includes(path),
);

/** The output of a passing branch, and the folder of the same tool's failures. */
const branches: readonly (readonly [own: string, line: (index: number) => string])[] = [
  ["gocheck", (index) => `PASS: cart_test.go:${index}: cartSuite.TestAdds${index}\t0.01s`],
  ["rust", (index) => `test cart::adds_${index} ... ok`],
  ["javascript", (index) => `PASS src/cart${index}.test.js`],
  ["java", (index) => `[INFO] Running com.example.shop.Cart${index}Test`],
  ["pipeline", () => "[Pipeline] // stage"],
];

/** Failures that a reader would call the same. */
function named({ failures }: LogScan): unknown[] {
  return failures.map(({ cause, name, file, line }) => [cause, name, file, line]);
}

test("a passing branch between the lines of a failing one does not change cause, name and place", async () => {
  const log = fc.constantFrom(...paths);
  const branch = fc.constantFrom(...branches);
  const gaps = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(log, branch, gaps, async (path, [own, line], counts) => {
      fc.pre(!path.startsWith(own));
      const lines = readFileSync(`${folder}/${path}`, "latin1").split("\n");
      const mixed = lines.flatMap((text, index) => [
        text,
        ...Array.from({ length: counts[index % counts.length] ?? 0 }, (_, more) => line(index + more)),
      ]);
      const alone = await scanText(Buffer.from(lines.join("\n"), "latin1"));
      fc.pre(alone.failures.every(({ cause }) => cause !== "env"));
      expect(named(await scanText(Buffer.from(mixed.join("\n"), "latin1")))).toEqual(named(alone));
    }),
    { numRuns: 120 },
  );
});

describe("a failing test case is not cleared by the output of another branch", () => {
  const block = ["FAIL: cart_test.go:31: cartSuite.TestAdds", "", "cart_test.go:35:", "    c.Assert(n, Equals, 2)", ""];

  test("not by the ok of another package, even if its own FAIL never comes", async () => {
    const log = [...block, "ok  \texample.com/shop/pay\t3.0s", "ok  \texample.com/shop/user\t1.0s"].join("\n");
    expect(named(await scanText(log))).toEqual([["case", "cartSuite.TestAdds", "cart_test.go", 31]]);
  });

  test("if the package that it seems to belong to passed, it is probable in a run without another explanation", async () => {
    const passed = [...block, "PASS", "ok  \texample.com/shop/pay\t3.0s"];
    expect((await scanText([...passed, "Finished: SUCCESS"].join("\n"))).failures).toEqual([]);
    const { failures } = await scanText([...passed, "Finished: FAILURE"].join("\n"));
    expect(failures).toMatchObject([{ name: "cartSuite.TestAdds", cause: "case", probable: true }]);
  });
});

describe("a run that nothing explains is named by its last words", () => {
  const end = "[Pipeline] End of Pipeline\n";
  test.each([
    [
      "what the pipeline says",
      `${end}ERROR: The version is published already\nFinished: FAILURE\n`,
      "The version is published already",
    ],
    [
      "what the failed step printed last",
      `+ ./publish.sh\nuploading\npublish: cannot write to the archive\n+ exit 3\n${end}ERROR: script returned exit code 3\nFinished: FAILURE\n`,
      "publish: cannot write to the archive",
    ],
    [
      "the build it waited for",
      "Triggering deploy\ndeploy #51 completed with status FAILURE\nFinished: FAILURE\n",
      "deploy #51 completed with status FAILURE",
    ],
    [
      "the exception it ended on",
      `${end}java.lang.IllegalStateException: no such stage\n\tat a.b.C.d(C.java:1)\nFinished: FAILURE\n`,
      "java.lang.IllegalStateException: no such stage",
    ],
    [
      "no mail that could not be sent",
      `+ ./check.sh\nthe licence is missing\nscript returned exit code 1\n${end}ERROR: Could not connect to SMTP host: smtp.example.com\nFinished: FAILURE\n`,
      "the licence is missing",
    ],
  ])("%s", async (_, log, name) => {
    expect((await scanText(log)).failures).toMatchObject([{ cause: "unknown", name }]);
  });

  test("a log without last words stays unexplained, and so does one that ended successfully", async () => {
    expect((await scanText("+ ./run.sh\ndone\nscript returned exit code 1\nFinished: FAILURE\n")).failures).toEqual([]);
    expect((await scanText("ERROR: ignored\nFinished: SUCCESS\n")).failures).toEqual([]);
  });

  test("the end of a log that explains nothing is kept, without time stamps and secrets", async () => {
    const stamp = "[2026-11-20T08:12:36.428Z] ";
    const lines = ["+ ./run.sh", "token=ghp_0123456789abcdefghijklmnopqrstuvwxyz", "[Pipeline] // stage", "done"];
    const log = [...lines, "Finished: FAILURE", ""].map((line) => stamp + line).join("\n");
    const { failures, logEnd } = await scanText(log);
    expect(failures).toEqual([]);
    expect(logEnd).toMatch(/^\+ \.\/run\.sh\ntoken=\S+\ndone\nFinished: FAILURE$/);
    expect(logEnd).not.toContain("ghp_0123");
    expect((await scanText(`${"x\n".repeat(400_000)}last\n`)).logEnd).toMatch(/^(?:x\n){19}last$/);
    expect((await scanText("done\nFinished: SUCCESS\n")).logEnd).toBeUndefined();
    expect((await scanText("--- FAIL: TestA (0.00s)\n    a_test.go:1: no\n")).logEnd).toBeUndefined();
  });

  test("last words are replaced by anything that explains the run", async () => {
    const log = "--- FAIL: TestA (0.00s)\n    a_test.go:1: no\nERROR: The stage failed\nFinished: FAILURE\n";
    expect(named(await scanText(log))).toEqual([["case", "TestA", "a_test.go", 1]]);
  });
});

describe("what was tried again explains nothing", () => {
  const lost = "Cannot contact spot-1: java.io.IOException: closed\nAgent spot-1 was deleted; cancelling node body\n";
  test.each([
    ["an agent that came back", "Cannot contact spot-1: java.io.IOException: closed\nspot-1 is back online\n"],
    ["a block that was run again", `${lost}ERROR: Agent was removed\nRetrying\nRunning on spot-2 in /ws\n`],
  ])("%s", async (_, log) => {
    expect((await scanText(`${log}+ ./run.sh\nscript returned exit code 3\nFinished: FAILURE\n`)).failures).toEqual([]);
  });

  test("an agent that stayed away does", async () => {
    expect((await scanText(`${lost}Finished: FAILURE\n`)).failures).toMatchObject([{ cause: "env" }]);
  });
});
