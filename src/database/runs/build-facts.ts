import type { Kysely } from "kysely";
import type { Abort, AbortReason } from "../../model/abort.ts";
import type { BuildFacts } from "../../model/build-facts.ts";
import type { Run, RunRef } from "../../model/run.ts";
import { chunks, VALUES_AT_ONCE } from "../engine/chunks.ts";
import { cut } from "../engine/cut.ts";
import type { BuildFactsTable, Tables } from "../engine/schema.ts";

/** Sizes of the columns, in characters; what is longer is cut. */
const PLACE_LENGTH = 255;
const STATUS_LENGTH = 20;
const SOURCE_LENGTH = 100;

/** What is kept beside the facts, so that they can be found by it. */
type BuildPlace = Pick<Run, "job" | "id" | "time" | "repo" | "branch"> & {
  readonly pullRequest: { readonly number: number } | null;
};

export async function readFacts(kysely: Kysely<Tables>, ref: RunRef): Promise<BuildFacts | undefined> {
  const row = await factsOf(kysely, ref);
  return row && readRow(row);
}

/** Original statuses of those builds of a job whose row of `ci_data` holds a substitute. */
export async function readOriginalStatuses(
  kysely: Kysely<Tables>,
  job: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const part of chunks(ids, VALUES_AT_ONCE)) {
    const rows = await kysely
      .selectFrom("ci_stat_build_facts")
      .select(["job_id", "original_status"])
      .where("job", "=", job)
      .where("job_id", "in", [...part])
      .where("original_status", "is not", null)
      .execute();
    for (const row of rows) found.set(Number(row.job_id), row.original_status ?? "");
  }
  return found;
}

/** How many of these builds each source told of; the sources of builds that we did not write are unknown. */
export async function countSources(
  kysely: Kysely<Tables>,
  refs: readonly RunRef[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set(refs.map(({ job, id }) => `${job} ${id}`));
  const counts = new Map<string, number>();
  for (const part of chunks([...new Set(refs.map(({ id }) => id))], VALUES_AT_ONCE)) {
    const told = kysely.selectFrom("ci_stat_build_facts").select(["job", "job_id", "source"]);
    const rows = await told
      .where("job_id", "in", [...part])
      .where("source", "is not", null)
      .execute();
    for (const { job, job_id: id, source } of rows)
      if (source !== null && wanted.has(`${job} ${id}`)) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return counts;
}

/**
 * Stores facts of a build. Facts that are not given stay as they are, and an unknown reason of an abort does not replace
 * a known one. No row is created if all facts are null.
 */
export async function putFacts(kysely: Kysely<Tables>, run: BuildPlace, facts: Partial<BuildFacts>): Promise<void> {
  const before = await factsOf(kysely, run);
  const row = factsRow(facts, before && readRow(before).abort);
  if (before !== undefined) {
    const known = kysely.updateTable("ci_stat_build_facts").where("job", "=", run.job).where("job_id", "=", run.id);
    if (Object.keys(row).length > 0) await known.set(row).execute();
  } else if (Object.values(row).some((value) => value !== null)) {
    const nothing = factsRow(NOTHING, undefined) as Omit<BuildFactsTable, keyof ReturnType<typeof placeOf>>;
    await kysely
      .insertInto("ci_stat_build_facts")
      .values({ ...nothing, ...row, ...placeOf(run) })
      .execute();
  }
}

/** For a build that was not aborted after all. */
export async function forgetAbort(kysely: Kysely<Tables>, { job, id }: RunRef): Promise<void> {
  const facts = kysely.updateTable("ci_stat_build_facts").set({ abort_reason: null, abort_detail: null });
  await facts.where("job", "=", job).where("job_id", "=", id).execute();
}

function factsOf(kysely: Kysely<Tables>, { job, id }: RunRef): Promise<BuildFactsTable | undefined> {
  const all = kysely.selectFrom("ci_stat_build_facts").selectAll();
  return all.where("job", "=", job).where("job_id", "=", id).executeTakeFirst();
}

const NOTHING: BuildFacts = {
  originalStatus: null,
  abort: null,
  source: null,
};

function placeOf(run: BuildPlace) {
  return {
    job: run.job,
    job_id: run.id,
    run_time: run.time,
    repo: cut(run.repo, PLACE_LENGTH),
    branch: cut(run.branch, PLACE_LENGTH),
    pull: run.pullRequest?.number ?? null,
  };
}

function readRow(row: BuildFactsTable): BuildFacts {
  const { original_status: originalStatus, abort_reason: reason, abort_detail: detail } = row;
  return {
    originalStatus,
    abort: reason === null ? null : { reason: reason as AbortReason, detail },
    source: row.source,
  };
}

/** The columns of the given facts. */
function factsRow(facts: Partial<BuildFacts>, known: Abort | null | undefined): Partial<BuildFactsTable> {
  const { originalStatus, source } = facts;
  const abort = facts.abort?.reason === "unknown" ? (known ?? facts.abort) : facts.abort;
  const row = {
    original_status: originalStatus && cut(originalStatus, STATUS_LENGTH),
    abort_reason: abort === null ? null : abort?.reason,
    abort_detail: abort && cut(abort.detail, PLACE_LENGTH),
    source: source && cut(source, SOURCE_LENGTH),
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
