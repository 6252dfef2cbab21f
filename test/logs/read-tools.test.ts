import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { logFormatsText, readTools, withToolCount } from "../../docs/describe-log-formats.ts";
import { formats } from "../../src/logs/formats/registry.ts";
import { scanText } from "./scan-text.ts";

const examples = formats.flatMap(({ name, reads = [] }) => reads.map(({ tool, example }) => ({ name, tool, example })));

describe("each example of a tool is a failure that its format reads", () => {
  test.each(examples)("$tool", async ({ name, example }) => {
    const { explained } = await scanText(`${example}\n`);
    expect(explained).toContainEqual(expect.objectContaining({ rule: name, verdict: "failure" }));
  });
});

test("no tool is listed twice", () => {
  const tools = readTools.map(({ tool }) => tool);
  expect(tools).toEqual([...new Set(tools)]);
});

test("docs/log-formats.md lists the tools that the formats read; npm run docs writes it", () => {
  expect(readFileSync("docs/log-formats.md", "utf8")).toBe(logFormatsText());
});

test("the README says how many tools are read; npm run docs writes it", () => {
  const readme = readFileSync("README.md", "utf8");
  expect(readme).toContain(`[${readTools.length} tools](docs/log-formats.md)`);
  expect(withToolCount(readme)).toBe(readme);
});
