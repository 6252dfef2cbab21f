import type { FailureCause } from "../../model/failure.ts";
import type { Cursor, LogLine } from "../cursor.ts";
import { paragraph, placeIn, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { networkFault } from "./network-fault.ts";

const NOT_COMPILED = /^error: (could not compile `[^`]+`)/;
const MANIFEST =
  /^error: (failed to (?:parse|select|load|get|resolve|download|fetch|run custom build command|read|query|sync|update|verify|open|write|unpack)\b.*|no matching package.*|the lock file .* needs to be updated.*)$/;
const COMPILER_ERROR = /^error(?:\[E\d{4}\])?: (?!could not compile|aborting due to|build failed)/;
const PLACE = /^\s*--> ([^\s:]+):(\d+):\d+$/;
const KILLED = /^\s*process didn't exit successfully: .*\((signal: \d+, SIGKILL[^)]*)\)/;
/** The system ended the compiler or the linker. */
const LINKER_KILLED = /((?:ld|cc|collect2|lld|rustc)\S* (?:terminated with|received) signal 9(?: \[Killed\])?)/;
const CAUSED_BY = /^Caused by:$/;
const DIFF = /^Diff in (\S+?)(?: at line |:)(\d+):?$/;

/** cargo and rustc: crates that do not compile, manifests and dependencies, rustfmt. */
export const cargo: Format = {
  name: "cargo",
  prints: ["rust"],
  marks: [
    "could not compile `",
    "error: failed to ",
    "error: no matching package",
    "error: the lock file ",
    "Diff in ",
  ],
  open: (notes) => ({
    read(at) {
      const found = notCompiled(at) ?? manifest(at) ?? notFormatted(at);
      if (found !== null) notes.add(found);
    },
  }),
};

function notCompiled(at: Cursor): Finding | null {
  const name = NOT_COMPILED.exec(at.text)?.[1];
  if (name === undefined) return null;
  const after = at.after(8);
  const killed = after.map(({ text }) => KILLED.exec(text)?.[1]).find((signal) => signal !== undefined);
  if (killed !== undefined)
    return finding(at, [at, ...after], { rule: "cargo", cause: "env", name: killed, weight: "final" });
  const error = firstCompilerError(at.before(800));
  const linker = error.map(({ text }) => LINKER_KILLED.exec(text)?.[1]).find((words) => words !== undefined);
  if (linker !== undefined)
    return finding(at, [...error, at], { rule: "cargo", cause: "env", name: linker, weight: "final" });
  return finding(at, [...error, at], { rule: "cargo", cause: "compile", name, ...placeIn(error, PLACE) });
}

/** The first error since the crate before was given up. */
function firstCompilerError(before: readonly LogLine[]): LogLine[] {
  const own = before.slice(before.findLastIndex(({ text }) => NOT_COMPILED.test(text)) + 1);
  const begin = own.findIndex(({ text }) => COMPILER_ERROR.test(text));
  return begin < 0 ? [] : paragraph(own.slice(begin, begin + 30));
}

/** What cargo says itself is general; the first cause below tells more. */
function manifest(at: Cursor): Finding | null {
  const message = MANIFEST.exec(at.text)?.[1];
  if (message === undefined) return null;
  const following = until(at.after(30), /^(?!Caused by:|\s|$)/);
  const causes = following.flatMap(({ text }, index) =>
    CAUSED_BY.test(text) ? [following[index + 1]?.text.trim() ?? ""] : [],
  );
  const network = [...causes, message].map(networkFault).find((fault) => fault !== undefined);
  const cause: FailureCause = network === undefined ? "compile" : "env";
  const isBuildScript = message.startsWith("failed to run custom build command");
  const name = network ?? (isBuildScript ? message : (causes[0] ?? message));
  const weight = network === undefined ? "sure" : "final";
  return finding(at, [at, ...following], { rule: "cargo", cause, name, weight });
}

function notFormatted(at: Cursor): Finding | null {
  const [, file, line] = DIFF.exec(at.text) ?? [];
  if (file === undefined) return null;
  return finding(at, [at, ...at.after(15)], {
    rule: "cargo",
    cause: "check",
    name: "rustfmt",
    file,
    line: Number(line),
  });
}
