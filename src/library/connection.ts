import { existsSync } from "node:fs";
import PQueue from "p-queue";
import { isFast } from "../database/engine/ci-data.ts";
import { columnsOf } from "../database/engine/dialect.ts";
import { toDatabaseError, withDatabaseErrors } from "../database/engine/errors.ts";
import { type Database, openMysql, openSqlite } from "../database/engine/open.ts";
import { hasOriginals } from "../database/engine/statuses.ts";
import { createFailureStore } from "../database/failures/failure-store.ts";
import { createRunStore } from "../database/runs/run-store.ts";
import type { FailureSources } from "../details/found-run.ts";
import { builtinRules } from "../logs/rules.ts";
import { readRun, readRunResults } from "../logs/scanning/read-run.ts";
import type { Scan } from "../model/failure.ts";
import { UnreachableError } from "../ports/errors.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { RunStore, StoredRun } from "../ports/run-store.ts";
import { logFiles, resultFiles } from "../sources/files/log-files.ts";
import { isZone } from "../time/zone.ts";

const LOGS_AT_ONCE = 2;

interface CommonOptions {
  /** IANA zone of `ci_data.time`; `Asia/Shanghai` by default. */
  readonly timeZone?: string;
  /** Folder of build logs, `<logDir>/<job>/builds/<id>/log`; without it, `analysis_res` says why a run failed. */
  readonly logDir?: string;
}

/** MySQL, MariaDB or TiDB that holds `ci_data`. */
export interface ServerOptions extends CommonOptions {
  readonly host: string;
  /** 3306 by default. */
  readonly port?: number;
  /** `root` by default. */
  readonly user?: string;
  readonly password?: string;
  /** `sync_ci_data` by default. */
  readonly database?: string;
}

/** The embedded database of the service, or any SQLite file with a table `ci_data`. */
export interface FileOptions extends CommonOptions {
  readonly sqliteFile: string;
}

/** A database that is only read, never written. */
export interface Connection {
  /** IANA zone of `ci_data.time`. */
  readonly timeZone: string;
  /** @internal */
  readonly sources: FailureSources & { readonly runs: Pick<RunStore, "runsWithin"> };
  close(): Promise<void>;
}

/**
 * Opens a database connection without the service.
 * @throws UnreachableError if the database does not answer or has no `ci_data`, RangeError for a wrong zone
 */
export async function connect(options: ServerOptions | FileOptions): Promise<Connection> {
  const { timeZone = "Asia/Shanghai", logDir } = options;
  if (!isZone(timeZone)) throw new RangeError(`${timeZone} is not an IANA time zone`);
  const database = openDatabase(options);
  try {
    const shape = { fast: await isFast(database), hasOriginals: await hasOriginals(database) };
    const runs = withDatabaseErrors(createRunStore(database, { zone: timeZone, ...shape }));
    await runs.newest();
    const isScanned = (await columnsOf(database, "ci_stat_scans")).length > 0;
    const failures = isScanned ? withDatabaseErrors(createFailureStore(database)) : undefined;
    return { timeZone, sources: { runs, ...failureSources(failures, logDir) }, close: database.close };
  } catch (cause) {
    await database.close();
    throw toDatabaseError(cause);
  }
}

function openDatabase(options: ServerOptions | FileOptions): Database {
  if ("host" in options)
    return openMysql({ port: 3306, user: "root", password: "", database: "sync_ci_data", ...options });
  const { sqliteFile } = options;
  if (!existsSync(sqliteFile))
    throw new UnreachableError(`the database ${sqliteFile}`, { cause: new Error("the file does not exist") });
  return openSqlite(sqliteFile);
}

/** Reads the failures that the service has stored, or else the log. Nothing is written. */
function failureSources(kept: FailureStore | undefined, logDir: string | undefined): FailureSources {
  const clock = { now: () => Date.now() };
  const [logs, results] = [logFiles(logDir, clock), resultFiles(logDir, clock)];
  const rules = builtinRules();
  const queue = new PQueue({ concurrency: LOGS_AT_ONCE });
  const readNow = async (run: StoredRun): Promise<Scan> =>
    readRun(run, logs, rules, await readRunResults(run, results));
  return {
    failures: {
      ofRuns: async (refs) => kept?.ofRuns(refs) ?? refs.map(({ job, id }) => ({ job, id, failures: [] })),
    },
    scanner: { scanRun: async (run) => (await kept?.scan(run)) ?? queue.add(() => readNow(run)) },
  };
}
