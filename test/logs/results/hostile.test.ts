import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readResults } from "../../../src/logs/results/read-results.ts";
import { asChunks } from "../scan-text.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const MB = 1024 * 1024;

async function* repeated(begin: string, piece: string, times: number, end = ""): AsyncGenerator<Uint8Array> {
  yield Buffer.from(begin);
  const bytes = Buffer.from(piece);
  for (let count = 0; count < times; count++) yield bytes;
  yield Buffer.from(end);
}

/** Peak memory in MB, without the memory in use before. */
async function heldWhile(
  chunks: AsyncIterable<Uint8Array>,
  read: (chunks: AsyncIterable<Uint8Array>) => Promise<unknown>,
) {
  const held = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed / MB;
  };
  const before = held();
  let most = before;
  async function* watched(): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of chunks) {
      yield chunk;
      bytes += chunk.length;
      if (bytes < 4 * MB) continue;
      bytes = 0;
      most = Math.max(most, held());
    }
  }
  await read(watched());
  return most - before;
}

test("60 MB of output of test cases need little memory", async () => {
  const output = "WARN: nothing to see here\n".repeat(4000);
  const one = `<testcase name="a" classname="T" time="1"><system-out><![CDATA[${output}]]></system-out></testcase>`;
  const times = Math.ceil((60 * MB) / one.length);
  let cases = 0;
  const megabytes = await heldWhile(repeated("<testsuite>", one, times, "</testsuite>"), async (chunks) => {
    const results = await readResults(chunks, "xml");
    cases = results === "refused" ? 0 : results.cases;
  });
  expect(cases).toBe(times);
  expect(megabytes).toBeLessThan(20);
});

test("of many failed test cases the first thousand are kept, and the result says that there are more", async () => {
  let number = 0;
  async function* cases(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("<testsuite>");
    for (let block = 0; block < 100; block++) {
      const many = Array.from(
        { length: 1000 },
        () => `<testcase name="t${number++}" classname="T"><failure/></testcase>`,
      );
      yield Buffer.from(many.join(""));
    }
    yield Buffer.from("</testsuite>");
  }
  const results = await readResults(cases(), "xml");
  expect(results).toMatchObject({ cases: 100_000, truncatedFailures: true });
  expect(results === "refused" ? 0 : results.failures.length).toBe(1000);
});

test("a failure of 50 MB keeps both its ends in the excerpt", async () => {
  const begin = `<testsuite><testcase name="a" classname="T"><failure message="boom">`;
  const results = await readResults(
    repeated(begin, "a line of output\n".repeat(60_000), 50, "</failure></testcase></testsuite>"),
    "xml",
  );
  expect(results).toMatchObject({ cases: 1, isCut: false });
  expect(results === "refused" ? "" : results.failures[0]?.excerpt.join("\n").length).toBeLessThan(7000);
});

test.each([
  ["elements as deep as one likes", repeated("", "<testsuite>", 100_000)],
  ["an attribute without an end", repeated(`<testsuite name="`, "x".repeat(MB), 30)],
  ["a comment without an end", repeated("<testsuite><!--", "x".repeat(MB), 30)],
])("%s is abandoned, not held in memory", async (_, chunks) => {
  const megabytes = await heldWhile(chunks, async (watched) =>
    expect(await readResults(watched, "xml")).toMatchObject({ isCut: true }),
  );
  expect(megabytes).toBeLessThan(40);
});

test("a JSON text without an end is abandoned", async () => {
  const results = await readResults(repeated(`{"suites":[{"cases":[{"name":"`, "x".repeat(MB), 30), "json");
  expect(results).toMatchObject({ cases: 0, isCut: true });
});

test("a file is broken at a declaration that never ends", async () => {
  const xml = asChunks(
    "<testsuites><testsuite><testcase name='a'><failure/></testcase>",
    `<![CDATA${"(".repeat(200_000)}`,
  );
  expect(await readResults(xml, "xml")).toMatchObject({ cases: 1, isCut: true });
});

test("other work gets its turn while a large file is read", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const chunk = Buffer.from(`<testsuite>${`<testcase name="a" classname="T"/>`.repeat(200_000)}</testsuite>`);
  await readResults(asChunks(chunk), "xml");
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});

test("long names and messages are cut", async () => {
  const long = "x".repeat(MB / 5);
  const xml = `<testsuite name="${long}"><testcase classname="${long}" name="${long}" file="${long}"><failure message="${long}"/></testcase></testsuite>`;
  const results = await readResults(asChunks(xml), "xml");
  const [failure] = results === "refused" ? [] : results.failures;
  expect(failure?.name.length).toBeLessThan(3000);
  expect(failure?.file?.length).toBeLessThan(2000);
  expect(failure?.excerpt.join("").length).toBeLessThan(7000);
});

test.each([
  ["blank lines", "\n"],
  ["a path without an end", "a/"],
  ["dots", "a.a"],
  ["escapes", "\u001b["],
  ["frames", "\tat a.B.c(B.java:1)\n"],
  ["headers", "FAIL: a_test.go:1: s.T\n"],
  ["a name that could be a file", "/w/x.py"],
])("details of %s are read in linear time", async (_, piece) => {
  const details = piece.repeat(Math.ceil(70_000 / piece.length)).replaceAll("\u001b", "&#x1b;");
  const one = `<testcase classname="p" name="TestT"><failure message="collection failure">${details}</failure></testcase>`;
  const results = await readResults(asChunks(`<testsuite name="pytest">${one.repeat(20)}</testsuite>`), "xml");
  expect(results).toMatchObject({ cases: 20 });
});
