/** Our hidden mark in an issue's body: which subject it covers. Keys hold no sign that could end the comment. */
export function marker(key: string): string {
  return `<!-- ci_stat: ${key} -->`;
}

/** The keys that a body is marked with. */
export function markedKeys(body: string): string[] {
  return [...body.matchAll(/<!-- ci_stat: (\S+) -->/g)].map(([, key]) => key ?? "");
}
