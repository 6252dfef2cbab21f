import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runTerminal } from "../../src/cli/terminal.ts";

const log = `[2021-06-20T02:00:00.000Z] + make gotest
[2021-06-20T02:00:01.000Z] ----------------------------------------------------------------------
[2021-06-20T02:00:01.000Z] FAIL: executor_test.go:204: testSuite.TestPlanStats
[2021-06-20T02:00:01.000Z] 
[2021-06-20T02:00:01.000Z] executor_test.go:210:
[2021-06-20T02:00:01.000Z]     c.Assert(err, IsNil)
[2021-06-20T02:00:01.000Z] 
[2021-06-20T02:00:02.000Z] the flux capacitor is at 12 %
`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-scan-"));
  writeFileSync(path.join(folder, "build.log"), log);
  writeFileSync(path.join(folder, "build.log.gz"), gzipSync(log));
  const rules = [
    '- { name: flux, regex: "flux capacitor is at (\\\\d+)", cause: check, failure: "flux at $1", jobs: ["nightly_*"] }',
    '- { name: bad, regex: "(", cause: env }',
  ];
  writeFileSync(path.join(folder, "rules.yaml"), rules.join("\n"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()].map((stream) =>
    Object.assign(stream, { isTTY: false }),
  ) as unknown as [NodeJS.WriteStream & PassThrough, NodeJS.WriteStream & PassThrough];
  const code = await runTerminal(argv, {
    environment: { LANG: "en_US.UTF-8", CI_STAT_DATA_DIR: path.join(folder, "data") },
    cwd: folder,
    out,
    err,
  });
  return { code, out: String(out.read() ?? ""), err: String(err.read() ?? "") };
}

test("scan says what failed in a file, and which rule found it", async () => {
  const { code, out } = await run("scan", "build.log");
  expect(code).toBe(0);
  expect(out).toContain("1 failure in build.log");
  expect(out).toContain("testSuite.TestPlanStats");
  expect(out).toContain("found by gocheck at line 3");
});

test("scan shows how a log ended that explains nothing", async () => {
  writeFileSync(path.join(folder, "silent.log"), "+ ./run.sh\nworking\nFinished: FAILURE\n");
  const { out } = await run("scan", "silent.log");
  expect(out).toContain("No failure found in silent.log");
  expect(out).toContain("The end of the log");
  expect(out).toContain("working");
});

test("scan --json prints the document of the contract, for an archive the same", async () => {
  const plain = await run("scan", "build.log", "--json");
  const packed = await run("scan", "build.log.gz", "--json");
  const document = JSON.parse(plain.out);
  expect(document).toMatchObject({
    bytes: log.length,
    failures: [{ cause: "case", name: "testSuite.TestPlanStats", file: "executor_test.go", line: 204 }],
    retriedCases: [],
  });
  expect(document.failures[0].excerpt).toContain("c.Assert(err, IsNil)");
  expect(JSON.parse(packed.out)).toEqual(document);
});

test("scan tries the rules of a file for a job, and tells which of them are wrong", async () => {
  const names = async (...more: readonly string[]) => {
    const { out } = await run("scan", "build.log", "--json", "--rules", "rules.yaml", ...more);
    const { failures, ruleFaults } = JSON.parse(out);
    expect(ruleFaults).toMatchObject([{ line: 2 }]);
    return failures.map(({ name }: { name: string }) => name);
  };
  expect(await names()).toEqual(["testSuite.TestPlanStats"]);
  expect(await names("--job", "nightly_unit")).toEqual(["testSuite.TestPlanStats", "flux at 12"]);
});

test("scan of a file that is not there fails, and says so", async () => {
  const { code, out, err } = await run("scan", "missing.log", "--json");
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain("missing.log");
});

test("rescan of an empty database changes nothing", async () => {
  await run("migrate");
  const { code, out } = await run("rescan", "yesterday", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ read: 0, gone: 0, changes: [] });
});

const junit = `<testsuite name="shop.CartTest"><testcase name="adds" classname="shop.CartTest" time="75.2"><failure message="3">java.lang.AssertionError: 3
\tat shop.CartTest.adds(CartTest.java:12)</failure></testcase><testcase name="empties" classname="shop.CartTest"/></testsuite>`;

test("scan reads a file of test results, whatever its name", async () => {
  writeFileSync(path.join(folder, "results.txt"), junit);
  const { code, out } = await run("scan", "results.txt");
  expect(code).toBe(0);
  expect(out).toContain("1 failure in results.txt");
  expect(out).toContain("2 test cases");
  expect(out).toContain("shop.CartTest.adds · test case · CartTest.java:12 · 1m 15s · found by test results");
  expect(out).toContain("java.lang.AssertionError: 3");
});

test("scan --json of test results has the shape that a log's has", async () => {
  writeFileSync(path.join(folder, "results.xml.gz"), gzipSync(junit));
  const document = JSON.parse((await run("scan", "results.xml.gz", "--json")).out);
  expect(document).toMatchObject({
    bytes: junit.length,
    cases: 2,
    failures: [{ cause: "case", name: "shop.CartTest.adds", file: "CartTest.java", line: 12, durationMs: 75_200 }],
    retriedCases: [],
    truncated: false,
  });
});

test("scan says that test results are cut off, and reads them as far as they go", async () => {
  writeFileSync(path.join(folder, "cut.xml"), junit.slice(0, 160));
  const { code, out } = await run("scan", "cut.xml");
  expect(code).toBe(0);
  expect(out).toContain("The file is cut off");
  expect(out).toContain("shop.CartTest.adds");
});

test("scan refuses XML with a DOCTYPE", async () => {
  writeFileSync(path.join(folder, "evil.xml"), `<!DOCTYPE testsuite [<!ENTITY a "aaaa">]>${junit}`);
  const { code, err } = await run("scan", "evil.xml");
  expect(code).toBe(1);
  expect(err).toContain("evil.xml is not read: it has a DOCTYPE");
});
