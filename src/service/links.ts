import type { Settings } from "../config.ts";
import { logAddress } from "../log-page/address.ts";
import { signPass } from "../log-page/signature.ts";
import { DAY, HOUR } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Links } from "../ports/links.ts";

const GITHUB = "https://github.com";

export interface LinkParts {
  /** The service's public address; undefined if it is not configured. */
  readonly publicUrl: () => string | undefined;
  readonly linkKey: () => Buffer;
  readonly clock: Clock;
}

export function createLinks(settings: Settings, { publicUrl, linkKey, clock }: LinkParts): Links {
  const { jenkins_url, github_api_url, link_days } = settings;
  const github = githubSite(github_api_url);
  return {
    logPage(ref, logLine) {
      const base = publicUrl();
      if (base === undefined) return undefined;
      // Rounded to the hour, so that redrawing a card does not change its links.
      const until = Math.ceil((clock.now() + link_days * DAY) / HOUR) * HOUR;
      return base + logAddress(ref, signPass(linkKey(), ref, until), { line: logLine ?? undefined });
    },
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
