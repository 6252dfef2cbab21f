import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Abort } from "../../src/model/abort.ts";
import type { Failure } from "../../src/model/failure.ts";
import { scanText } from "./scan-text.ts";

interface Expected {
  failures: (Partial<Failure> & { excerptContains?: string | string[] })[];
  retriedCases?: string[];
  lastCheckout?: string;
  abort?: Abort | null;
}

const folder = fileURLToPath(new URL("../fixtures/logs", import.meta.url));
const logs = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".log"))
  .sort();

describe("each fixture has exactly the failures in its expected JSON", () => {
  test.each(logs)("%s", async (log) => {
    const expected = JSON.parse(readFileSync(`${folder}/${log.replace(/\.log$/, ".json")}`, "utf8")) as Expected;
    const scan = await scanText(readFileSync(`${folder}/${log}`));
    expect(scan.failures.map(({ cause, name }) => ({ cause, name }))).toEqual(
      expected.failures.map(({ cause, name }) => ({ cause, name })),
    );
    for (const [index, { excerptContains = [], ...fields }] of expected.failures.entries()) {
      expect(scan.failures[index]).toMatchObject(fields);
      for (const words of [excerptContains].flat()) expect(scan.failures[index]?.excerpt).toContain(words);
    }
    expect(scan.retriedCases).toEqual(expected.retriedCases ?? []);
    if (expected.abort !== undefined) expect(scan.abort).toEqual(expected.abort);
    if (expected.lastCheckout !== undefined) expect(scan.lastCheckout).toBe(expected.lastCheckout);
  });
});

test("there are at least 150 fixtures, and at least a third of them are traps", () => {
  const traps = logs.filter((log) => log.includes("trap"));
  expect(logs.length).toBeGreaterThanOrEqual(150);
  expect(traps.length * 3).toBeGreaterThanOrEqual(logs.length);
});
