/** Where repositories live, and how their addresses are written. */

export const codeHosts = ["github", "gitlab", "gitee"] as const;
export type CodeHost = (typeof codeHosts)[number];

/** A repository on the web: `https://gitlab.example.com` and `group/sub/repo`. */
export interface Repository {
  /** Scheme and host, with the port where it is not the scheme's own. */
  readonly site: string;
  readonly path: string;
}

const GITHUB_SITE = "https://github.com";

/** GitHub Enterprise serves its API under `/api/v3` of the site. */
export function githubSite(apiUrl: string): string {
  return apiUrl === "https://api.github.com" ? GITHUB_SITE : apiUrl.replace(/\/api\/v3$/, "");
}

/**
 * The one name of a repository, by which runs and pull requests are counted: `owner/name` on the GitHub of this site,
 * `gitlab.example.com/group/sub/repo` on any other host, so that two hosts with one path are kept apart.
 */
export function repositoryName({ site, path }: Repository, github: string): string {
  const host = hostOf(site);
  return host === hostOf(github) ? path : `${host}/${path}`;
}

/** The host of an address as it stands in a repository's name. */
export function hostOf(address: string): string {
  const { host, port, protocol } = new URL(address);
  // A host without a dot would read as an owner.
  if (host.includes(".") || port !== "") return host;
  return `${host}:${protocol === "http:" ? 80 : 443}`;
}

/** The host in a repository's name, null where it is the site's GitHub; and the path on that host. */
export function splitRepository(name: string): { readonly host: string | null; readonly path: string } {
  const [first = "", ...rest] = name.split("/");
  if (rest.length < 2 || !/[.:]/.test(first)) return { host: null, path: name };
  return { host: first, path: rest.join("/") };
}

/** What a host's name says of it; undefined where it says nothing, as for `git.example.com`. */
export function codeHostNamed(host: string | null): CodeHost | undefined {
  return host === null ? "github" : codeHosts.find((kind) => host.toLowerCase().includes(kind));
}

interface PullPlace {
  readonly kind: CodeHost;
  readonly repository: Repository;
  readonly number: number;
}

const PULL_PATHS = [
  { kind: "gitlab", path: /^\/(.+?)(?:\/-)?\/merge_requests\/(\d+)(?:\/|$)/ },
  { kind: "github", path: /^\/(.+?)\/pull\/(\d+)(?:\/|$)/ },
  { kind: "gitee", path: /^\/(.+?)\/pulls\/(\d+)(?:\/|$)/ },
] as const;

/** Reads a pull request's address; undefined where it is none. */
export function readPullLink(link: string | null): PullPlace | undefined {
  const url = link === null ? null : URL.parse(link);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  for (const { kind, path } of PULL_PATHS) {
    const [, repository, number] = path.exec(url.pathname) ?? [];
    if (repository !== undefined)
      return { kind, repository: { site: url.origin, path: repository }, number: Number(number) };
  }
  return undefined;
}

/**
 * Reads a clone address such as `https://host/a/b.git`, `git@host:a/b.git` or `ssh://git@host:22/a/b`; undefined for a
 * path on a disk. What it says of a user or a password is dropped.
 */
export function readRemote(remote: string): Repository | undefined {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/)(.+)$/.exec(remote);
  const url = URL.parse(short ? `ssh://${short[1]}/${short[2]}` : remote);
  if (url === null || url.host === "") return undefined;
  const path = url.pathname.replace(/^\/+|\/+$/g, "").replace(/\.git$/, "");
  if (!path.includes("/")) return undefined;
  // The port of SSH says nothing about the web.
  return { site: /^https?:$/.test(url.protocol) ? url.origin : `https://${url.hostname}`, path };
}

export function pullAddress(kind: CodeHost, { site, path }: Repository, number: number): string {
  const part = { github: "pull", gitlab: "-/merge_requests", gitee: "pulls" }[kind];
  return `${site}/${path}/${part}/${number}`;
}

export function commitAddress(kind: CodeHost, { site, path }: Repository, hash: string): string {
  return `${site}/${path}/${kind === "gitlab" ? "-/" : ""}commit/${encodeURIComponent(hash)}`;
}

export function branchAddress(kind: CodeHost, { site, path }: Repository, branch: string): string {
  const name = branch.split("/").map(encodeURIComponent).join("/");
  return `${site}/${path}/${kind === "gitlab" ? "-/" : ""}tree/${name}`;
}
