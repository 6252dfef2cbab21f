import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { githubApi } from "./api.ts";
import { issuePages } from "./issue-page.ts";
import { createRepository, type IssueRepository } from "./repository.ts";

export interface GithubStandInOptions {
  readonly repo: string;
  readonly token: string;
  readonly login?: string;
  readonly labels?: readonly string[];
  readonly now?: () => number;
  /** File that keeps the issues over a restart. */
  readonly file?: string | undefined;
}

/** A call by the service. */
interface GithubCall {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
}

/**
 * Makes calls fail in tests: `answer` is sent instead; `after` runs once the call was carried out and may drop the
 * answer (`"lost"`); waiting delays the answer.
 */
type GithubIntercept = (call: GithubCall) => GithubFault | undefined | Promise<GithubFault | undefined>;
type GithubFault =
  | { readonly status: number; readonly body?: object; readonly headers?: Readonly<Record<string, string>> }
  | "lost";

/** A GitHub on this machine with one repository. The service uses `url`, tests use the rest. */
export interface GithubStandIn {
  readonly url: string;
  readonly repository: IssueRepository;
  readonly calls: readonly GithubCall[];
  intercept: GithubIntercept | undefined;
  close(): Promise<void>;
}

export async function startGithubStandIn(options: GithubStandInOptions): Promise<GithubStandIn> {
  const { repo, token, login = "ci-stat-bot", labels = ["type/bug"], now = Date.now, file } = options;
  const repository = createRepository(repo, now, file);
  const calls: GithubCall[] = [];
  const app = express().disable("x-powered-by");
  const standIn: { intercept: GithubIntercept | undefined } = { intercept: undefined };
  let url = "";
  app.use(async (request, response, next) => {
    const call = { method: request.method, path: request.originalUrl };
    calls.push(call);
    const fault = await standIn.intercept?.(call);
    if (fault === "lost") loseAnswer(request, response);
    else if (fault)
      return void response
        .status(fault.status)
        .set(fault.headers ?? {})
        .json(fault.body ?? {});
    next();
  });
  app.use(githubApi({ repository, token, login, url: () => url, labels }), issuePages(repository));
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(standIn, {
    url,
    repository,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** The call is carried out, but the connection breaks before the answer is sent. */
function loseAnswer(request: IncomingMessage, response: ServerResponse): void {
  response.end = () => {
    request.socket.destroy();
    return response;
  };
}
