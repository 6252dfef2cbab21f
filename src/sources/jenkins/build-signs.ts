import { z } from "zod";
import { PARAMETER_TREE, readParameters } from "./parameters.ts";
import type { BranchSigns, BuildSigns, Checkout, RevisionSigns } from "./pull-requests/signs.ts";

/** The fields that are requested of each action of a build. */
export const ACTION_TREE = [
  `parameters[${PARAMETER_TREE}]`,
  "causes[shortDescription,data[buildVariables]]",
  "lastBuiltRevision[SHA1,branch[name]],remoteUrls",
  "revision[hash,pullHash,origin[hash],head[name,id,title,originName,target[name]]]",
].join();

/** The fields that are requested of each action of a job, which only multibranch projects have. */
export const BRANCH_TREE = "objectDisplayName,objectUrl,contributor";

const text = z.string().nullish().catch(null);
const list = z.array(z.unknown()).nullish().catch(null);

const cause = z.object({
  shortDescription: text,
  data: z
    .object({ buildVariables: z.record(z.string(), z.unknown()) })
    .nullish()
    .catch(null),
});

const revision = z.object({
  _class: z.string().catch(""),
  hash: text,
  pullHash: text,
  origin: z.object({ hash: text }).nullish().catch(null),
  head: z
    .object({
      name: text,
      id: text,
      title: text,
      originName: text,
      target: z.object({ name: text }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

const action = z.object({
  parameters: list,
  causes: list,
  lastBuiltRevision: z
    .object({
      SHA1: text,
      branch: z
        .array(z.object({ name: z.string() }))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  remoteUrls: z.array(z.string()).nullish().catch(null),
  revision: revision.nullish().catch(null),
});

const branchAction = z.object({ objectDisplayName: text, objectUrl: text, contributor: text });

type Action = z.output<typeof action>;

/** Reads the actions of a build, and those of its job. Plugins put anything there, even null. */
export function readSigns(job: string, ofBuild: readonly unknown[], ofJob: readonly unknown[]): BuildSigns {
  const actions = ofBuild.flatMap((each) => action.safeParse(each).data ?? []);
  const causes = actions.flatMap((each) => each.causes ?? []).flatMap((each) => cause.safeParse(each).data ?? []);
  return {
    job,
    parameters: readParameters(actions.flatMap((each) => each.parameters ?? [])),
    causes: causes.map(({ shortDescription, data }) => ({
      text: shortDescription ?? "",
      variables: new Map(Object.entries(data?.buildVariables ?? {}).map(([name, value]) => [name, String(value)])),
    })),
    revision: actions.map(revisionOf).find((found) => found !== undefined),
    checkouts: actions.flatMap(checkoutOf),
    branch: readBranch(ofJob),
  };
}

function revisionOf({ revision: found }: Action): RevisionSigns | undefined {
  if (!found) return undefined;
  const pullHash = found.pullHash ?? found.origin?.hash;
  const head = found.head?.name ?? null;
  return {
    type: found._class,
    hash: pullHash ?? found.hash ?? null,
    head,
    // Old versions export no id, and only a pull request has such a hash.
    id: found.head?.id ?? (pullHash ? (/\d+/.exec(head ?? "")?.[0] ?? null) : null),
    title: found.head?.title || null,
    sourceBranch: found.head?.originName || null,
    targetBranch: found.head?.target?.name ?? null,
  };
}

function checkoutOf({ lastBuiltRevision: built, remoteUrls }: Action): Checkout[] {
  if (!built?.SHA1) return [];
  return [{ commit: built.SHA1, branch: branchOf(built.branch?.[0]?.name), remotes: remoteUrls ?? [] }];
}

/** The branch name of a ref such as `refs/remotes/origin/release-5.0`; null for a detached checkout. */
function branchOf(name: string | undefined): string | null {
  const branch = name?.replace(/^refs\/(?:remotes|heads)\//, "").replace(/^origin\//, "") ?? "";
  return branch === "" || branch === "detached" || branch === "HEAD" || /^[0-9a-f]{40}$/.test(branch) ? null : branch;
}

function readBranch(actions: readonly unknown[]): BranchSigns {
  const known = actions.flatMap((each) => branchAction.safeParse(each).data ?? []);
  const first = (field: keyof z.output<typeof branchAction>) => known.map((each) => each[field]).find(Boolean) ?? null;
  return { title: first("objectDisplayName"), link: first("objectUrl"), author: first("contributor") };
}
