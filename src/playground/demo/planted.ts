import type { FailureCause } from "../../model/failure.ts";

/** How failures are written into logs, with the cause of each. */
const causes = {
  gocheck: "case",
  gocheck_panic: "case",
  go_test: "case",
  go_race: "case",
  go_timeout: "case",
  libtest: "case",
  nextest: "case",
  sql_query: "case",
  sql_output: "case",
  go_build: "compile",
  cargo_build: "compile",
  clippy: "compile",
  gofmt: "check",
  go_lint: "check",
  go_tidy: "check",
  connection_reset: "env",
  unknown_host: "env",
  module_proxy: "env",
  killed: "env",
  disk_full: "env",
  agent_gone: "env",
  checkout: "env",
} as const satisfies Record<string, FailureCause>;

export type PlantedFormat = keyof typeof causes;
export const formats = Object.keys(causes) as PlantedFormat[];

/** A failure that the demo plants in a run, to be found by the scanner. */
export interface Planted {
  readonly format: PlantedFormat;
  /** Name as the framework prints it. */
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  /** Go package (relative to its repository), Rust crate or SQL suite. */
  readonly place: string;
}

export function causeOf(planted: Planted): FailureCause {
  return causes[planted.format];
}

/** Formats that the original `sync_ci` did not know; it wrote `{}` for them. */
const unseenBySync: ReadonlySet<PlantedFormat> = new Set<PlantedFormat>([
  "go_race",
  "go_timeout",
  "nextest",
  "checkout",
]);

/** `analysis_res` as `sync_ci` wrote it, with at most one key. */
export function analysisOf(failures: readonly Planted[]): string {
  const [first] = failures;
  if (!first || unseenBySync.has(first.format)) return "{}";
  const cause = causeOf(first);
  const alike = failures.filter((failure) => causeOf(failure) === cause);
  return JSON.stringify({
    [cause]: alike.map(({ file, name }) => (cause === "case" && file ? `${file}:${name}` : name)),
  });
}
