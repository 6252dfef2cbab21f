import type { TrackedIssue } from "../../model/issue.ts";
import type { Sources } from "./command.ts";

/** Issues that our ledger has, by the case they are about; empty where no GitHub is configured. */
export async function issuesByCase({ issues }: Pick<Sources, "issues">): Promise<ReadonlyMap<string, TrackedIssue>> {
  if (!issues) return new Map();
  const { tracked } = await issues.tracked();
  const filed = tracked.filter(({ number }) => number !== null);
  return new Map(filed.flatMap((issue) => issue.cases.map((name) => [name, issue] as const)));
}
