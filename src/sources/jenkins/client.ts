import PQueue from "p-queue";
import pRetry from "p-retry";
import { SECOND } from "../../model/window.ts";
import { RefusedError, UnreachableError } from "../../ports/errors.ts";
import { JENKINS, refusalOf } from "./refusal.ts";

/** Who we are to Jenkins. */
export interface Login {
  readonly user?: string | undefined;
  readonly token?: string | undefined;
}

export interface JenkinsOptions extends Login {
  readonly url: string;
  /** Asked before each call instead of who is named here: a token may be mended while we run. */
  readonly login?: () => Login;
  /** Without an answer, or the next piece of one, for so long, a call has failed. */
  readonly patienceMs?: number;
  /** Between the first and the second try; it doubles. */
  readonly retryMs?: number;
  readonly callsASecond?: number;
}

/** Jenkins over HTTP: few calls at once, tried again where that helps. */
export interface Jenkins {
  readonly patienceMs: number;
  readonly retryMs: number;
  /** Any answer but a server's fault. `path` is below the site's root. @throws UnreachableError */
  get(path: string): Promise<Response>;
  /** An answer whose body is still to be read; undefined where there is nothing. @throws UnreachableError, RefusedError */
  open(path: string, tries: number): Promise<Response | undefined>;
  /** Undefined where there is nothing. `tries` is how often at most it is asked. @throws UnreachableError, RefusedError */
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
  const { patienceMs = 20 * SECOND, retryMs = SECOND / 2, callsASecond = CALLS_A_SECOND } = options;
  const queue = new PQueue({ concurrency: CALLS_AT_ONCE, intervalCap: callsASecond, interval: SECOND });

  /** Time runs until `take` has what it wants of the answer. */
  async function once<Taken>(path: string, take: (response: Response) => Promise<Taken>): Promise<Taken> {
    const { root, headers } = access(options);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
    try {
      // A redirect leads to the login page, and must not carry our credentials elsewhere.
      const response = await fetch(root + path, { headers, redirect: "manual", signal: late.signal });
      if (response.status !== 429 && response.status < 500) return await take(response);
      await response.body?.cancel();
      throw new Error(`HTTP ${response.status}`);
    } finally {
      clearTimeout(timer);
    }
  }

  async function retried<Answer>(tries: number, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await queue.add(() =>
        // Whatever is no refusal is worth another try; p-retry itself would not try an odd TypeError again.
        pRetry(() => work().catch((cause: unknown) => Promise.reject(new Error("failed", { cause }))), {
          retries: tries - 1,
          minTimeout: retryMs,
          randomize: true,
          shouldRetry: ({ error }) => !(error.cause instanceof RefusedError),
        }),
      );
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      throw cause instanceof RefusedError ? cause : new UnreachableError(JENKINS, { cause });
    }
  }

  return {
    patienceMs,
    retryMs,
    get: (path) => retried(TRIES, () => once(path, async (response) => response)),
    open: (path, tries) => retried(tries, () => once(path, (response) => accepted(response, options))),
    json: (path, tries = TRIES) => retried(tries, () => once(path, (response) => readJson(response, options))),
  };
}

/** Undefined where there is nothing. @throws RefusedError */
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
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new RefusedError(JENKINS, response.status, "what answers there is no Jenkins: mend jenkins_url", "app");
  return { body: body as JsonObject, headers: response.headers };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Credentials in the address are taken out of it: an error may quote an address. */
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
