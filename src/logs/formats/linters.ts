import type { Cursor, LogLine } from "../cursor.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const ESLINT_SUMMARY = /^✖ \d+ problems? \([1-9]\d* errors?/;
const ESLINT_ERROR = /^\s+(\d+):\d+\s+error\s+.*?(?:\s{2,}(\S+))?$/;
const GOLANGCI = /^([\w@+~./-]+\.go):(\d+):(?:\d+:)? .+ \(([a-z]+)\)$/;
const GOLANGCI_LINTERS = [
  "govet",
  "errcheck",
  "staticcheck",
  "gosimple",
  "ineffassign",
  "unused",
  "revive",
  "gofmt",
  "gofumpt",
  "goimports",
  "golint",
  "misspell",
  "typecheck",
  "gosec",
  "stylecheck",
  "gocritic",
  "deadcode",
  "structcheck",
  "varcheck",
  "unconvert",
  "bodyclose",
  "predeclared",
  "prealloc",
  "noctx",
  "exportloopref",
  "rowserrcheck",
  "whitespace",
  "unparam",
  "nolintlint",
  "depguard",
  "makezero",
  "copyloopvar",
  "intrange",
  "testifylint",
  "perfsprint",
] as const;
const PYTHON = /^([\w@+~./-]+\.py):(\d+):\d+: (?:error: )?([A-Z]{1,4}\d{3,4})\b/;
const PYTHON_MARKS = [
  "E501",
  "E302",
  "E303",
  "E305",
  "E231",
  "E225",
  "E402",
  "E711",
  "E712",
  "E722",
  "E741",
  "E999",
  "F401",
  "F403",
  "F405",
  "F541",
  "F811",
  "F821",
  "F841",
  "W291",
  "W292",
  "W293",
  "W391",
  "W605",
  "C901",
  "I001",
  "UP006",
  "B006",
  "B008",
].map((code) => `: ${code} `);

/** Linters that name their rule: the first place where each rule was broken. */
export const linters: Format = {
  name: "linter",
  marks: [" problem (", " problems (", ...GOLANGCI_LINTERS.map((linter) => ` (${linter})`), ...PYTHON_MARKS],
  open(notes) {
    const seen = new Set<string>();
    return {
      read(at) {
        const found = golangci(at) ?? python(at) ?? eslint(at);
        if (found === null || seen.has(found.name)) return;
        seen.add(found.name);
        notes.add(found);
      },
    };
  },
};

function golangci(at: Cursor): Finding | null {
  const [, file, line, linter] = GOLANGCI.exec(at.text) ?? [];
  if (file === undefined || !GOLANGCI_LINTERS.some((known) => known === linter)) return null;
  return finding(at, [at, ...at.after(5)], {
    rule: "linter",
    cause: "check",
    name: `golangci-lint: ${linter}`,
    file,
    line: Number(line),
  });
}

function python(at: Cursor): Finding | null {
  const [, file, line, code] = PYTHON.exec(at.text) ?? [];
  if (file === undefined) return null;
  return finding(at, [at, ...at.after(5)], {
    rule: "linter",
    cause: "check",
    name: `${code}`,
    file,
    line: Number(line),
  });
}

function eslint(at: Cursor): Finding | null {
  if (!ESLINT_SUMMARY.test(at.text)) return null;
  const before = at.before(200);
  const index = before.findIndex(({ text }) => ESLINT_ERROR.test(text));
  const [, line, rule = "error"] = ESLINT_ERROR.exec(before[index]?.text ?? "") ?? [];
  if (line === undefined) return null;
  const file = fileAbove(before.slice(0, index));
  const excerpt = [...before.slice(Math.max(0, index - 3), index + 20), at];
  return finding(at, excerpt, { rule: "linter", cause: "check", name: `eslint: ${rule}`, file, line: Number(line) });
}

function fileAbove(lines: readonly LogLine[]): string | null {
  return lines.findLast(({ text }) => /^\S+\.\w+$/.test(text))?.text ?? null;
}
