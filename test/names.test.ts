import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "src", "cards"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file.endsWith(".ts"));

const sources = files.map((file) => ({ file, text: readFileSync(file, "utf8") }));

test("no exported type name is declared twice", () => {
  const places = new Map<string, string[]>();
  for (const { file, text } of sources)
    for (const [, name = ""] of text.matchAll(/^export (?:interface|type|class|abstract class) (\w+)/gm))
      places.set(name, [...(places.get(name) ?? []), file]);
  const twice = [...places].filter(([, each]) => each.length > 1).map(([name, each]) => `${name}: ${each.join(", ")}`);
  expect(twice).toEqual([]);
});
test("no docstring leans on its neighbour", () => {
  const leaning = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/\/\*\*\s*\*?\s*(?:The same|As above|Likewise)\b.*/g)].map(([found]) => `${file}: ${found}`),
  );
  expect(leaning).toEqual([]);
});

test("no file is longer than 250 lines", () => {
  const long = sources.filter(({ text }) => text.split("\n").length > 251).map(({ file }) => file);
  expect(long).toEqual([]);
});
