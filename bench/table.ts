/** One measured thing. */
export interface BenchRow {
  readonly what: string;
  readonly value: string;
}

/** A table in markdown, so that it can stand in the README as it was measured. */
export function renderBenchTable(rows: readonly BenchRow[]): string {
  return ["| measured | result |", "| --- | --- |", ...rows.map(({ what, value }) => `| ${what} | ${value} |`)].join(
    "\n",
  );
}
