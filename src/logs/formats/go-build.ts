import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { isEcho } from "./run-end.ts";

const ERROR = /^(?:vet: )?((?:\.{0,2}\/)?[\w@+~./-]+\.go):(\d+)(?::\d+)?: (.+)$/;
const HEADER = /^(?:# (\[)?|can't load package: package )([\w./~-]+)(?:\]|:)?(?: \[\S+\])?$/;
const BLOCK_LINES = 200;
const EXCERPT_LINES = 30;

/** What the compiler says; a block of errors is found by any one of its lines, or by `[build failed]` at the latest. */
const MESSAGES = [
  "undefined: ",
  "declared and not used",
  "declared but not used",
  "imported and not used",
  "cannot use ",
  "syntax error: ",
  "missing return",
  "not enough arguments",
  "too many arguments",
  "redeclared in this block",
  "does not implement",
  "has no field or method",
  "assignment mismatch",
  "invalid operation: ",
  "no new variables on left",
  "import cycle not allowed",
  "no required module provides",
  "cannot find package",
  "cannot find module providing",
  "could not import ",
  "is not in GOROOT",
  "is not in std",
  "missing go.sum entry",
  "build constraints exclude all Go files",
  "unknown field",
  "duplicate case",
  "illegal character U+",
  ": expected declaration, found",
  ": expected statement, found",
  ": expected '",
];
const IMPORT_CYCLE = /^\timports (\S+): (import cycle not allowed.*)$/;
const PKG_CONFIG = /^pkg-config: exit status \d+$/;
const VET = /^\++ (?:\w+=\S+ )*go vet\b/;
/** What is printed at the latest: the package, or the command, was given up. */
const GIVEN_UP = /\[(?:build|setup) failed\]$|^make(?:\[\d+\])?: \*\*\* \[|script returned exit code/;
/** Between the errors and the end of the command there is little. */
const LINES_TO_END = 12;

/** `go build`, `go vet` and the building of tests: `# pkg`, then `file.go:12:3: message`. */
export const goBuild: Format = {
  name: "go build",
  prints: [],
  marks: [
    ...MESSAGES,
    "[build failed]",
    "[setup failed]",
    ": *** [",
    "script returned exit code",
    "pkg-config: exit status",
  ],
  open(notes) {
    let blockEnd = 0;
    return {
      read(at) {
        if (at.number <= blockEnd) return;
        const block = GIVEN_UP.test(at.text) ? lastBlock(at) : blockAround(at);
        if (block !== null && (block.at(-1)?.number ?? 0) <= blockEnd) return;
        const found = block === null ? (importCycle(at) ?? missingLibrary(at)) : firstError(at, block);
        if (found === null) return;
        blockEnd = block?.at(-1)?.number ?? at.number;
        notes.add(found);
      },
    };
  },
};

/** The errors around a line that is one. */
function blockAround(at: Cursor): LogLine[] | null {
  if (!ERROR.test(at.text)) return null;
  const before = at.before(EXCERPT_LINES);
  const begin = before.findLastIndex(({ text }) => !ERROR.test(text));
  const header = before[begin];
  const isHeaded = header !== undefined && HEADER.test(header.text);
  return [
    ...before.slice(isHeaded ? begin : begin + 1),
    at,
    ...until(at.after(EXCERPT_LINES), /^(?!\t)(?!\S+\.go:\d+:)/),
  ];
}

/** The errors that the package or command was given up for. */
function lastBlock(at: Cursor): LogLine[] | null {
  const before = at.before(BLOCK_LINES);
  const begin = before.findLastIndex(({ text }) => HEADER.test(text));
  if (begin < 0) return null;
  const body = until(before.slice(begin + 1), /^(?!\t)(?!(?:vet: )?\S+\.go:\d+)/);
  const isNear = at.text.endsWith("failed]") || before.length - (begin + body.length) <= LINES_TO_END;
  return isNear ? [...before.slice(begin, begin + 1), ...body] : null;
}

/** Each import on a line of its own, below the package that was to be built. */
function importCycle(at: Cursor): Finding | null {
  const [, target, message] = IMPORT_CYCLE.exec(at.text) ?? [];
  if (message === undefined || target === undefined) return null;
  const before = at.before(EXCERPT_LINES);
  const begin = before.findLastIndex(({ text }) => text.startsWith("package "));
  const name = `${message}: ${target}`;
  return finding(at, [...before.slice(Math.max(0, begin)), at], { rule: "go build", cause: "compile", name, target });
}

/** A C library that cgo needs; pkg-config says which above its exit status. */
function missingLibrary(at: Cursor): Finding | null {
  if (!PKG_CONFIG.test(at.text)) return null;
  const before = at.before(8);
  const lines = before.slice(
    Math.max(
      0,
      before.findLastIndex(({ text }) => text.startsWith("# pkg-config")),
    ),
  );
  const name = lines.find(({ text }) => /not found/.test(text))?.text ?? at.text;
  return finding(at, [...lines, at], { rule: "go build", cause: "compile", name });
}

function firstError(at: Cursor, block: readonly LogLine[]): Finding | null {
  const line = block.find(({ text }) => ERROR.test(text));
  const [, file, number, message] = ERROR.exec(line?.text ?? "") ?? [];
  if (line === undefined || file === undefined || message === undefined) return null;
  const [, isVet, target = null] = HEADER.exec(block[0]?.text ?? "") ?? [];
  const isCheck = isVet !== undefined || (isOfVet(at) && !line.text.startsWith("vet: "));
  const cause = isCheck ? "check" : "compile";
  const found = finding(at, trimBlank(block.slice(0, EXCERPT_LINES)), {
    rule: "go build",
    cause,
    name: message,
    target,
  });
  return { ...found, file, line: Number(number), logLine: line.number };
}

/** Where no header tells, the command does: `go vet` also says what does not compile, but with `vet: ` before it. */
function isOfVet(at: Cursor): boolean {
  return VET.test(at.before(EXCERPT_LINES).findLast(({ text }) => isEcho(text))?.text ?? "");
}
