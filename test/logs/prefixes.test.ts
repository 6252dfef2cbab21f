import { describe, expect, test } from "vitest";
import { peelLines } from "../../src/logs/prefixes.ts";
import { scanText } from "./scan-text.ts";

const said = ["=== RUN   TestA", "--- FAIL: TestA (0.00s)", "    a_test.go:7: no", "FAIL", "FAIL\tx/y\t0.1s"];

describe("a line is read without its prefix", () => {
  test.each([
    ["a stamp of a pipeline", "[2026-11-20T08:12:36.428Z] "],
    ["a stamp of a pipeline with an offset", "[2026-11-20T08:12:36.428+0800] "],
    ["a stamp of a freestyle job", "08:12:36  "],
    ["a stamp in brackets", "[08:12:36] "],
    ["a stamp of GitHub's runner", "2026-11-20T08:12:36.4281234Z "],
    ["a stamp of GitLab's runner", "2026-11-20T08:12:36.428123Z 01O "],
    ["the name of a parallel branch", "[unit-1] "],
    ["a branch and a stamp", "[unit] [2026-11-20T08:12:36.428Z] "],
    ["a stamp and a branch", "[2026-11-20T08:12:36.428Z] [unit] "],
    ["a service of docker compose", "service-1  | "],
    ["foreman's stamp and process", "08:12:36 web.1  | "],
    ["a step of BuildKit", "#12 34.5 "],
    ["a stamp, a step and a service", "[2026-11-20T08:12:36.428Z] #12 34.5 db  | "],
    ["a task of ant", "    [java] "],
    ["a task of turbo", "@acme/web:test: "],
    ["a task of pnpm", "packages/web test: "],
    ["the name of a container", "[pod/web-0/main] "],
    ["the percentage of a build", "[ 42%] "],
    ["a level", "[INFO] "],
    ["five of them", "08:12:36  [INFO] [unit] web-1  | #3 0.1 "],
  ])("%s", async (_, prefix) => {
    const log = said.map((line) => prefix + line).join("\n");
    const plain = await scanText(said.join("\n"));
    expect(plain.failures).toMatchObject([
      { name: "TestA", file: "a_test.go", line: 7, excerpt: "    a_test.go:7: no" },
    ]);
    expect((await scanText(log)).failures).toEqual(plain.failures);
  });
});

test.each([
  "[Pipeline] sh",
  "name | value",
  "[ RUN      ] CodecTest.Sum",
  "src/main.c:12:3: error: no",
  "main.c:warning: no",
  "[ERROR] no",
  "a_test.go:7: no",
  "  12 | const a = 1;",
])("text that only looks like a prefix stays: %s", (line) => {
  expect(peelLines([line, "something else", "and more"], "keep")[0]).toEqual({ text: line, branch: "" });
});

test("the output of two services that print at the same time is read separately", async () => {
  const noise = Array.from({ length: said.length }, (_, index) => `lint-1  | src/a.go checked, ${index}`);
  const log = said.map((line, index) => `unit-1  | ${line}\n${noise[index]}\n`).join("");
  const { failures } = await scanText(log);
  expect(failures).toMatchObject([{ name: "TestA", file: "a_test.go", line: 7, excerpt: "    a_test.go:7: no" }]);
});
