import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import type { Logger } from "pino";
import { SECOND } from "../model/window.ts";
import { type CallResult, signals } from "../ports/signals.ts";

/** The one file that puts octokit together: pacing as GitHub asks for it, retries, time-outs. */

export interface GithubAccount {
  readonly token: string | undefined;
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise. */
  readonly apiUrl: string;
  /** What octokit's waits are counted in; a second, but for tests. */
  readonly waitUnitMs?: number;
  /** How long one call may take. */
  readonly timeoutMs?: number;
  /** A limit that lifts later than this is reported instead of waited for. */
  readonly longestWaitSeconds?: number;
}

export type Github = Octokit;

// The first plugin is the innermost: it measures every try.
const PacedOctokit = Octokit.plugin(measuring, throttling, retry);
const TIMEOUT_MS = 20 * SECOND;
const LONGEST_WAIT_SECONDS = 90;
const RATE_LIMIT_RETRIES = 2;

export function createGithub(account: GithubAccount, log: Logger): Github {
  const { token, apiUrl, waitUnitMs = SECOND } = account;
  const { timeoutMs = TIMEOUT_MS, longestWaitSeconds = LONGEST_WAIT_SECONDS } = account;
  function mayWait(limit: string) {
    return (seconds: number, request: { method: string; url: string }, _octokit: unknown, retried: number) => {
      const waits = seconds <= longestWaitSeconds && retried < RATE_LIMIT_RETRIES;
      log.warn({ limit, seconds, method: request.method, url: request.url, waits }, "GitHub asks to slow down");
      return waits;
    };
  }
  return new PacedOctokit({
    ...(token === undefined ? {} : { auth: token }),
    baseUrl: apiUrl,
    userAgent: "ci_stat",
    request: {
      fetch: (url: string, options: RequestInit) => fetch(url, { ...options, signal: AbortSignal.timeout(timeoutMs) }),
    },
    retry: { retryAfterBaseValue: waitUnitMs },
    throttle: {
      // Pacing is shared by all clients of one site.
      id: apiUrl,
      retryAfterBaseValue: waitUnitMs,
      onRateLimit: mayWait("rate limit"),
      onSecondaryRateLimit: mayWait("secondary rate limit"),
    },
    log: {
      debug: () => {},
      info: () => {},
      warn: (message: string) => log.warn(message),
      error: (message: string) => log.debug(message),
    },
  });
}

/** Tells of each call. Its route is a template, `GET /repos/{owner}/{repo}/issues`, so it names no repository. */
function measuring(octokit: Pick<Octokit, "hook">): void {
  octokit.hook.wrap("request", async (request, options) => {
    const started = performance.now();
    const told = (result: CallResult) =>
      signals.call.send({
        service: "github",
        operation: `${options.method} ${options.url}`,
        result,
        ms: performance.now() - started,
      });
    try {
      const response = await request(options);
      told("ok");
      return response;
    } catch (error) {
      told(isAnswer(error) ? "refused" : "unreachable");
      throw error;
    }
  });
}

/** Octokit gives its own status 500 to a request that got no answer. */
function isAnswer(error: unknown): boolean {
  return (error as { readonly response?: unknown }).response !== undefined;
}
