import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import picocolors from "picocolors";
import stringWidth from "string-width";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { colorsFor } from "../../src/terminal/colors.ts";
import { createColumns, fold } from "../../src/terminal/layout.ts";
import { renderText } from "../../src/terminal/render-text.ts";
import type { View } from "../../src/view/view.ts";
import { type SampleSite, sampleSites } from "../support/sample-site.ts";
import { runCommand } from "../support/terminal.ts";

const DAY = "2021-06-19";
const ESC = "\u001b[";

describe("colours", () => {
  const terminal = { isTTY: true };
  test.each([
    ["in a terminal", undefined, {}, terminal, true],
    ["not in a file", undefined, {}, {}, false],
    ["with --color, into a file", true, {}, {}, true],
    ["with --color, against NO_COLOR", true, { NO_COLOR: "1" }, {}, true],
    ["not with --no-color", false, { FORCE_COLOR: "1" }, terminal, false],
    ["not with NO_COLOR", undefined, { NO_COLOR: "1", FORCE_COLOR: "1" }, terminal, false],
    ["with an empty NO_COLOR, which says nothing", undefined, { NO_COLOR: "" }, terminal, true],
    ["with FORCE_COLOR, into a file", undefined, { FORCE_COLOR: "1" }, {}, true],
    ["not with FORCE_COLOR=0", undefined, { FORCE_COLOR: "0" }, terminal, false],
    ["not in a dumb terminal", undefined, { TERM: "dumb" }, terminal, false],
  ])("%s", (_, wanted, environment, stream, colored) => {
    expect(colorsFor(wanted, environment, stream).red("x").includes(ESC)).toBe(colored);
  });
});

describe("layout", () => {
  test("columns align over Chinese, emoji and colours", () => {
    const lines = createColumns().lines([
      [{ text: "非 PR 运行" }, { text: "53", align: "right" }],
      [{ text: "🔴 runs" }, { text: picocolors.createColors(true).red("7"), align: "right" }],
      [{ text: "x" }, { text: "1,234", align: "right" }],
    ]);
    expect(lines.map((line) => stringWidth(line))).toEqual([17, 17, 17]);
  });

  test("later parts of a list align with those before them", () => {
    const columns = createColumns();
    const [first = ""] = columns.lines([[{ text: "a long name" }, { text: "1" }]]);
    const [second = ""] = columns.lines([[{ text: "b" }, { text: "2" }]]);
    expect(second.indexOf("2")).toBe(first.indexOf("1"));
  });

  test("long lines are folded under their own indent, and none is wider than the terminal", () => {
    const folded = fold(`    ${"执行器 executor ".repeat(9)}${"x".repeat(90)}`, 40).split("\n");
    expect(Math.max(...folded.map((line) => stringWidth(line)))).toBeLessThanOrEqual(40);
    expect(folded.every((line) => line.startsWith("    "))).toBe(true);
  });
});

test("what comes from outside cannot recolour, erase or turn round what follows", () => {
  const hostile = "\u001b[2J\u0007\u009b31mname\u202e\u2066";
  const view: View = {
    title: { en_us: "t", zh_cn: "t" },
    tone: "info",
    trail: [],
    data: {},
    blocks: [
      { kind: "lines", lines: [[hostile, { text: hostile, strong: true }]] },
      { kind: "excerpt", title: [hostile], text: hostile, open: true },
    ],
  };
  const text = renderText(view, { locale: "en_us", colors: picocolors.createColors(false) });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(text).toContain("name");
});

describe.each(sampleSites.slice(0, 1))("text of a site", ({ open }) => {
  let site: SampleSite;
  beforeAll(async () => {
    site = await open();
  });
  afterAll(() => site.remove());

  test("details are folded to the terminal's width and coloured there", async () => {
    const { out } = await runCommand(site, `prs ${DAY} --details`, { width: 60 });
    expect(Math.max(...out.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
    expect(out).toContain(`${ESC}31mFAILURE`);
    const excerpt = stripVTControlCharacters(out)
      .split("\n")
      .filter((line) => /value \*errors|token=/.test(line));
    expect(excerpt.length).toBeGreaterThan(0);
    for (const line of excerpt) expect(line).toMatch(/^ {12}/);
  });

  test("details in a file are plain and unfolded, or coloured with --color as the original's were", async () => {
    const plain = (await runCommand(site, `jobs ${DAY} --details`)).out;
    const colored = (await runCommand(site, `jobs ${DAY} --details --color`)).out;
    expect(plain).not.toContain(ESC);
    expect(plain).toContain("testSuite.TestFromLog test case · executor_test.go:204");
    expect(stripVTControlCharacters(colored)).toBe(plain);
    expect(colored).not.toBe(plain);
  });

  test("a list that is cut says how to see the rest", async () => {
    expect((await runCommand(site, `prs ${DAY}`)).out).toMatch(/--limit \d+ shows all of them/);
    expect((await runCommand(site, `prs ${DAY} --limit 1000`)).out).not.toContain("shows all of them");
  });

  test("Chinese where the terminal's language is Chinese", async () => {
    const { out } = await runCommand(site, `jobs ${DAY} --details`, { environment: { LANG: "zh_CN.UTF-8" } });
    expect(out).toContain("任务及其失败的运行");
    expect(out).toMatch(/共 \d+ 项/);
  });
});

/** The program itself, as a user's shell starts it. */
describe.each(sampleSites.slice(0, 1))("the process", ({ open }) => {
  let site: SampleSite;
  let folder: string;
  beforeAll(async () => {
    site = await open();
    folder = mkdtempSync(path.join(tmpdir(), "ci-stat-process-"));
    expect((await runCommand(site, "migrate")).code).toBe(0);
  });
  afterAll(async () => {
    await site.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const main = path.resolve("src/main.ts");
  const program = `${path.resolve("node_modules/.bin/tsx")} ${main}`;
  const environment = () => ({ PATH: process.env.PATH, HOME: folder, ...site.environment });

  test("ends quietly when its reader goes away", async () => {
    const shell = `set -o pipefail; ${program} prs 2021-06-19..2021-06-20 --details | head -1`;
    const { stdout, stderr } = await promisify(execFile)("bash", ["-c", shell], { cwd: folder, env: environment() });
    expect(stdout).toBe("Pull requests with all their runs\n");
    expect(stderr).toBe("");
  });

  test("colours in a real terminal, and folds to its width", async (context) => {
    const inTerminal = spawn("script", ["-qec", `stty cols 50; ${program} jobs ${DAY}`, "/dev/null"], {
      cwd: folder,
      env: { ...environment(), TERM: "xterm-256color" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const chunks: string[] = [];
    inTerminal.stdout.on("data", (chunk) => chunks.push(String(chunk)));
    const code = await new Promise<number | null | "missing">((resolve) => {
      inTerminal.on("close", resolve);
      inTerminal.on("error", () => resolve("missing"));
    });
    if (code === "missing") return context.skip("script, of util-linux, is not there");
    expect(code).toBe(0);
    const text = chunks.join("");
    expect(text).toContain(ESC);
    expect(Math.max(...text.split("\r\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(50);
  });
});
