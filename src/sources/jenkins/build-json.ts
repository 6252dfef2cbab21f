import { z } from "zod";
import type { Build, EndedBuild } from "../../ports/builds.ts";
import { ACTION_TREE, readSigns } from "./build-signs.ts";
import { ownCheckout } from "./checkout.ts";
import { readGhprbParameters } from "./pull-requests/ghprb.ts";
import { type PullRequestOptions, readPullRequest } from "./pull-requests/read-pull-request.ts";
import type { BuildSigns } from "./pull-requests/signs.ts";

/** The fields that are requested of each build. */
export const BUILD_TREE = `number,building,result,timestamp,duration,actions[${ACTION_TREE}]`;

const buildJson = z.object({
  number: z.int().nonnegative(),
  timestamp: z.number(),
  building: z.boolean().catch(false),
  result: z.string().nullish().catch(null),
  duration: z.number().nonnegative().catch(0),
  actions: z.array(z.unknown()).catch([]),
});

/** The job that a build is of: its full name, and its actions as Jenkins has them. */
export interface JobOfBuild {
  readonly name: string;
  readonly actions: readonly unknown[];
}

/** Reads a build; undefined if the JSON is not one. */
export function readBuild(job: JobOfBuild, json: unknown, options: PullRequestOptions): Build | undefined {
  const parsed = buildJson.safeParse(json);
  if (!parsed.success) return undefined;
  const { number: id, timestamp: time, building, result, duration: durationMs, actions } = parsed.data;
  if (building || !result) return { kind: "running", id, time };
  const told = toldBy(readSigns(job.name, actions, job.actions), options);
  return { kind: "ended", id, time, run: { job: job.name, id, status: result, time, durationMs, ...told } };
}

type Told = Omit<EndedBuild, "job" | "id" | "status" | "time" | "durationMs">;

function toldBy(signs: BuildSigns, options: PullRequestOptions): Told {
  const found = readPullRequest(signs, options);
  const parameters = Object.fromEntries(signs.parameters);
  if (found) {
    const { head: commit, targetBranch: branch, comment, repo } = found.pullRequest;
    return { commit, branch, comment, repo, pullRequest: found.pullRequest, plugin: found.plugin, parameters };
  }
  const { head, targetBranch, comment, repo } = readGhprbParameters(signs);
  const checkout = ownCheckout(signs);
  return {
    commit: head ?? checkout?.commit ?? null,
    branch: targetBranch ?? checkout?.branch ?? null,
    comment,
    repo,
    pullRequest: null,
    plugin: null,
    parameters,
  };
}
