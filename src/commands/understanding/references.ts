import { readPullLink } from "../../model/code-host.ts";

/** What a pasted text points at. `number` of a name may be a run of a job, or a pull request of a repository. */
export type Reference =
  | { readonly kind: "pull"; readonly number: number; readonly repo?: string }
  | { readonly kind: "run"; readonly job: string; readonly id: number }
  | { readonly kind: "job"; readonly job: string }
  | { readonly kind: "numbered"; readonly name: string; readonly number: number };

/** Also without a scheme, as people type it: `github.com/owner/name/pull/7`. */
const ADDRESS = /https?:\/\/[^\s<>)\]]+|(?<![\w@./])(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/[^\s<>)\]]+/i;
const JENKINS_JOB = /((?:\/job\/[^/]+)+)((?:\/[^/=]+=[^/]+)?)(?:\/(\d+))?(?:\/|$)/;
/** `/runs/JOB/ID/log`, a page of ours. */
const LOG_PAGE = /\/runs\/([^/]+)\/(\d+)\/log$/;
/** Names as repositories and jobs have them. */
const NAME = String.raw`[\w.%+-]+(?:\/[\w.%=,+-]+)*`;
const NUMBERED = new RegExp(`(?<![\\w/#])(${NAME})\\s?([#!])(\\d{1,9})(?![\\w-])`, "u");
const PULL_WORDS =
  /(?:\b(?:pr|pull request|pull|mr|merge request)\s*[#!]?\s*|合并请求\s*[#!]?\s*|(?<![\w#])[#!])(\d{1,9})(?!\w)/iu;

/** The first thing in a text that can be opened; an address before anything else. */
export function readReference(text: string): Reference | undefined {
  const address = addressIn(text);
  if (address !== undefined) return readAddress(address);
  const [, name = "", sign, digits] = NUMBERED.exec(text) ?? [];
  if (digits !== undefined && !/^(?:pr|pull|mr)$/i.test(name)) {
    if (sign === "!") return { kind: "pull", number: Number(digits), repo: name };
    return { kind: "numbered", name, number: Number(digits) };
  }
  const number = PULL_WORDS.exec(text)?.[1] ?? /^\d{1,9}$/.exec(text)?.[0];
  return number === undefined || Number(number) === 0 ? undefined : { kind: "pull", number: Number(number) };
}

/** The first address in a text, with a scheme. */
export function addressIn(text: string): string | undefined {
  const address = ADDRESS.exec(text)?.[0];
  return address === undefined || /^https?:/i.test(address) ? address : `https://${address}`;
}

function readAddress(address: string): Reference | undefined {
  const pull = readPullLink(address);
  if (pull) return { kind: "pull", number: pull.number, repo: pull.repository.path };
  const url = URL.parse(address);
  if (url === null) return undefined;
  const [, page, pageId] = LOG_PAGE.exec(url.pathname) ?? [];
  if (page !== undefined) return { kind: "run", job: decoded(page), id: Number(pageId) };
  const [, folders, configuration = "", id] = JENKINS_JOB.exec(url.pathname) ?? [];
  if (folders === undefined) return undefined;
  const job = decoded(folders.slice("/job/".length).replaceAll("/job/", "/") + configuration);
  return id === undefined ? { kind: "job", job } : { kind: "run", job, id: Number(id) };
}

/** A name as Jenkins has it. A branch with a slash is `feature%2Fx` in the name, and encoded once more in the address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
