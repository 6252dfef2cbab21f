import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A Jenkins that serves the logs it is given, as Jenkins' `progressiveText` does, and breaks when told to. */
export interface JenkinsStandIn {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** `path` as in a URL: `job/a/job/b/7`. */
  setLog(path: string, text: string, how?: { readonly building?: boolean }): void;
  /** Cuts the next answer that has a body after so many bytes. */
  breakNext(afterBytes: number): void;
  /** The next answers have these statuses; 0 answers nothing at all. */
  failNext(...statuses: readonly number[]): void;
  /** Sends at most so many bytes of a log an answer. */
  pieceBytes: number;
  stop(): Promise<void>;
}

interface Build {
  readonly text: Buffer;
  readonly building: boolean;
}

/** With a user, calls without the right Basic credentials are turned away, as Jenkins does. */
export async function startJenkins(credentials?: string): Promise<JenkinsStandIn> {
  const builds = new Map<string, Build>();
  const asked: string[] = [];
  const breaks: number[] = [];
  const failures: number[] = [];
  const self = { pieceBytes: Number.POSITIVE_INFINITY };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
    asked.push(request.url ?? "/");
    const status = failures.shift() ?? refusal(request);
    if (status === 0) return;
    if (status !== undefined) return void response.writeHead(status, { Location: "/login" }).end();
    const [, path = "", call] = /^\/(.*\/\d+)\/(api\/json|logText\/progressiveText)$/.exec(pathname) ?? [];
    const build = builds.get(decodeURIComponent(path));
    if (!build) return void response.writeHead(404).end("not found");
    if (call === "api/json") return void response.end(JSON.stringify({ building: build.building }));
    sendText(build, Number(searchParams.get("start") ?? 0), response);
  }

  function refusal({ headers: { authorization } }: IncomingMessage): number | undefined {
    if (credentials === undefined || authorization === `Basic ${btoa(credentials)}`) return undefined;
    return authorization ? 401 : 302;
  }

  function sendText({ text, building }: Build, start: number, response: ServerResponse): void {
    const from = start > text.length ? 0 : start;
    const end = Math.min(text.length, from + self.pieceBytes);
    response.setHeader("Content-Type", "text/plain;charset=utf-8");
    response.setHeader("X-Text-Size", String(end));
    if (building || end < text.length) response.setHeader("X-More-Data", "true");
    const body = text.subarray(from, end).toString("latin1").replaceAll("\n", "\r\n");
    const bytes = Buffer.from(body, "latin1");
    const cut = breaks.shift();
    if (cut === undefined) return void response.end(bytes);
    response.setHeader("Content-Length", bytes.length);
    response.write(bytes.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
  }

  const server = await new Promise<Server>((resolve) => {
    const listening = createServer(answer).listen(0, "127.0.0.1", () => resolve(listening));
  });
  return Object.assign(self, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    setLog: (path: string, text: string, { building = false } = {}) =>
      void builds.set(path, { text: Buffer.from(text), building }),
    breakNext: (afterBytes: number) => void breaks.push(afterBytes),
    failNext: (...statuses: readonly number[]) => void failures.push(...statuses),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
