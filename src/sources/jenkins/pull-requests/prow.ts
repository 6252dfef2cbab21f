import { z } from "zod";
import { type Repository, readRemote } from "../../../model/code-host.ts";
import { type BuildSigns, type PullRequestReader, readNumber, readText, type ToldPullRequest } from "./signs.ts";

/**
 * Prow: the parameter `JOB_SPEC`, or `PULL_NUMBER` and its like, https://docs.prow.k8s.io/docs/jobs/. A batch tests
 * several pull requests at once and belongs to none of them.
 */
export const readProw: PullRequestReader = (signs) => {
  const spec = signs.parameters.get("JOB_SPEC");
  return (spec === undefined ? undefined : fromSpec(spec)) ?? fromVariables(signs);
};

const text = z.string().nullish().catch(null);
const specJson = z.object({
  refs: z.object({
    org: z.string(),
    repo: z.string(),
    repo_link: text,
    base_ref: text,
    pulls: z.tuple([
      z.object({ number: z.int().positive(), author: text, sha: text, title: text, link: text, head_ref: text }),
    ]),
  }),
});

function fromSpec(json: string): ToldPullRequest | undefined {
  const { refs } = readSpec(json) ?? {};
  if (refs === undefined) return undefined;
  const [pull] = refs.pulls;
  return {
    number: pull.number,
    repository: repositoryOf(refs.org, refs.repo, readText(refs.repo_link)),
    title: readText(pull.title),
    author: readText(pull.author),
    link: readText(pull.link),
    targetBranch: readText(refs.base_ref),
    head: readText(pull.sha),
    sourceBranch: readText(pull.head_ref),
  };
}

function readSpec(json: string): z.output<typeof specJson> | undefined {
  try {
    return specJson.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

function fromVariables({ parameters }: BuildSigns): ToldPullRequest | undefined {
  const variable = (name: string) => readText(parameters.get(name));
  const number = readNumber(variable("PULL_NUMBER"));
  if (number === undefined) return undefined;
  return {
    number,
    repository: repositoryOf(variable("REPO_OWNER"), variable("REPO_NAME"), null),
    title: variable("PULL_TITLE"),
    targetBranch: variable("PULL_BASE_REF"),
    head: variable("PULL_PULL_SHA"),
    sourceBranch: variable("PULL_HEAD_REF"),
  };
}

/** Prow works on GitHub; for Gerrit, the organisation is the address of its host. */
function repositoryOf(org: string | null, repo: string | null, link: string | null): Repository | undefined {
  if (org === null || repo === null) return undefined;
  return readRemote(link ?? (org.includes("://") ? `${org}/${repo}` : `https://github.com/${org}/${repo}`));
}
