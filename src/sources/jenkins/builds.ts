import type { BuildSource, JobExtent } from "../../ports/builds.ts";
import { BUILD_TREE, readBuild } from "./build-json.ts";
import { BRANCH_TREE } from "./build-signs.ts";
import type { JsonObject } from "./client.ts";
import { buildPath, buildPlace, jobPath, jobPlace, listPlace } from "./place.ts";
import type { PullRequestOptions } from "./pull-requests/read-pull-request.ts";
import type { JenkinsSite } from "./site.ts";

/** How deep nested folders are searched. */
const FOLDERS_DEEP = 8;
const EXTENT_TREE = "fullName,firstBuild[number],lastBuild[number]";

/** Reads builds from Jenkins' JSON API, https://www.jenkins.io/doc/book/using/remote-access-api/. */
export function jenkinsBuilds(site: JenkinsSite, options: PullRequestOptions): BuildSource {
  const { jenkins } = site;
  const get = async (path: string, tree: string) =>
    (await jenkins.json(`${path}/api/json?tree=${encodeURIComponent(tree)}`))?.body;

  /** Asked only for the jobs that a multibranch project makes of pull requests, `PR-77`, because others say nothing. */
  async function actionsOf(job: string): Promise<readonly unknown[]> {
    const path = /\/[A-Z]+-\d+[^/]*$/.test(job) ? jobPath(job) : undefined;
    if (path === undefined) return [];
    return listIn((await site.ask(jobPlace(job), () => get(path, `actions[${BRANCH_TREE}]`)))?.actions);
  }

  return {
    async build(ref) {
      const path = buildPath(ref);
      if (path === undefined) return undefined;
      const found = await site.ask(buildPlace(ref), () => get(path, BUILD_TREE));
      if (!found) {
        await site.confirm();
        return undefined;
      }
      const actions = found.building === true ? [] : await actionsOf(ref.job);
      return readBuild({ name: ref.job, actions }, found, options);
    },

    async jobs() {
      const found = await site.ask(listPlace, () => get("", jobsTree(FOLDERS_DEEP)));
      return jobsIn(found ?? {});
    },

    async job(name) {
      const path = jobPath(name);
      if (path === undefined) return undefined;
      const found = await site.ask(jobPlace(name), () => get(path, EXTENT_TREE));
      if (!found) await site.confirm();
      return found && { ...extentOf(found), job: name };
    },

    async page(job, from, count) {
      const path = jobPath(job) ?? "";
      const tree = `actions[${BRANCH_TREE}],allBuilds[${BUILD_TREE}]{${from},${from + count}}`;
      const found = await site.ask(jobPlace(job), () => get(path, tree));
      const ofBuild = { name: job, actions: listIn(found?.actions) };
      return objectsIn(found?.allBuilds).flatMap((each) => readBuild(ofBuild, each, options) ?? []);
    },
  };
}

function jobsTree(deep: number): string {
  return `jobs[${EXTENT_TREE}${deep === 0 ? "" : `,${jobsTree(deep - 1)}`}]`;
}

/** The jobs in a folder and its subfolders. */
function jobsIn({ jobs }: JsonObject): JobExtent[] {
  return objectsIn(jobs).flatMap((each) => ("lastBuild" in each ? [extentOf(each)] : jobsIn(each)));
}

function extentOf({ fullName, firstBuild, lastBuild }: JsonObject): JobExtent {
  return { job: String(fullName), first: numberOf(firstBuild), last: numberOf(lastBuild) };
}

function numberOf(build: unknown): number | null {
  const { number } = (build ?? {}) as { number?: unknown };
  return typeof number === "number" ? number : null;
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectsIn(list: unknown): JsonObject[] {
  return listIn(list).filter((each): each is JsonObject => typeof each === "object" && each !== null);
}
