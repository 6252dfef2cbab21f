import { HOUR, MINUTE, SECOND } from "../model/window.ts";
import type { Build, EndedBuild } from "../ports/builds.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { JobNames } from "../ports/job-names.ts";
import type { KnownRow, RunWriter } from "../ports/run-writer.ts";

export interface WriteParts {
  readonly rows: RunWriter;
  readonly failures: Pick<FailureStore, "forget">;
  readonly jobNames: Pick<JobNames, "keep">;
}

export type BuildAnswer =
  | { readonly kind: "written" | "corrected" | "unchanged" }
  | { readonly kind: "refused"; readonly reason: string };

/** What became of a build of a page; one that still runs is not written. */
export interface PageAnswer {
  readonly build: Build;
  readonly answer: BuildAnswer | { readonly kind: "running" };
}

/** Writes the ended builds of a job. */
export async function writePage(
  parts: WriteParts,
  job: string,
  page: readonly Build[],
): Promise<readonly PageAnswer[]> {
  if (page.length === 0) return [];
  const stored = await parts.jobNames.keep(job);
  const known = await parts.rows.known(
    stored,
    page.map(({ id }) => id),
  );
  const answers: PageAnswer[] = [];
  for (const build of page) {
    const answer =
      build.kind === "running" ? build : await writeBuild(parts, { ...build.run, job: stored }, known.get(build.id));
    answers.push({ build, answer });
  }
  return answers;
}

/** Inserts a missing row of a build, whose job has the name of `ci_data`, or corrects one that was written before the build ended. */
export async function writeBuild(
  { rows, failures }: WriteParts,
  run: EndedBuild,
  known: KnownRow | undefined,
): Promise<BuildAnswer> {
  if (known && known.status === run.status && known.durationMs === run.durationMs) return { kind: "unchanged" };
  const isOther = known !== undefined && isOtherBuild(known, run);
  const answer = await (known === undefined ? rows.insert(run) : isOther ? rows.replace(run) : rows.correct(run));
  if (answer.kind === "refused") return answer;
  if (answer.kind === "there") return { kind: "unchanged" };
  // Stored failures depend on how the run ended.
  if (known && (isOther || known.status !== run.status)) await failures.forget(run);
  return { kind: known ? "corrected" : "written" };
}

/** Zones differ by whole quarters of an hour, and by at most so much. */
const QUARTER_MS = 15 * MINUTE;
const ZONES_APART_MS = 26 * HOUR;

/**
 * Whether the row is that of a build which had this number before its job was made anew: it ended otherwise and began at
 * another time. The same time in another zone is no other time, because the table may be somebody else's.
 */
function isOtherBuild({ time }: KnownRow, run: EndedBuild): boolean {
  if (time === null) return false;
  const apart = Math.abs(run.time - time);
  const beside = apart % QUARTER_MS;
  return apart > ZONES_APART_MS || Math.min(beside, QUARTER_MS - beside) > 2 * SECOND;
}
