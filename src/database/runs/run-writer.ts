import { sql, type Updateable } from "kysely";
import type { BuildFacts } from "../../model/build-facts.ts";
import type { RunStatus } from "../../model/run.ts";
import type { EndedBuild } from "../../ports/builds.ts";
import { RefusedError } from "../../ports/errors.ts";
import { once } from "../../ports/once.ts";
import type { KnownRow, RowAnswer, RunWriter } from "../../ports/run-writer.ts";
import { fromNaive, toNaive } from "../../time/zone.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { isDenied, isDuplicate, isUnfit, messageOf } from "../engine/errors.ts";
import type { Database } from "../engine/open.ts";
import type { CiDataTable } from "../engine/schema.ts";
import { storedAs, takenStatuses } from "../engine/statuses.ts";
import { putFacts, readOriginalStatuses } from "./build-facts.ts";
import { describeBuild } from "./description.ts";

/** Length of the columns for branch, comment and repository that `sync_ci` created, in characters. */
const NAME_LENGTH = 100;
/** `int unsigned`. */
const MOST = 2 ** 32 - 1;

/**
 * Writes ended builds into `ci_data` by column name, whichever program created the table, and into our `own` tables what
 * it has no column for.
 */
export function createRunWriter(database: Database, own: Database, zone: string): RunWriter {
  const { kysely } = database;
  const taken = once(() => takenStatuses(database));

  async function write(run: EndedBuild, work: (stored: EndedBuild) => Promise<RowAnswer>): Promise<RowAnswer> {
    const statuses = await taken();
    const stored = { ...run, status: storedAs(run.status, statuses) };
    const refused = refusal(stored, statuses);
    if (refused) return refused;
    // The facts come first: a row without its facts would look complete, and nobody would add them.
    await keepFacts(own, run, stored.status);
    return retryConflicts(() => work(stored)).catch((error: unknown) => answerOf(error));
  }

  return {
    async mayWrite() {
      const nothing = sql`select job, job_id, status from ci_data where 1 = 0`;
      await sql`insert into ci_data (job, job_id, status) ${nothing}`.execute(kysely).catch(throwTold);
      await sql`update ci_data set status = status where 1 = 0`.execute(kysely).catch(throwTold);
    },

    async known(job, ids) {
      if (ids.length === 0) return new Map<number, KnownRow>();
      const originals = await readOriginalStatuses(own.kysely, job, ids);
      const rows = await readEnds(database, zone, job, ids);
      return new Map(rows.map(([id, row]) => [id, { ...row, status: originals.get(id) ?? row.status }]));
    },

    insert: (run) => write(run, (stored) => insertRow(database, rowOf(stored, zone))),
    correct: (run) => write(run, (stored) => correctRow(database, rowOf(stored, zone))),
    replace: (run) => write(run, (stored) => replaceRow(database, rowOf(stored, zone))),

    async note({ job, id }, analysis) {
      const note = kysely.updateTable("ci_data").set({ analysis_res: analysis }).where("job", "=", job);
      const unnoted = note.where("job_id", "=", id).where("analysis_res", "is", null);
      await retryConflicts(() => unnoted.execute()).catch(throwTold);
    },
  };
}

function refusal({ status }: EndedBuild, taken: readonly string[] | undefined): RowAnswer | undefined {
  if (!taken || taken.includes(status)) return undefined;
  return { kind: "refused", reason: `status: ${status}; ci_data takes ${taken.join(", ")}` };
}

async function keepFacts(own: Database, run: EndedBuild, stored: RunStatus): Promise<void> {
  await retryConflicts(() => putFacts(own.kysely, run, factsBeside(run, stored)), isDuplicate);
}

async function readEnds({ kysely }: Database, zone: string, job: string, ids: readonly number[]) {
  const rows = await kysely
    .selectFrom("ci_data")
    .select(["job_id", "status", "duration", "analysis_res", "time"])
    .where("job", "=", job)
    .where("job_id", "in", [...ids])
    .execute();
  return rows.map(({ job_id: id, status, duration: durationMs, analysis_res: analysis, time }) => {
    const known = { status, durationMs, analysis, time: time === null ? null : fromNaive(time, zone) };
    return [id, known] as const;
  });
}

async function insertRow({ kysely, engine }: Database, row: Row): Promise<RowAnswer> {
  const insert = kysely.insertInto("ci_data").values({ ...row, analysis_res: null });
  // Not `insert ignore`: that would silently cut values that do not fit.
  const one = engine === "mysql" ? insert : insert.onConflict((on) => on.doNothing());
  const { numInsertedOrUpdatedRows = 0n } = await one.executeTakeFirst();
  return { kind: numInsertedOrUpdatedRows > 0n ? "written" : "there" };
}

async function correctRow({ kysely }: Database, { job, job_id, status, duration, ...rest }: Row): Promise<RowAnswer> {
  const there = kysely.selectFrom("ci_data").where("job", "=", job).where("job_id", "=", job_id);
  const row = await there.select(["time", "commit", "branch", "comment", "repo", "description"]).executeTakeFirst();
  if (!row) return { kind: "there" };
  const missing = Object.entries(rest).filter(([name]) => row[name as keyof typeof row] === null);
  const change: Updateable<CiDataTable> = { status, duration, ...Object.fromEntries(missing) };
  await kysely.updateTable("ci_data").set(change).where("job", "=", job).where("job_id", "=", job_id).execute();
  return { kind: "written" };
}

async function replaceRow({ kysely }: Database, { job, job_id, ...rest }: Row): Promise<RowAnswer> {
  const change = kysely.updateTable("ci_data").set({ ...rest, analysis_res: null });
  await change.where("job", "=", job).where("job_id", "=", job_id).execute();
  return { kind: "written" };
}

/** What the row has no column for. A status that it does hold, and an abort that was none, are cleared. */
function factsBeside(run: EndedBuild, stored: RunStatus): Partial<BuildFacts> {
  const abort = run.status === "ABORTED" ? run.facts?.abort : null;
  return {
    ...run.facts,
    ...(run.plugin === null ? {} : { source: run.plugin }),
    ...(abort === undefined ? {} : { abort }),
    originalStatus: stored === run.status ? null : run.status,
  };
}

type Row = ReturnType<typeof rowOf>;

function rowOf(run: EndedBuild, zone: string) {
  return {
    job: run.job,
    job_id: run.id,
    status: run.status,
    duration: Math.min(MOST, Math.round(run.durationMs)),
    time: toNaive(run.time, zone),
    commit: run.commit,
    branch: cut(run.branch),
    comment: cut(run.comment),
    repo: cut(run.repo),
    description: describeBuild(run),
  };
}

function cut(text: string | null): string | null {
  return text === null ? null : [...text].slice(0, NAME_LENGTH).join("");
}

function answerOf(error: unknown): RowAnswer {
  if (isDuplicate(error)) return { kind: "there" };
  if (isUnfit(error)) return { kind: "refused", reason: messageOf(error) };
  return throwTold(error);
}

function throwTold(error: unknown): never {
  const { code, errno = 0 } = error as { code?: string; errno?: number };
  if (!isDenied(error) && code !== "SQLITE_READONLY") throw error;
  const wanted = "user may only read ci_data; expected the rights INSERT and UPDATE on it";
  throw new RefusedError("the database", errno, wanted);
}
