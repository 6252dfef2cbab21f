import type { EndedBuild, KnownRow, RunWriter } from "../ports.ts";

export type BuildAnswer =
  | { readonly kind: "written" | "corrected" | "unchanged" }
  | { readonly kind: "refused"; readonly reason: string };

/** A row that is missing is written; one that was written before the build ended is corrected; any other stays. */
export async function writeBuild(rows: RunWriter, run: EndedBuild, known: KnownRow | undefined): Promise<BuildAnswer> {
  if (known && known.status === run.status && known.durationMs === run.durationMs) return { kind: "unchanged" };
  const answer = await (known ? rows.correct(run) : rows.insert(run));
  if (answer.kind === "refused") return answer;
  if (answer.kind === "there") return { kind: "unchanged" };
  return { kind: known ? "corrected" : "written" };
}
