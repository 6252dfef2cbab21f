/** Members that are maps and not objects of Jenkins: their keys cannot be asked for one by one. */
const MAPS = ["buildVariables"];

/**
 * Jenkins' `tree` parameter: only the members that are asked for, `builds[number,actions[name]]{0,100}` with a range. An
 * object whose members nobody asks for has nothing but its class, which every object has.
 */
export function pruned(value: unknown, tree: string): unknown {
  const wanted = [...(tree === "" ? [] : membersOf(tree)), { name: "_class", inside: undefined, range: undefined }];
  if (Array.isArray(value)) return value.map((each) => pruned(each, tree));
  if (typeof value !== "object" || value === null) return value;
  const entries = wanted.flatMap(({ name, inside, range }) => {
    if (!(name in value)) return [];
    const found = (value as Record<string, unknown>)[name];
    const part = range && Array.isArray(found) ? found.slice(...range) : found;
    return [[name, MAPS.includes(name) ? part : pruned(part, inside ?? "")]];
  });
  return Object.fromEntries(entries);
}

interface Member {
  readonly name: string;
  readonly inside: string | undefined;
  readonly range: [number, number] | undefined;
}

/** Cut at the commas that are in no brackets. */
function membersOf(tree: string): Member[] {
  const parts: string[] = [""];
  let depth = 0;
  for (const sign of tree) {
    if ("[{".includes(sign)) depth++;
    if ("]}".includes(sign)) depth--;
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => {
    const match = /^(\w+)(?:\[(.*)\])?(?:\{(\d+),(\d+)\})?$/.exec(part);
    if (!match) throw new Error(`no tree: ${part}`);
    const [, name = "", inside, from, to] = match;
    return { name, inside, range: from === undefined ? undefined : [Number(from), Number(to)] };
  });
}
