import { sql, type Updateable } from "kysely";
import { isFailed, type RunStatus } from "../../model/run.ts";
import type { EndedBuild } from "../../ports/builds.ts";
import { RefusedError } from "../../ports/errors.ts";
import type { KnownRow, RowAnswer, RunWriter } from "../../ports/run-writer.ts";
import { fromNaive, toNaive } from "../../time/zone.ts";
import { retryConflicts } from "../engine/conflicts.ts";
import { isDenied, isUnfit, messageOf } from "../engine/errors.ts";
import type { Database } from "../engine/open.ts";
import type { CiDataTable } from "../engine/schema.ts";
import { describeBuild } from "./description.ts";

/** Length of the name columns that `sync_ci` created, in characters. */
const NAME_LENGTH = 100;
/** `int unsigned`. */
const MOST = 2 ** 32 - 1;

/** Writes ended builds into `ci_data` by column name, whichever program created the table. */
export function createRunWriter(database: Database, zone: string): RunWriter {
  const { kysely, engine } = database;
  const takenStatuses = once(() => statusesOf(database));

  async function refusal({ job, status }: EndedBuild): Promise<RowAnswer | undefined> {
    if (job.length > NAME_LENGTH)
      return { kind: "refused", reason: `job: expected at most ${NAME_LENGTH} characters, it has ${job.length}` };
    const taken = await takenStatuses();
    if (!taken || taken.includes(status)) return undefined;
    return { kind: "refused", reason: `status: ${status}; ci_data takes ${taken.join(", ")}` };
  }

  async function tried(run: EndedBuild, work: () => Promise<RowAnswer>): Promise<RowAnswer> {
    const refused = await refusal(run);
    return refused ?? (await retryConflicts(work).catch((error: unknown) => answerOf(error)));
  }

  return {
    async mayWrite() {
      const nothing = sql`select job, job_id, status from ci_data where 1 = 0`;
      await sql`insert into ci_data (job, job_id, status) ${nothing}`.execute(kysely).catch(throwTold);
      await sql`update ci_data set status = status where 1 = 0`.execute(kysely).catch(throwTold);
    },

    storedStatus: async (status) => storedAs(status, await takenStatuses()),

    known: (job, ids) => readEnds(database, zone, job, ids),

    insert: (run) =>
      tried(run, async () => {
        const insert = kysely.insertInto("ci_data").values({ ...rowOf(run, zone), analysis_res: null });
        // Not `insert ignore`: that would silently cut values that do not fit.
        const one = engine === "mysql" ? insert : insert.onConflict((on) => on.doNothing());
        const { numInsertedOrUpdatedRows = 0n } = await one.executeTakeFirst();
        return { kind: numInsertedOrUpdatedRows > 0n ? "written" : "there" };
      }),

    correct: (run) =>
      tried(run, async () => {
        const { job, job_id, status, duration, ...rest } = rowOf(run, zone);
        const there = kysely.selectFrom("ci_data").where("job", "=", job).where("job_id", "=", job_id);
        const row = await there
          .select(["time", "commit", "branch", "comment", "repo", "description"])
          .executeTakeFirst();
        if (!row) return { kind: "there" };
        const missing = Object.entries(rest).filter(([name]) => row[name as keyof typeof row] === null);
        const change: Updateable<CiDataTable> = { status, duration, ...Object.fromEntries(missing) };
        await kysely.updateTable("ci_data").set(change).where("job", "=", job).where("job_id", "=", job_id).execute();
        return { kind: "written" };
      }),

    replace: (run) => tried(run, () => replaceRow(database, rowOf(run, zone))),

    async note({ job, id }, analysis) {
      const note = kysely.updateTable("ci_data").set({ analysis_res: analysis }).where("job", "=", job);
      const unnoted = note.where("job_id", "=", id).where("analysis_res", "is", null);
      await retryConflicts(() => unnoted.execute()).catch(throwTold);
    },
  };
}

async function readEnds(
  { kysely }: Database,
  zone: string,
  job: string,
  ids: readonly number[],
): Promise<Map<number, KnownRow>> {
  if (ids.length === 0) return new Map();
  const rows = await kysely
    .selectFrom("ci_data")
    .select(["job_id", "status", "duration", "analysis_res", "time"])
    .where("job", "=", job)
    .where("job_id", "in", [...ids])
    .execute();
  const ends = rows.map(({ job_id: id, status, duration: durationMs, analysis_res: analysis, time }) => {
    return [id, { status, durationMs, analysis, time: time === null ? null : fromNaive(time, zone) }] as const;
  });
  return new Map(ends);
}

async function replaceRow(
  { kysely }: Database,
  { job, job_id, ...rest }: ReturnType<typeof rowOf>,
): Promise<RowAnswer> {
  const change = kysely.updateTable("ci_data").set({ ...rest, analysis_res: null });
  await change.where("job", "=", job).where("job_id", "=", job_id).execute();
  return { kind: "written" };
}

/** A failed run stays a failed run even if the column does not take its exact status. */
function storedAs(status: RunStatus, taken: readonly string[] = [status]): RunStatus {
  if (taken.includes(status) || !isFailed(status)) return status;
  return taken.find(isFailed) ?? status;
}

/** Asks once and shares the answer. After a fault, the next caller asks again. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => {
    asked ??= ask().catch((fault: unknown) => {
      asked = undefined;
      throw fault;
    });
    return asked;
  };
}

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

/** The values of the status column if it is an enum, as `sync_ci` creates it; undefined if it takes any text. */
async function statusesOf({ engine, kysely }: Database): Promise<readonly string[] | undefined> {
  if (engine === "sqlite") return undefined;
  const { rows } = await sql<{ type: string }>`select column_type as type from information_schema.columns
    where table_schema = database() and table_name = 'ci_data' and column_name = 'status'`.execute(kysely);
  const values = /^enum\((.*)\)$/i.exec(rows[0]?.type ?? "")?.[1];
  return values?.split(",").map((value) => value.replace(/^'|'$/g, ""));
}

function answerOf(error: unknown): RowAnswer {
  if ((error as { code?: string }).code === "ER_DUP_ENTRY") return { kind: "there" };
  if (isUnfit(error)) return { kind: "refused", reason: messageOf(error) };
  return throwTold(error);
}

function throwTold(error: unknown): never {
  const { code, errno = 0 } = error as { code?: string; errno?: number };
  if (!isDenied(error) && code !== "SQLITE_READONLY") throw error;
  const wanted = "user may only read ci_data; expected the rights INSERT and UPDATE on it";
  throw new RefusedError("the database", errno, wanted);
}
