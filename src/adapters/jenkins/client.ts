import PQueue from "p-queue";
import pRetry from "p-retry";
import { SECOND } from "../../model/window.ts";
import { UnreachableError } from "../../ports.ts";

export interface JenkinsOptions {
  readonly url: string;
  readonly user?: string | undefined;
  readonly token?: string | undefined;
  /** Without an answer, or the next piece of one, for so long, a call has failed. */
  readonly patienceMs?: number;
  /** Between the first and the second try; it doubles. */
  readonly retryMs?: number;
}

/** Jenkins over HTTP: few calls at once, tried again where that helps. */
export interface Jenkins {
  readonly patienceMs: number;
  readonly retryMs: number;
  /** Any answer but a server's fault. `path` is below the site's root. @throws UnreachableError */
  get(path: string): Promise<Response>;
}

const CALLS_AT_ONCE = 4;
const CALLS_A_SECOND = 20;
export const TRIES = 4;

export function createJenkins(options: JenkinsOptions): Jenkins {
  const { patienceMs = 20 * SECOND, retryMs = SECOND / 2 } = options;
  const { root, headers } = access(options);
  const queue = new PQueue({ concurrency: CALLS_AT_ONCE, intervalCap: CALLS_A_SECOND, interval: SECOND });

  async function once(path: string): Promise<Response> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
    try {
      // A redirect leads to the login page, and must not carry our credentials elsewhere.
      const response = await fetch(root + path, { headers, redirect: "manual", signal: late.signal });
      if (response.status !== 429 && response.status < 500) return response;
      await response.body?.cancel();
      throw new Error(`HTTP ${response.status}`);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    patienceMs,
    retryMs,
    async get(path) {
      try {
        return await queue.add(() =>
          // Everything that can be thrown here is worth another try; p-retry itself would not try an odd TypeError again.
          pRetry(() => once(path).catch((cause: unknown) => Promise.reject(new Error("failed", { cause }))), {
            retries: TRIES - 1,
            minTimeout: retryMs,
            randomize: true,
          }),
        );
      } catch (error) {
        throw new UnreachableError("Jenkins", { cause: error instanceof Error ? (error.cause ?? error) : error });
      }
    },
  };
}

/** Credentials in the address are taken out of it: an error may quote an address. */
function access({ url, user, token }: JenkinsOptions): { root: string; headers: Record<string, string> } {
  const site = new URL(url);
  const name = user ?? decodeURIComponent(site.username);
  const secret = token ?? decodeURIComponent(site.password);
  site.username = "";
  site.password = "";
  const root = site.href.replace(/\/+$/, "");
  if (name === "") return { root, headers: {} };
  return { root, headers: { Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}` } };
}
