import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readResults } from "../../../src/logs/results/read-results.ts";
import { resultFiles } from "../../../src/sources/files/log-files.ts";
import { standingClock } from "../../support/clock.ts";

const xml =
  "<result><suites><suite><name>s</name><cases><case><className>a.B</className><testName>c</testName><errorDetails>no</errorDetails></case></cases></suite></suites></result>";
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "ci-stat-results-"));
  write("unit/builds/1/junitResult.xml", xml);
  write("team/jobs/unit/builds/2/junitResult.xml.gz", gzipSync(xml));
  write("unit/builds/3/log", "x");
  mkdirSync(path.join(folder, "unit/builds/4/junitResult.xml"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

async function read(job: string, id: number, from: string | undefined = folder) {
  const answer = await resultFiles(from, standingClock(0)).open({ job, id });
  return answer.kind === "none" ? answer.kind : readResults(answer.read(), answer.format);
}

test.each([
  ["unit", 1],
  ["team/unit", 2],
])("the results of %s #%i are read beside its log, packed or not", async (job, id) => {
  expect(await read(job, id)).toMatchObject({ cases: 1, failures: [{ name: "a.B.c" }] });
});

test("a build without results has none, nor has a folder or a name that leads out of it", async () => {
  expect(await read("unit", 3)).toBe("none");
  expect(await read("unit", 4)).toBe("none");
  expect(await read("../unit", 1)).toBe("none");
  expect(await resultFiles(undefined, standingClock(0)).open({ job: "unit", id: 1 })).toEqual({ kind: "none" });
});
