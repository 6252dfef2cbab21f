import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { completionOf } from "../../src/cli/completion.ts";
import { operations } from "../../src/cli/index.ts";
import { runTerminal } from "../../src/cli/terminal.ts";

async function script(shell: string): Promise<string> {
  const written: string[] = [];
  const out = { write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  const terminal = { environment: {}, cwd: ".", out, err: out };
  await completionOf(operations).run({ terminal, args: [shell], options: {} });
  return written.join("");
}

/** What a real bash offers after these words. */
async function offered(...words: string[]): Promise<string[]> {
  const typed = ["ci-stat", ...words].map((word) => `'${word}'`).join(" ");
  const ask = `${await script("bash")}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _ci_stat; echo "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", ask], { encoding: "utf8" }).trim().split(" ");
}

test("bash completes commands, ranges, options and their values", async () => {
  expect(await offered("sum")).toEqual(["summary"]);
  expect(await offered("compl")).toEqual(["completion"]);
  expect(await offered("jobs", "yest")).toEqual(["yesterday"]);
  expect(await offered("jobs", "--rep")).toEqual(["--repo"]);
  expect(await offered("completion", "z")).toEqual(["zsh"]);
  expect(await offered("jobs", "--repo", "x")).toEqual([""]);
});

test("zsh and fish are told the same commands and options", async () => {
  expect(await script("zsh")).toContain('"sync "*)');
  expect(await script("fish")).toContain("'__fish_seen_subcommand_from jobs' -l repo");
});

test("help has every command in a group, and examples", async () => {
  const written: string[] = [];
  const out = { write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  expect(await runTerminal(["--help"], { environment: {}, cwd: ".", out, err: out })).toBe(0);
  const help = written.join("");
  expect(help).toMatch(/How is CI doing:\n {2}summary[\s\S]*Examples:\n {2}ci-stat summary/);
  expect(help).not.toContain("More:");
});

test("a reader who has seen enough ends nothing with an error", () => {
  const main = path.resolve(import.meta.dirname, "../../src/main.ts");
  // The reader is gone before the first word is written.
  const line = `node --import tsx "${main}" --help 2>&1 >&3 | cat`;
  const told = execFileSync("bash", ["-c", `{ ${line}; } 3> >(exec true)`], { encoding: "utf8" });
  expect(told).toBe("");
});
