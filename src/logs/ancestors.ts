/** No test is nested deeper: a name with more slashes is a path, or not a name. */
const MAX_DEPTH = 40;

/** The names of the tests that contain a subtest: `TestX` and `TestX/a` for `TestX/a/b`. */
export function ancestorsOf(name: string): string[] {
  const parts = name.split("/", MAX_DEPTH);
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}
