import type { Settings } from "../config.ts";
import type { Links } from "../ports.ts";

const GITHUB = "https://github.com";

export function createLinks({ jenkins_url, github_api_url }: Settings): Links {
  const github = githubSite(github_api_url);
  return {
    run({ job, id }) {
      if (jenkins_url === undefined) return undefined;
      return `${jenkins_url}/${job
        .split("/")
        .map((part) => `job/${encodeURIComponent(part)}`)
        .join("/")}/${id}/`;
    },
    commit: (repo, hash) => (isRepository(repo) ? `${github}/${repo}/commit/${encodeURIComponent(hash)}` : undefined),
    pullRequest: ({ repo, number }) => (isRepository(repo) ? `${github}/${repo}/pull/${number}` : undefined),
  };
}

/** GitHub Enterprise serves its API under `/api/v3` of the site. */
function githubSite(api: string): string {
  return api === "https://api.github.com" ? GITHUB : api.replace(/\/api\/v3$/, "");
}

function isRepository(repo: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(repo);
}
