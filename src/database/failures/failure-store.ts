import type { FailureStore } from "../../ports/failure-store.ts";
import type { Database } from "../engine/open.ts";
import { listNamed, listOccurrences, listSaying, listSpread, readReach, readTrendOf } from "./case-history.ts";
import { countAborts, countCauses, listFailures, listMissingFrom } from "./failure-list.ts";
import { listFlakyCases } from "./flaky-cases.ts";
import { countRunsOf, findElsewhere } from "./known-failures.ts";
import { countScanned, forgetScan, listScanned, readFailures, readScan, saveScan } from "./scan-record.ts";
import { listUnkept, pruneScans } from "./scan-upkeep.ts";

export function createFailureStore({ kysely }: Database): FailureStore {
  return {
    causes: (scope) => countCauses(kysely, scope),
    aborts: (scope) => countAborts(kysely, scope),
    top: (scope, causes, slice) => listFailures(kysely, scope, causes, slice),
    newSince: (scope, window, slice) => listMissingFrom(kysely, scope, { window, jobs: [] }, slice),
    onlyIn: (scope, other, slice) => listMissingFrom(kysely, scope, other, slice),
    named: (pattern, scope, slice) => listNamed(kysely, pattern, scope, slice),
    saying: (line, scope, slice) => listSaying(kysely, line, scope, slice),
    reach: (key, scope) => readReach(kysely, key, scope),
    trendOf: (key, scope, starts) => readTrendOf(kysely, key, scope, starts),
    spread: (key, scope, by, slice) => listSpread(kysely, key, scope, by, slice),
    occurrences: (key, scope, slice) => listOccurrences(kysely, key, scope, slice),
    runsOf: (keys, scope) => countRunsOf(kysely, keys, scope),
    elsewhere: (keys, pull, window) => findElsewhere(kysely, keys, pull, window),
    flakyCases: (scope, commits, slice) => listFlakyCases(kysely, scope, commits, slice),
    scan: (ref) => readScan(kysely, ref),
    ofRuns: (refs) => readFailures(kysely, refs),
    scannedCount: (window) => countScanned(kysely, window),
    scanned: (window) => listScanned(kysely, window),
    save: (run, scan) => saveScan(kysely, run, scan),
    forget: (ref) => forgetScan(kysely, ref),
    unkept: (slice) => listUnkept(kysely, slice),
    prune: (before) => pruneScans(kysely, before),
  };
}
