import { codeHostNamed, pullAddress, type Repository, readPullLink, readRemote } from "../../../model/code-host.ts";
import { type BuildSigns, readNumber, readText, type ToldPullRequest } from "./signs.ts";

/** Names of the parameters that tell of a pull request, the setting `pull_request_parameters`. */
export interface PullRequestParameters {
  readonly number?: string | undefined;
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  /** Holds `owner/name`, `host/group/name`, or an address. */
  readonly repo?: string | undefined;
  readonly target?: string | undefined;
  readonly head?: string | undefined;
  readonly link?: string | undefined;
}

/**
 * Parameters that the site named itself, as for the Generic Webhook Trigger, which hands its variables on to parameters of
 * the same name, https://plugins.jenkins.io/generic-webhook-trigger. The number may be an address.
 */
export function readMapped({ parameters }: BuildSigns, names: PullRequestParameters): ToldPullRequest | undefined {
  const value = (name: string | undefined) => (name === undefined ? null : readText(parameters.get(name)));
  const link = [value(names.link), value(names.number)].find((text) => readPullLink(text) !== undefined) ?? null;
  const linked = readPullLink(link);
  const number = linked?.number ?? readNumber(value(names.number));
  if (number === undefined) return undefined;
  const repository = linked?.repository ?? repositoryIn(value(names.repo));
  const kind = repository && codeHostNamed(new URL(repository.site).host);
  return {
    number,
    repository,
    title: value(names.title),
    author: value(names.author),
    link: link ?? (repository && kind ? pullAddress(kind, repository, number) : null),
    targetBranch: value(names.target)?.replace(/^refs\/heads\//, "") ?? null,
    head: value(names.head),
  };
}

function repositoryIn(text: string | null): Repository | undefined {
  if (text === null) return undefined;
  const hasHost = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/[^/]+\//.test(text);
  if (hasHost) return readRemote(`https://${text}`);
  return readRemote(/^[\w.-]+\/[\w.-]+$/.test(text) ? `https://github.com/${text}` : text);
}
