import type { EndedBuild } from "../ports/builds.ts";
import type { FailureStore } from "../ports/failure-store.ts";
import type { KnownRow, RunWriter } from "../ports/run-writer.ts";

export interface WriteParts {
  readonly rows: RunWriter;
  readonly failures: Pick<FailureStore, "forget">;
}

export type BuildAnswer =
  | { readonly kind: "written" | "corrected" | "unchanged" }
  | { readonly kind: "refused"; readonly reason: string };

/** Inserts a missing row, or corrects one that was written before the build ended. */
export async function writeBuild(
  { rows, failures }: WriteParts,
  ended: EndedBuild,
  known: KnownRow | undefined,
): Promise<BuildAnswer> {
  const run = { ...ended, status: await rows.storedStatus(ended.status) };
  if (known && known.status === run.status && known.durationMs === run.durationMs) return { kind: "unchanged" };
  const answer = await (known ? rows.correct(run) : rows.insert(run));
  if (answer.kind === "refused") return answer;
  if (answer.kind === "there") return { kind: "unchanged" };
  // Stored failures depend on how the run ended.
  if (known && known.status !== run.status) await failures.forget(run);
  return { kind: known ? "corrected" : "written" };
}
