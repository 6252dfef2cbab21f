import type { FailureCause } from "../../model/failure.ts";
import type { Cursor } from "../cursor.ts";
import { trimBlank } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

/** GCC, Clang, javac, kotlinc, protoc, mypy: `file:12:3: error: message`. */
const COLONS =
  /^(?:e: )?((?:\.{0,2}\/)?[\w@+~./-]+\.(?:c|cc|cpp|cxx|c\+\+|cu|h|hh|hpp|hxx|inl|m|mm|java|kt|scala|swift|proto|y|yy|l|pyi?)):(\d+):(?:\d+:)? (?:fatal )?error: (.+)$/;
/** tsc: `file.ts(12,3): error TS2345: message`, or with `--pretty` colons and a dash. */
const TYPESCRIPT = /^((?:\.{0,2}\/)?[\w@+~./-]+\.[cm]?tsx?)[(:](\d+)[,:]\d+\)?(?::| -) error (TS\d+: .+)$/;
const LINKER =
  /^(?:\S*(?:ld|ld\.\w+|lld)(?:-\d+)?: )?.*?(undefined reference to [`'].+|cannot find -l\S+|undefined symbol: .+)$/;
const FILES_PER_LOG = 20;

/** Compilers and type checkers; the first error of each file, since one mistake makes many. */
export const compilers: Format = {
  name: "compiler",
  reads: [
    {
      tool: "TypeScript (tsc)",
      example: "src/cart.ts(12,5): error TS2322: Type 'string' is not assignable to type 'number'.",
    },
    { tool: "GCC", example: "src/cart.cc:17:10: error: 'price' was not declared in this scope" },
  ],
  marks: [
    ": error: ",
    ": fatal error: ",
    " error TS",
    "undefined reference to ",
    "cannot find -l",
    "undefined symbol: ",
  ],
  open(notes) {
    const files = new Set<string>();
    return {
      read(at) {
        const found = compilerError(at) ?? linkerError(at);
        const file = found?.file ?? found?.name;
        if (found === null || file === undefined || files.has(file) || files.size >= FILES_PER_LOG) return;
        files.add(file);
        notes.add(found);
      },
    };
  },
};

function compilerError(at: Cursor): Finding | null {
  const [, file, line, message] = COLONS.exec(at.text) ?? TYPESCRIPT.exec(at.text) ?? [];
  if (file === undefined || message === undefined) return null;
  const cause: FailureCause = /\.pyi?$/.test(file) ? "check" : "compile";
  const excerpt = trimBlank([at, ...at.after(10)]);
  return finding(at, excerpt, { rule: "compiler", cause, name: message, file, line: Number(line), precedence: 10 });
}

function linkerError(at: Cursor): Finding | null {
  const message = LINKER.exec(at.text)?.[1];
  if (message === undefined) return null;
  return finding(at, [...at.before(4), at, ...at.after(4)], { rule: "compiler", cause: "compile", name: message });
}
