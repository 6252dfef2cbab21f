/** No test is nested deeper; what has more slashes is a path, or no name at all. */
const MAX_DEPTH = 40;

/** The names of the tests that a subtest is part of: of `TestX/a/b` they are `TestX` and `TestX/a`. */
export function ancestorsOf(name: string): string[] {
  const parts = name.split("/", MAX_DEPTH);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
