import type { FailureStore } from "../../ports.ts";
import { countCauses, listFailures, listNewFailures } from "./failure-list.ts";
import type { Database } from "./open.ts";
import { countScanned, listScanned, readFailures, readScan, saveScan } from "./scan-record.ts";

export function createFailureStore({ kysely }: Database): FailureStore {
  return {
    causes: (scope) => countCauses(kysely, scope),
    top: (scope, causes, slice) => listFailures(kysely, scope, causes, slice),
    newSince: (scope, before, slice) => listNewFailures(kysely, scope, before, slice),
    scan: (ref) => readScan(kysely, ref),
    ofRuns: (refs) => readFailures(kysely, refs),
    scannedCount: (window) => countScanned(kysely, window),
    scannedRefs: (window) => listScanned(kysely, window),
    save: (run, scan) => saveScan(kysely, run, scan),
  };
}
