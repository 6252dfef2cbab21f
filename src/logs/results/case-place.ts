import type { Place } from "../excerpt.ts";

/** How languages write the place of a failure. The first group is the file, the second the line. */
const PLACES: readonly RegExp[] = [
  /\(([\w$]+\.(?:java|kt|scala|groovy)):(\d+)\)/, // a frame on the JVM
  /^\s*File "([^"]+\.py)", line (\d+)/, // Python's traceback
  /^((?:[A-Za-z]:)?[\w./\\@+~-]+\.py):(\d+): /, // pytest
  /(?:^|\s)((?:[\w@+~.-]*\/)*[\w@+~.-]+\.go):(\d+)(?::|\s|$)/,
  /panicked at (?:.*, )?([\w./@+~-]+\.rs):(\d+):\d+/,
  /(?:^|[\s(])(?:file:\/\/)?((?:[A-Za-z]:)?[\w./\\@+~-]+\.[cm]?[jt]sx?):(\d+):\d+/,
  / in ((?:[A-Za-z]:)?[^:]+\.(?:cs|fs|vb)):line (\d+)/,
  /^#?\d*\s*((?:[A-Za-z]:)?[\w./\\@+~-]+\.php)[:(](\d+)/,
  /(?<![\w@+~./-])((?:[\w@+~.-]*\/)*[\w@+~.-]+\.rb):(\d+)/,
  /^\s*((?:[A-Za-z]:)?[\w./\\@+~-]+\.(?:cc|cpp|cxx|c|h|hpp|mm?|swift|exs?|dart))[:(](\d+)/,
];
/** Frames of a framework or a library, not of the tested project. */
const FOREIGN =
  /(?:^|[/\\])(?:node_modules|site-packages|dist-packages|vendor|gems|\.cargo|rustc|testify|internal)[/\\]|^(?:Assert\w*|Method|Native\w*|Reflect\w*)\.java$|(?:^|\/)testing\.go$|^node:/;
const MAX_LINES = 400;

/** The place of a failure: in the test case's own file if it is known, else the first in the project's own code. */
export function placeOfCase(lines: readonly string[], own: (file: string) => boolean): Place | undefined {
  const places = lines.slice(0, MAX_LINES).flatMap(placesIn);
  return places.find(({ file }) => own(file)) ?? places.find(({ file }) => !FOREIGN.test(file));
}

function placesIn(text: string): Place[] {
  if (text.length > 1000) return [];
  for (const pattern of PLACES) {
    const [, file, line] = pattern.exec(text) ?? [];
    if (file !== undefined && line !== undefined) return [{ file, line: Number(line) }];
  }
  return [];
}
