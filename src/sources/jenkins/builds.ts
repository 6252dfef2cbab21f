import type { BuildSource, JobExtent } from "../../ports/builds.ts";
import { BUILD_TREE, readBuild } from "./build-json.ts";
import type { JsonObject } from "./client.ts";
import { buildPath, buildPlace, jobPath, jobPlace, listPlace } from "./place.ts";
import type { JenkinsSite } from "./site.ts";

/** How deep nested folders are searched. */
const FOLDERS_DEEP = 8;
const EXTENT_TREE = "fullName,firstBuild[number],lastBuild[number]";

/** Reads builds from Jenkins' JSON API, https://www.jenkins.io/doc/book/using/remote-access-api/. */
export function jenkinsBuilds(site: JenkinsSite): BuildSource {
  const { jenkins } = site;
  const get = async (path: string, tree: string) =>
    (await jenkins.json(`${path}/api/json?tree=${encodeURIComponent(tree)}`))?.body;

  return {
    async build(ref) {
      const path = buildPath(ref);
      if (path === undefined) return undefined;
      const found = await site.ask(buildPlace(ref), () => get(path, BUILD_TREE));
      if (!found) await site.confirm();
      return found && readBuild(ref.job, found);
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
      const tree = `allBuilds[${BUILD_TREE}]{${from},${from + count}}`;
      const found = await site.ask(jobPlace(job), () => get(path, tree));
      return objectsIn(found?.allBuilds).flatMap((each) => readBuild(job, each) ?? []);
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

function objectsIn(list: unknown): JsonObject[] {
  if (!Array.isArray(list)) return [];
  return list.filter((each): each is JsonObject => typeof each === "object" && each !== null);
}
