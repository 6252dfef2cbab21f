/** Finds the lines that hold a mark, in text whose characters are bytes. */
export interface Gate {
  readonly pattern: RegExp;
  /** Who asked for what the pattern matched: places in the list the gate was built from. */
  ownersOf(matched: string): readonly number[];
}

/**
 * One pattern for everybody's marks. A mark that contains another is found by the shorter one, so only the shortest
 * are searched for: fewer alternatives are faster.
 */
export function buildGate(marksByOwner: readonly (readonly string[])[]): Gate {
  const bytesByOwner = marksByOwner.map((marks) => marks.map(asBytes));
  const all = [...new Set(bytesByOwner.flat())];
  const shortest = all.filter((mark) => !all.some((other) => other !== mark && mark.includes(other)));
  const owners = new Map(shortest.map((mark) => [mark, ownersHaving(bytesByOwner, mark)]));
  return {
    pattern: new RegExp(shortest.map(escapeRegExp).join("|"), "g"),
    ownersOf: (matched) => owners.get(matched) ?? [],
  };
}

function ownersHaving(marksByOwner: readonly (readonly string[])[], part: string): number[] {
  return marksByOwner.flatMap((marks, owner) => (marks.some((mark) => mark.includes(part)) ? [owner] : []));
}

/** The pattern runs on bytes read as Latin-1. */
function asBytes(mark: string): string {
  return Buffer.from(mark, "utf8").toString("latin1");
}

function escapeRegExp(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
