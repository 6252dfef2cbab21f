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
  const { code, out } = await run("rescan", "yesterday", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ read: 0, gone: 0, changes: [] });
});
