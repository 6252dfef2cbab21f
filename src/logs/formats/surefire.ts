import type { Cursor, LogLine } from "../cursor.ts";
import { type Place, trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format } from "../format.ts";

const LEVEL = /^\[(?:ERROR|WARNING|INFO)\] +/;
/** Surefire 3 prints `Class.method -- Time elapsed`, older ones `method(Class)  Time elapsed`. */
const NEW_STYLE = /^([\w.$]+(?:\.[^\s(]+(?:\([^)]*\))?(?:\[[^\]]*\])?)?) -- Time elapsed: .* <<< (?:FAILURE|ERROR)!$/;
const OLD_STYLE =
  /^(?:(\S[^(]*(?:\([^)]*\))?(?:\[[^\]]*\])?)\(([\w.$]+)\)|([\w.$]+)) +Time elapsed: .* <<< (?:FAILURE|ERROR)!$/;
const FLAKES = /^\[WARNING\] Flakes: *$/;
const FRAME = /\(([\w$]+\.(?:java|kt|scala|groovy)):(\d+)\)/;

/** JUnit under Maven: `Class.method … <<< FAILURE!`, and the flakes it lists. */
export const surefire: Format = {
  name: "surefire",
  readsLevels: true,
  marks: ["<<< FAILURE!", "<<< ERROR!", "Flakes:"],
  open: (notes) => ({
    read(at) {
      if (FLAKES.test(at.text)) for (const name of flakesAfter(at)) notes.retried(name);
      const name = nameOf(at.text.replace(LEVEL, ""));
      if (name !== null) notes.addCase(() => caseAt(at, name));
    },
  }),
};

/** As Surefire's own summary writes it: `package.Class.method`. */
function nameOf(text: string): string | null {
  const [, name] = NEW_STYLE.exec(text) ?? [];
  if (name !== undefined) return name;
  const [, method, type, alone] = OLD_STYLE.exec(text) ?? [];
  if (method !== undefined) return `${type}.${method}`;
  return alone ?? null;
}

function caseAt(at: Cursor, name: string): Finding {
  const details = trimBlank(until(at.after(40), /^\s*$|^\[(?:ERROR|INFO|WARNING)\] /));
  return finding(at, details, { rule: "surefire", cause: "case", name, ...placeOf(details, name) });
}

/** The frame in the test's own file, not one in the assertion library. */
function placeOf(details: readonly LogLine[], name: string): Place | undefined {
  for (const { text } of details) {
    const [, file, line] = FRAME.exec(text) ?? [];
    const type = file?.replace(/\.\w+$/, "");
    if (file !== undefined && type !== undefined && name.split(/[.$]/).includes(type))
      return { file, line: Number(line) };
  }
  return undefined;
}

function flakesAfter(at: Cursor): string[] {
  return until(at.after(200), /^\[(?:INFO|ERROR)\] *$|^\[\w+\] Tests run:/).flatMap(
    ({ text }) => /^\[WARNING\] ([\w.$]+\.[^\s:]+)$/.exec(text)?.[1] ?? [],
  );
}
