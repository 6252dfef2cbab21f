import { checkCiData, ciDataColumns, hasWindowIndex, isFast } from "../database/engine/ci-data.ts";
import { describeDatabase } from "../database/engine/describe.ts";
import { columnsOf } from "../database/engine/dialect.ts";
import type { Database } from "../database/engine/open.ts";
import { type Rights, tryRights } from "../database/engine/rights.ts";
import { countSources } from "../database/runs/build-facts.ts";
import type { RunRef } from "../model/run.ts";

/** What the database that holds `ci_data` says of itself. Each method asks it anew and @throws the driver's error. */
export interface DatabaseProbes {
  /** The server's name and version, such as `MariaDB 10.11.6`. */
  version(): Promise<string>;
  /** Reads `ci_data` without a row; resolves if the table, its columns and the right to read them are there. */
  readCiData(): Promise<void>;
  /** Undefined if there is no `ci_data`. */
  ciData(): Promise<CiDataShape | undefined>;
  /** Whether `ci_data` has the virtual columns and the index that make counting fast. */
  isIndexed(): Promise<boolean>;
  /** How many of these runs each plugin told of; none where our tables are not beside `ci_data`. */
  sources(refs: readonly RunRef[]): Promise<ReadonlyMap<string, number>>;
  /** What the account may do beside `ci_data`. */
  rights(): Promise<Rights>;
}

interface CiDataShape {
  /** Columns that are missing. */
  readonly missing: readonly string[];
  /** `repo` is the last column, unlike in the table of sync_ci. */
  readonly isRepoLast: boolean;
}

export function probeDatabase(database: Database): DatabaseProbes {
  return {
    version: () => describeDatabase(database),
    readCiData: () => checkCiData(database),
    async ciData() {
      const found = await columnsOf(database, "ci_data");
      if (found.length === 0) return undefined;
      const known: readonly string[] = ciDataColumns;
      return {
        missing: known.filter((column) => !found.includes(column)),
        isRepoLast: found.filter((column) => known.includes(column)).at(-1) === "repo",
      };
    },
    isIndexed: async () => (await isFast(database)) && (await hasWindowIndex(database)),
    async sources(refs) {
      const isThere = (await columnsOf(database, "ci_stat_build_facts")).length > 0;
      return isThere ? countSources(database.kysely, refs) : new Map();
    },
    rights: () => tryRights(database),
  };
}
