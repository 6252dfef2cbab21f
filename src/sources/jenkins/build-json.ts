import { z } from "zod";
import type { Build, EndedBuild } from "../../ports/builds.ts";

/** The fields that are requested of each build. */
export const BUILD_TREE =
  "number,building,result,timestamp,duration,actions[parameters[name,value],lastBuiltRevision[SHA1,branch[name]]]";

const parameter = z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) });

const action = z.object({
  parameters: z.array(z.unknown()).nullish().catch(null),
  lastBuiltRevision: z
    .object({ SHA1: z.string().nullish(), branch: z.array(z.object({ name: z.string() })).nullish() })
    .nullish()
    .catch(null),
});

const buildJson = z.object({
  number: z.int().nonnegative(),
  timestamp: z.number(),
  building: z.boolean().catch(false),
  result: z.string().nullish().catch(null),
  duration: z.number().nonnegative().catch(0),
  // Plugins put anything here, even null.
  actions: z.array(z.unknown()).catch([]),
});

type Action = z.output<typeof action>;
type Parameters = ReadonlyMap<string, string>;

/** Reads a build; undefined if the JSON is not one. */
export function readBuild(job: string, json: unknown): Build | undefined {
  const parsed = buildJson.safeParse(json);
  if (!parsed.success) return undefined;
  const { number: id, timestamp: time, building, result, duration: durationMs, actions } = parsed.data;
  if (building || !result) return { kind: "running", id, time };
  const known = actions.flatMap((each) => action.safeParse(each).data ?? []);
  return { kind: "ended", id, time, run: { job, id, status: result, time, durationMs, ...columnsOf(known) } };
}

/** Parameters of the GitHub Pull Request Builder that have their own column. */
const OWN_COLUMN = ["ghprbActualCommit", "ghprbTargetBranch", "ghprbCommentBody", "ghprbGhRepository"];

type Columns = Pick<EndedBuild, "commit" | "branch" | "comment" | "repo" | "description">;

function columnsOf(actions: readonly Action[]): Columns {
  const parameters = parametersOf(actions);
  const text = (name: string) => textOf(parameters.get(name));
  const isPull = Number(text("ghprbPullId") ?? 0) > 0;
  // For a pull request, git has the merge with the target branch, a commit that nobody knows.
  const checkout = isPull ? undefined : checkoutOf(actions);
  const others = [...parameters].filter(([name]) => !OWN_COLUMN.includes(name));
  return {
    commit: text("ghprbActualCommit") ?? checkout?.commit ?? null,
    branch: text("ghprbTargetBranch") ?? checkout?.branch ?? null,
    comment: text("ghprbCommentBody"),
    repo: text("ghprbGhRepository"),
    description: JSON.stringify(Object.fromEntries(others)),
  };
}

/** The plugin writes the word null for a missing value, such as the comment of a run that no comment triggered. */
function textOf(value = ""): string | null {
  const text = value.trim();
  return text === "" || text === "null" ? null : text;
}

/** Parameters as text. Jenkins omits the values of passwords and files. */
function parametersOf(actions: readonly Action[]): Parameters {
  const all = actions.flatMap(({ parameters }) => parameters ?? []);
  const known = all.flatMap((each) => parameter.safeParse(each).data ?? []);
  return new Map(known.map(({ name, value }) => [name, String(value)]));
}

interface Checkout {
  readonly commit: string;
  readonly branch: string | null;
}

/** What a run without a pull request was built from; undefined if several commits were checked out. */
function checkoutOf(actions: readonly Action[]): Checkout | undefined {
  const revisions = actions.flatMap(({ lastBuiltRevision }) => (lastBuiltRevision?.SHA1 ? [lastBuiltRevision] : []));
  const [revision] = revisions;
  if (!revision?.SHA1 || new Set(revisions.map(({ SHA1 }) => SHA1)).size > 1) return undefined;
  return { commit: revision.SHA1, branch: branchOf(revision.branch?.[0]?.name) };
}

/** The branch name of a ref such as `refs/remotes/origin/release-5.0`; null for a detached checkout. */
function branchOf(name: string | undefined): string | null {
  const branch = name?.replace(/^refs\/(?:remotes|heads)\//, "").replace(/^origin\//, "") ?? "";
  return branch === "" || branch === "detached" || branch === "HEAD" || /^[0-9a-f]{40}$/.test(branch) ? null : branch;
}
