import { hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";
import { logAddress, signPass } from "../log-page/link.ts";
import {
  branchAddress,
  type CodeHost,
  codeHostNamed,
  commitAddress,
  githubSite,
  hostOf,
  pullAddress,
  type Repository,
  splitRepository,
} from "../model/code-host.ts";
import { jenkinsJobPath } from "../model/jenkins-path.ts";
import { DAY, HOUR } from "../model/window.ts";
import type { Clock } from "../ports/clock.ts";
import type { Links } from "../ports/links.ts";

interface LinkParts {
  /** The service's public address; undefined if it is not configured. */
  readonly publicUrl: () => string | undefined;
  readonly linkKey: () => Buffer;
  /** Jenkins' name of a job in `ci_data`; undefined if that is not known. */
  readonly fullJob: (job: string) => string | undefined;
  readonly clock: Clock;
}

export function createLinks(settings: Settings, { publicUrl, linkKey, fullJob, clock }: LinkParts): Links {
  const { jenkins_url, link_days } = settings;

  function at(repo: string, write: (kind: CodeHost, place: Repository) => string): string | undefined {
    const found = placeOf(repo, settings);
    return found && write(found.kind, found.repository);
  }

  return {
    logPage(ref, logLine) {
      const base = publicUrl();
      if (base === undefined) return undefined;
      // Rounded to the hour, so that redrawing a card does not change its links.
      const until = Math.ceil((clock.now() + link_days * DAY) / HOUR) * HOUR;
      return base + logAddress(ref, signPass(linkKey(), ref, until), { line: logLine ?? undefined });
    },
    run({ job, id }) {
      const name = fullJob(job);
      return jenkins_url && name && `${jenkins_url}${jenkinsJobPath(name)}/${id}/`;
    },
    commit: (repo, hash) => at(repo, (kind, place) => commitAddress(kind, place, hash)),
    branch: (repo, branch) => at(repo, (kind, place) => branchAddress(kind, place, branch)),
    pullRequest: ({ repo, number, link }) => link ?? at(repo, (kind, place) => pullAddress(kind, place, number)),
  };
}

/** Where a repository is; undefined where neither its name nor `git_hosts` says what kind of host that is. */
function placeOf(
  repo: string,
  { git_hosts, github_api_url }: Settings,
): { readonly kind: CodeHost; readonly repository: Repository } | undefined {
  const { host, path } = splitRepository(repo);
  if (!/^[\w.~-]+(?:\/[\w.~-]+)+$/.test(path)) return undefined;
  if (host === null) return { kind: "github", repository: { site: githubSite(github_api_url), path } };
  const [address, kind = codeHostNamed(host)] = Object.entries(git_hosts).find(([each]) => hostOf(each) === host) ?? [];
  return kind && { kind, repository: { site: address ? new URL(address).origin : `https://${host}`, path } };
}

const KEY_BYTES = 32;

/**
 * The key that signs log links. It is derived from a secret of the app, so that replicas with one configuration agree;
 * without an app, it is created once and kept in `data_dir`.
 */
export function readLinkKey({ encrypt_key, app_secret, data_dir }: Settings): Buffer {
  const secret = encrypt_key ?? app_secret;
  if (secret === undefined) return keptKey(path.join(data_dir, "link.key"));
  return Buffer.from(hkdfSync("sha256", secret, "", "ci_stat log links", KEY_BYTES));
}

/** The first process to create the file sets the key; the others read it. */
function keptKey(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, randomBytes(KEY_BYTES).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return Buffer.from(readFileSync(file, "utf8"), "hex");
}
