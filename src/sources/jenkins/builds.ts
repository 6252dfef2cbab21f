import type { BuildSource, JobExtent } from "../../ports/builds.ts";
import { BUILD_TREE, readBuild } from "./build-json.ts";
import { BRANCH_TREE } from "./build-signs.ts";
import type { JsonObject } from "./client.ts";
import { buildPath, buildPlace, jobPath, jobPlace, listPlace } from "./place.ts";
import type { PullRequestOptions } from "./pull-requests/read-pull-request.ts";
import type { JenkinsSite } from "./site.ts";

/** How deep nested folders are searched. */
const FOLDERS_DEEP = 8;
/** The first build costs Jenkins a look at its disk. */
const LAST_TREE = "lastBuild[number]";
const EXTENT_TREE = `firstBuild[number],${LAST_TREE}`;

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

  async function list(tree: string): Promise<JobExtent[]> {
    const found = await site.ask(listPlace, () => get("", jobsTree(tree, FOLDERS_DEEP)));
    return jobsIn(found ?? {});
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
      return list(EXTENT_TREE);
    },

    async lastBuilds() {
      return (await list(LAST_TREE)).flatMap(({ job, last }) => (last === null ? [] : [{ job, last }]));
    },

    async job(name) {
      const path = jobPath(name);
      if (path === undefined) return undefined;
      const found = await site.ask(jobPlace(name), () => get(path, EXTENT_TREE));
      if (!found) await site.confirm();
      return found && extentOf(name, found);
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

/** `tree` is what is asked of every job, and of the configurations of a matrix. */
function jobsTree(tree: string, deep: number): string {
  const inside = deep === 0 ? "" : `,${jobsTree(tree, deep - 1)}`;
  return `jobs[fullName,${tree},activeConfigurations[name,${tree}]${inside}]`;
}

/** The jobs in a folder and its subfolders. */
function jobsIn({ jobs }: JsonObject): JobExtent[] {
  return objectsIn(jobs).flatMap((each) => ("lastBuild" in each ? withConfigurations(each) : jobsIn(each)));
}

/** A matrix and what it builds: a job for each combination of its axes, `matrix/jdk=17,os=linux`. */
function withConfigurations(json: JsonObject): JobExtent[] {
  const job = String(json.fullName);
  const inside = objectsIn(json.activeConfigurations).map((each) => extentOf(`${job}/${String(each.name)}`, each));
  return [extentOf(job, json), ...inside];
}

function extentOf(job: string, { firstBuild, lastBuild }: JsonObject): JobExtent {
  return { job, first: numberOf(firstBuild), last: numberOf(lastBuild) };
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
