import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readResults, resultFormatOf } from "../../../src/logs/results/read-results.ts";
import { asChunks } from "../scan-text.ts";

interface Expected {
  readonly refused?: boolean;
  readonly isCut?: boolean;
  readonly cases: number;
  readonly failures: readonly {
    readonly cause?: string;
    readonly name: string;
    readonly target?: string;
    readonly file?: string;
    readonly line?: number | null;
    readonly isWrapper?: boolean;
    readonly says?: string;
    readonly lacks?: string;
  }[];
  readonly retried: readonly string[];
}

const folder = fileURLToPath(new URL("../../fixtures/results", import.meta.url));
const expected = JSON.parse(readFileSync(`${folder}/expected.json`, "utf8")) as Readonly<Record<string, Expected>>;
const names = readdirSync(folder).filter((name) => name !== "expected.json");
const fileOf = (name: string): Buffer => readFileSync(`${folder}/${name}`);
const read = (name: string, ...chunks: readonly Uint8Array[]) =>
  readResults(asChunks(...chunks), name.endsWith(".json") ? "json" : "xml");

test("every fixture has its expectation", () => {
  expect(Object.keys(expected).sort()).toEqual(names.sort());
});

describe.each(Object.entries(expected))("%s", (name, want) => {
  test("is recognised by its content", () => {
    const isReport = !/html/.test(name);
    expect(resultFormatOf(fileOf(name))).toBe(isReport ? name.split(".").at(-1) : undefined);
  });

  test("gives its failures", async () => {
    const results = await read(name, fileOf(name));
    if (results === "refused" || want.refused === true) {
      expect([results, want.refused]).toEqual(["refused", true]);
      return;
    }
    expect(results.failures.map((one) => one.name)).toEqual(want.failures.map((one) => one.name));
    expect(results).toMatchObject({ cases: want.cases, retriedCases: want.retried, isCut: want.isCut ?? false });
    results.failures.forEach((failure, index) => {
      const { says = "", lacks, ...fields } = want.failures[index] ?? {};
      expect(failure).toMatchObject({ cause: "case", isWrapper: false, ...fields });
      const excerpt = failure.excerpt.join("\n");
      expect(excerpt).toContain(says);
      if (lacks !== undefined) expect(excerpt).not.toContain(lacks);
    });
  });
});

test("the place where a chunk ends changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(fc.nat(), { maxLength: 30 }), async (name, places) => {
      const file = fileOf(name);
      const at = [0, ...places.map((place) => place % (file.length + 1)).sort((a, b) => a - b), file.length];
      const chunks = at.slice(1).map((end, index) => file.subarray(at[index], end));
      expect(await read(name, ...chunks)).toEqual(await read(name, file));
    }),
    { numRuns: 300 },
  );
});

test("one byte at a time changes nothing", async () => {
  for (const name of names) {
    const bytes = Array.from(fileOf(name), (byte) => Uint8Array.of(byte));
    expect(await read(name, ...bytes)).toEqual(await read(name, fileOf(name)));
  }
});

test("wherever a file is cut off, everything complete before that is read, without an error", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.double({ min: 0, max: 1, noNaN: true }), async (name, share) => {
      const file = fileOf(name);
      const whole = await read(name, file);
      const cut = await read(name, file.subarray(0, Math.floor(file.length * share)));
      if (cut === "refused" || whole === "refused") return;
      expect(cut.cases).toBeLessThanOrEqual(whole.cases);
    }),
    { numRuns: 300 },
  );
});

test("any bytes are read without an error", async () => {
  const piece = fc.constantFrom(
    "<testsuite>",
    "<testcase name='a'>",
    "<failure>",
    "</failure>",
    "<![CDATA[",
    "]]>",
    "&#x41;",
    "<!--",
    "<?xml",
    "&amp",
    "<",
    ">",
    "\0",
    "x",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), async (pieces) => {
      await read("x.xml", Buffer.from(pieces.join("")));
      await read("x.json", Buffer.from(pieces.join("")));
    }),
    { numRuns: 500 },
  );
});
