import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { rootCertificates } from "node:tls";
import PQueue from "p-queue";
import pRetry from "p-retry";
import pTimeout from "p-timeout";
import type { Dispatcher } from "undici";
import { SECOND } from "../../model/window.ts";
import { RefusedError, UnreachableError } from "../../ports/errors.ts";
import { once } from "../../ports/once.ts";
import { type CallResult, signals } from "../../ports/signals.ts";
import { JENKINS, notJenkins, refusalOf } from "./refusal.ts";

/** The account for Jenkins. */
export interface Login {
  readonly user?: string | undefined;
  readonly token?: string | undefined;
}

interface JenkinsOptions extends Login {
  readonly url: string;
  /** Path of the certificates that are trusted beside the usual ones, as PEM. */
  readonly caFile?: string | undefined;
  /** Called before each request instead of using `user` and `token`, because a token can be corrected at run time. */
  readonly login?: () => Login;
  /** A call fails if there is no answer, or no further piece of one, for this long. */
  readonly timeoutMs?: number;
  /** Wait between the first and the second try; it doubles. */
  readonly retryMs?: number;
  readonly callsASecond?: number;
}

/** Longest wait that a `Retry-After` may ask of us. */
const LONGEST_REST_MS = 30 * SECOND;

/** Jenkins, or a proxy before it, has too much to do. */
class BusyError extends Error {
  /** How long it asks to be left alone. A date instead of seconds is not heeded. */
  readonly restMs: number;
  constructor({ status, headers }: Response) {
    super(`HTTP ${status}`);
    const seconds = Number(headers.get("retry-after"));
    this.restMs = Number.isFinite(seconds) ? Math.min(LONGEST_REST_MS, Math.max(0, seconds * SECOND)) : 0;
  }
}

/** Jenkins over HTTP, with few calls at once and retries where they help. */
export interface Jenkins {
  readonly timeoutMs: number;
  readonly retryMs: number;
  /**
   * An answer whose body is not read yet; undefined for 404. `path` is relative to the site's root.
   * @throws UnreachableError, RefusedError
   */
  open(path: string, tries: number): Promise<Response | undefined>;
  /** A JSON answer; undefined for 404. `tries` limits the attempts. @throws UnreachableError, RefusedError */
  json(path: string, tries?: number): Promise<JenkinsJson | undefined>;
}

export type JsonObject = Readonly<Record<string, unknown>>;

interface JenkinsJson {
  readonly body: JsonObject;
  readonly headers: Headers;
}

const CALLS_AT_ONCE = 4;
const CALLS_A_SECOND = 20;
export const TRIES = 4;

export function createJenkins(options: JenkinsOptions): Jenkins {
  const { timeoutMs = 20 * SECOND, retryMs = SECOND / 2, callsASecond = CALLS_A_SECOND } = options;
  const { caFile } = options;
  const dispatcher = caFile === undefined ? undefined : once(() => trusting(caFile));
  const queue = new PQueue({ concurrency: CALLS_AT_ONCE, intervalCap: callsASecond, interval: SECOND });

  /** One attempt; the timeout also covers `take`. */
  async function attempt<Taken>(path: string, take: (response: Response) => Promise<Taken>): Promise<Taken> {
    const { root, headers } = access(options);
    const started = performance.now();
    let result: CallResult = "unreachable";
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    try {
      // A redirect leads to the login page, and our credentials must not go to another site.
      const init: RequestInit = { headers, redirect: "manual", signal: late.signal };
      const response = await fetch(
        root + path,
        dispatcher ? Object.assign(init, { dispatcher: await dispatcher() }) : init,
      );
      result = response.ok || response.status === 404 ? "ok" : "refused";
      if (response.status !== 429 && response.status < 500) return await take(response);
      await response.body?.cancel();
      throw new BusyError(response);
    } finally {
      clearTimeout(timer);
      signals.call.send({ service: "jenkins", operation: operationOf(path), result, ms: performance.now() - started });
    }
  }

  async function retried<Answer>(tries: number, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await queue.add(() =>
        // Retry everything except a refusal; p-retry itself would not retry a TypeError.
        pRetry(() => work().catch((cause: unknown) => Promise.reject(new Error("failed", { cause }))), {
          retries: tries - 1,
          minTimeout: retryMs,
          randomize: true,
          shouldRetry: ({ error }) => !(error.cause instanceof RefusedError),
          // The call keeps its place in the queue, so that the others come slower too.
          onFailedAttempt: ({ error: { cause }, retriesLeft }) =>
            wait(cause instanceof BusyError && retriesLeft > 0 ? cause.restMs : 0),
        }),
      );
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      throw cause instanceof RefusedError ? cause : new UnreachableError(JENKINS, { cause });
    }
  }

  return {
    timeoutMs,
    retryMs,
    open: (path, tries) => retried(tries, () => attempt(path, (response) => accepted(response, options))),
    json: (path, tries = TRIES) => retried(tries, () => attempt(path, (response) => readJson(response, options))),
  };
}

/** Carries requests, through the proxies of the environment as others go, and trusts the certificates in `file` too. */
async function trusting(file: string): Promise<Dispatcher> {
  const [{ EnvHttpProxyAgent }, own] = await Promise.all([import("undici"), readFile(file, "utf8")]);
  const ca = [...rootCertificates, own];
  // Its types do not know the options that it hands to ProxyAgent.
  const options: object = { connect: { ca }, requestTls: { ca } };
  return new EnvHttpProxyAgent(options);
}

/** What is asked for, without the names of jobs. */
function operationOf(path: string): string {
  const { pathname } = new URL(path, "http://jenkins");
  if (pathname.startsWith("/whoAmI/")) return "account";
  if (pathname.includes("/testReport/")) return "results";
  if (/\/(logText|consoleText|consoleFull)/.test(pathname)) return "log";
  return /\/\d+\/api\/json$/.test(pathname) ? "build" : "list";
}

/** The answer if it is good; undefined for 404. @throws RefusedError */
async function accepted(response: Response, options: JenkinsOptions): Promise<Response | undefined> {
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status === 404) return undefined;
  throw refusalOf(response, "Authorization" in access(options).headers);
}

async function readJson(answer: Response, options: JenkinsOptions): Promise<JenkinsJson | undefined> {
  const response = await accepted(answer, options);
  if (response === undefined) return undefined;
  const text = await response.text();
  const body = parse(text);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw notJenkins(response.status);
  return { body: body as JsonObject, headers: response.headers };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes credentials out of the address, because an error may quote it. */
function access({ url, login, ...own }: JenkinsOptions): { root: string; headers: Record<string, string> } {
  const { user, token } = login?.() ?? own;
  const site = new URL(url);
  const name = user ?? decodeURIComponent(site.username);
  const secret = token ?? decodeURIComponent(site.password);
  site.username = "";
  site.password = "";
  const root = site.href.replace(/\/+$/, "");
  if (name === "") return { root, headers: {} };
  return { root, headers: { Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}` } };
}

/** The body of an answer in pieces. @throws TimeoutError if the next piece does not arrive within `timeoutMs` */
export async function* bodyOf(response: Response, timeoutMs: number): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await pTimeout(reader.read(), { milliseconds: timeoutMs });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
