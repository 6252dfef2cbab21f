import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";
import { JVM_FRAME, userFrame } from "../user-frame.ts";
import { notePassingRun } from "./passing-run.ts";

const LEVEL = /^\[(?:ERROR|WARNING|INFO)\] +/;
/** Surefire 3 prints `Class.method -- Time elapsed`, older ones `method(Class)  Time elapsed`. */
const NEW_STYLE = /^(\S.*?) -- Time elapsed: .* <<< (?:FAILURE|ERROR)!$/;
const OLD_STYLE =
  /^(?:(\S[^(]*(?:\([^)]*\))?(?:\[[^\]]*\])?)\(([\w.$]+)\)|([\w.$]+)) +Time elapsed: .* <<< (?:FAILURE|ERROR)!$/;
const FLAKES = /^\[WARNING\] Flakes: *$/;
const LIST = /^(?:\[ERROR\] )?(?:Failures|Errors|Failed tests|Tests in error): *(.*)$/;
/** `MoneyTest.adds:28 expected: <5> but was: <4>`, in older versions `adds(com.acme.MoneyTest): expected…`. */
const LISTED =
  /^(?:\[ERROR\])? {2,}(?:([\w$]+)(?:>[\w$]+)?\.([^:»]+?)(?::\d+\S*| +») *(.*)|([\w$[\]]+)\(([\w.$]+)\): .+)$/;
const SUITE_PASSED = /^(?:\[INFO\] )?Tests run: [1-9]\d*, Failures: 0, Errors: 0, .*Time elapsed/;
const RUNNING = /^(?:\[INFO\] )?Running \S+$/;
const VM_GONE = "The forked VM terminated without properly saying goodbye";

/** JUnit under Maven: `Class.method … <<< FAILURE!`, the flakes it lists, and a test that took the process with it. */
export const surefire: Format = {
  name: "surefire",
  prints: ["maven"],
  reads: [
    {
      tool: "Maven (Surefire, Failsafe)",
      example:
        "[ERROR] com.acme.CartTest.total -- Time elapsed: 0.006 s <<< FAILURE!\norg.opentest4j.AssertionFailedError: expected: <0> but was: <3>",
    },
  ],
  readsLevels: true,
  marks: [
    "<<< FAILURE!",
    "<<< ERROR!",
    "Flakes:",
    "Failures: ",
    "Errors: ",
    "Failed tests:",
    "Tests in error:",
    VM_GONE,
  ],
  passMarks: ["Failures: 0, Errors: 0"],
  open(notes) {
    const names: string[] = [];
    let isGone = false;

    function add(at: Cursor, name: string): void {
      if (names.length < 1000) names.push(name);
      notes.addCase(() => caseAt(at, name));
    }

    /** The list at the end is all there is where Surefire was told to print no more. */
    function list(at: Cursor): void {
      for (const line of until([at, ...at.after(200)], /^\[INFO\] *$|^\s*$|^(?:\[ERROR\] )?Tests run:/)) {
        const name = listedName(line.text);
        if (name === undefined || names.some((known) => isCovered(name, known))) continue;
        names.push(name);
        notes.addCase(() => ({
          ...finding(at, [line], { rule: "surefire", cause: "case", name }),
          logLine: line.number,
        }));
      }
    }

    return {
      read(at) {
        const name = nameOf(at.text.replace(LEVEL, ""));
        if (name !== null) add(at, name);
        else if (FLAKES.test(at.text)) for (const flake of flakesAfter(at)) notes.retried(flake);
        else if (LIST.test(at.text)) list(at);
        else if (SUITE_PASSED.test(at.text)) notePassingRun(at, notes, RUNNING, /Tests run:.* Time elapsed/);
        else if (at.text.includes(VM_GONE) && !isGone) {
          isGone = true;
          notes.addCase(() => crashAt(at));
        }
      },
    };
  },
};

/** As Surefire's own summary writes it: `package.Class.method`. */
function nameOf(text: string): string | null {
  const [, name] = NEW_STYLE.exec(text) ?? [];
  if (name !== undefined) return name;
  const [, method, type, alone] = OLD_STYLE.exec(text) ?? [];
  if (method !== undefined) return `${type}.${method}`;
  return alone ?? null;
}

/** `Class.method` of the list is told by the full name, whatever its values, or by that of the class as a whole. */
function isCovered(name: string, known: string): boolean {
  const bare = `.${known.replace(/[([].*$/, "")}`;
  return (
    bare.endsWith(`.${name.replace(/[([].*$/, "")}`) || bare.endsWith(`.${name.split(".").slice(0, -1).join(".")}`)
  );
}

function listedName(text: string): string | undefined {
  const bare =
    LIST.exec(text)?.[1] === "" ? "" : text.replace(/^(?:\[ERROR\] )?(?:Failed tests|Tests in error): */, "  ");
  const [, type, method, words, oldMethod, oldType] = LISTED.exec(bare) ?? [];
  if (oldMethod !== undefined) return `${oldType}.${oldMethod}`;
  return type === undefined || words === undefined || /^Run \d+:/.test(words) ? undefined : `${type}.${method}`;
}

function caseAt(at: Cursor, name: string): Finding {
  const details = trimBlank(until(at.after(80), /^\s*$|^\[(?:ERROR|INFO|WARNING)\] /));
  const given = { rule: "surefire", cause: "case", name, ...placeOf(details, name) } as const;
  return finding(at, details.slice(0, 40), given);
}

/** The frame in the test's own file, not one in the assertion library. */
function placeOf(details: readonly LogLine[], name: string): Place | undefined {
  const types = name.split(/[.$]/);
  return userFrame(details, JVM_FRAME, (file) => types.includes(file.replace(/\.\w+$/, "")));
}

/** Surefire names the classes that were running; where it does not, the last one that began. */
function crashAt(at: Cursor): Finding {
  const lines = until(at.after(20), /^\[INFO\]|^\s*$/);
  const crashed = lines.findIndex(({ text }) => /^\[ERROR\] Crashed tests:/.test(text));
  const named = crashed < 0 ? undefined : /^\[ERROR\] ([\w.$]+)$/.exec(lines[crashed + 1]?.text ?? "")?.[1];
  const running = at.before(1500).findLast(({ text }) => RUNNING.test(text));
  const name = named ?? running?.text.replace(/^(?:\[INFO\] )?Running /, "") ?? VM_GONE;
  return finding(at, [at, ...lines], { rule: "surefire", cause: "case", name });
}

function flakesAfter(at: Cursor): string[] {
  return until(at.after(200), /^\[(?:INFO|ERROR)\] *$|^\[\w+\] Tests run:/).flatMap(
    ({ text }) => /^\[WARNING\] ([\w.$]+\.[^\s:]+)$/.exec(text)?.[1] ?? [],
  );
}
