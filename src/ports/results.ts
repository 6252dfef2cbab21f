import type { RunRef } from "../model/run.ts";

/** XML: JUnit XML or Jenkins' `junitResult.xml`. JSON: Jenkins' `testReport`. */
export type ResultFormat = "xml" | "json";

/** The test results of a run, to be read once and at once. */
interface OpenResults {
  readonly kind: "results";
  readonly format: ResultFormat;
  /** @throws TruncatedError after what there is of them, UnreachableError */
  read(): AsyncIterable<Uint8Array>;
}

type ResultAnswer = OpenResults | { readonly kind: "none" };

/** Where the test results of runs are. Most runs have none. */
export interface ResultSource {
  /** @throws UnreachableError, RefusedError: neither says anything about the run */
  open(ref: RunRef): Promise<ResultAnswer>;
}
