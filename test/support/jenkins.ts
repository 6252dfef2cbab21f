import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { pruned } from "./jenkins-tree.ts";

/**
 * A Jenkins that serves the builds and logs it is given, as Jenkins' JSON API and `progressiveText` do, and breaks when
 * told to.
 */
export interface JenkinsStandIn {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** `path` as in a URL: `job/a/job/b/7`. */
  setLog(path: string, text: string, how?: { readonly building?: boolean }): void;
  /** What `testReport` says of a build: suites with their cases, as Jenkins has them. */
  setReport(path: string, report: object): void;
  /** What the API says of a build, over what it said before: `result`, `duration`, `actions` … */
  setBuild(job: string, number: number, said: JenkinsBuild): void;
  /** What the API says of a job or folder itself: its class, and the actions that a multibranch project gives it. */
  setJob(job: string, said: JenkinsJob): void;
  removeBuild(job: string, number: number): void;
  /** Who is let in from now on, `user:token`; nobody has to say who they are without. */
  letIn(credentials: string | undefined): void;
  /** A job that this account may not see answers 403; without a status it may again. */
  close(job: string, status?: number): void;
  /** Cuts the next answer that has a body after so many bytes. */
  breakNext(afterBytes: number): void;
  /** The next answers have these statuses; 0 answers nothing at all. */
  failNext(...statuses: readonly number[]): void;
  /** What it says beside a 429 or 503: come again after so many seconds. */
  retryAfter: number;
  /** How far its clock is ahead. */
  aheadMs: number;
  /** Sends at most so many bytes of a log an answer. */
  pieceBytes: number;
  /** Bytes of logs that it has sent, compressed where that was asked for. */
  textBytes: number;
  stop(): Promise<void>;
}

/** A build as Jenkins' API has it, with the members that matter here. */
export interface JenkinsBuild {
  readonly building?: boolean;
  readonly result?: string | null;
  /** Milliseconds since the epoch. */
  readonly timestamp?: number;
  readonly duration?: number;
  readonly actions?: readonly object[];
}

interface JenkinsJob {
  /** Configurations of a `hudson.matrix.MatrixProject` are given as the jobs of a folder, `matrix/AXIS=a`. */
  readonly _class?: string;
  readonly actions?: readonly object[];
}

interface Build {
  readonly text?: Buffer;
  readonly report?: object;
  readonly said: JenkinsBuild & { readonly number: number };
}

interface JobJson extends JenkinsJob {
  readonly url: string;
  readonly fullName: string;
  readonly [member: string]: unknown;
}

/** With a user, calls without the right Basic credentials are turned away, as Jenkins does. */
export async function startJenkins(credentials?: string): Promise<JenkinsStandIn> {
  const builds = new Map<string, Build>();
  const jobs = new Map<string, JenkinsJob>();
  const closed = new Map<string, number>();
  const asked: string[] = [];
  const breaks: number[] = [];
  const failures: number[] = [];
  const self = { pieceBytes: Number.POSITIVE_INFINITY, aheadMs: 0, retryAfter: 0, textBytes: 0 };
  let wanted = credentials;

  /** `job/a/job/b` for the folder job `a/b`, `job/a/AXIS=b` for a configuration of the matrix `a`. */
  function urlOf(job: string): string {
    const [, matrix = "", configuration = ""] = /^(.*)\/([^/]+)$/.exec(job) ?? [];
    if (jobs.get(matrix)?._class?.includes(".matrix.")) return `${urlOf(matrix)}/${configuration}`;
    return job.replaceAll(/[^/]+/g, "job/$&");
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
    asked.push(request.url ?? "/");
    const path = decodeURIComponent(pathname).slice(1);
    const status = failures.shift() ?? refusal(request) ?? closedAt(path);
    if (status === 0) return;
    if (status === undefined) send(path, searchParams, response);
    else response.writeHead(status, { Location: "/login", "Retry-After": self.retryAfter }).end();
  }

  function send(path: string, search: URLSearchParams, response: ServerResponse): void {
    const [, text] = /^(.*)\/logText\/progressiveText$/.exec(path) ?? [];
    const build = text === undefined ? undefined : builds.get(text);
    if (build?.text) {
      sendText(build.text, build.said.building === true, search, response);
      return;
    }
    const found = thing(path.replace(/\/?api\/json$/, ""));
    response.setHeader("X-Jenkins", "2.440.1");
    response.setHeader("Date", new Date(Date.now() + self.aheadMs).toUTCString());
    if (!found || text !== undefined) response.writeHead(404).end("not found");
    else sendBytes(Buffer.from(JSON.stringify(pruned(found, search.get("tree") ?? "number,name"))), response);
  }

  /** All of it, unless the connection is to break. Only logs and test results are long enough to. */
  function sendBytes(bytes: Buffer, response: ServerResponse): void {
    const cut = response.req.url?.includes("/api/json?tree=suites") === false ? undefined : breaks.shift();
    if (cut === undefined) return void response.end(bytes);
    response.setHeader("Content-Length", bytes.length);
    response.write(bytes.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
  }

  function refusal({ headers: { authorization } }: IncomingMessage): number | undefined {
    if (wanted === undefined || authorization === `Basic ${btoa(wanted)}`) return undefined;
    return authorization ? 401 : 302;
  }

  function closedAt(path: string): number | undefined {
    return [...closed].find(([job]) => path.startsWith(`${urlOf(job)}/`))?.[1];
  }

  function thing(path: string): object | undefined {
    const report = builds.get(path.replace(/\/testReport$/, ""))?.report;
    if (path.endsWith("/testReport")) return report;
    if (path === "whoAmI") return { name: wanted?.split(":")[0] ?? "anonymous" };
    if (path === "") return { mode: "NORMAL", jobs: jobsIn("") };
    const isJob = /^job\//.test(path) && [...builds.keys()].some((build) => build.startsWith(`${path}/`));
    return builds.get(path)?.said ?? (isJob ? jobJson(path) : undefined);
  }

  /** Every job of a folder, folders of jobs among them, to any depth. */
  function jobsIn(folder: string): JobJson[] {
    const inside = [...builds.keys()].filter((path) => path.startsWith(folder));
    const names = new Set(inside.map((path) => /^job\/[^/]+/.exec(path.slice(folder.length))?.[0] ?? ""));
    return [...names].map((name) => jobJson(folder + name));
  }

  function jobJson(url: string): JobJson {
    const own = [...builds].filter(([path]) => path.startsWith(`${url}/`) && /^\d+$/.test(path.slice(url.length + 1)));
    const allBuilds = own.map(([, { said }]) => said).sort((a, b) => b.number - a.number);
    const fullName = url.replaceAll(/(^|\/)job\//g, "$1");
    const facts = { url, fullName, ...jobs.get(fullName) };
    if (allBuilds.length === 0) return { ...facts, jobs: jobsIn(`${url}/`) };
    const [firstBuild, lastBuild] = [allBuilds.at(-1), allBuilds[0]];
    const matrix = facts._class?.includes(".matrix.") ? { activeConfigurations: configurationsOf(url) } : {};
    return { ...facts, allBuilds, builds: allBuilds.slice(0, 100), firstBuild, lastBuild, ...matrix };
  }

  function configurationsOf(url: string): object[] {
    const inside = [...builds.keys()].filter((path) => path.startsWith(`${url}/`));
    const names = new Set(inside.flatMap((path) => /^([^/]+)\/\d+$/.exec(path.slice(url.length + 1))?.[1] ?? []));
    return [...names].map((name) => ({ ...jobJson(`${url}/${name}`), name }));
  }

  function sendText(text: Buffer, building: boolean, search: URLSearchParams, response: ServerResponse): void {
    const start = Number(search.get("start") ?? 0);
    const from = start > text.length ? 0 : start;
    const end = Math.min(text.length, from + self.pieceBytes);
    response.setHeader("Content-Type", "text/plain;charset=utf-8");
    response.setHeader("X-Text-Size", String(end));
    if (building || end < text.length) response.setHeader("X-More-Data", "true");
    const body = text.subarray(from, end).toString("latin1").replaceAll("\n", "\r\n");
    const plain = Buffer.from(body, "latin1");
    const isZipped = plain.length > 4096 && String(response.req.headers["accept-encoding"]).includes("gzip");
    if (isZipped) response.setHeader("Content-Encoding", "gzip");
    const bytes = isZipped ? gzipSync(plain) : plain;
    self.textBytes += bytes.length;
    const cut = breaks.shift();
    if (cut === undefined) return void response.end(bytes);
    response.setHeader("Content-Length", bytes.length);
    response.write(bytes.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
  }

  function put(path: string, build: Build): void {
    builds.set(path, { ...builds.get(path), ...build });
  }

  const server = await new Promise<Server>((resolve) => {
    const listening = createServer(answer).listen(0, "127.0.0.1", () => resolve(listening));
  });
  return Object.assign(self, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    setLog: (path: string, text: string, { building = false } = {}) =>
      put(path, { text: Buffer.from(text), said: { building, number: Number(/\d+$/.exec(path)?.[0]) } }),
    setBuild: (job: string, number: number, said: JenkinsBuild) =>
      put(`${urlOf(job)}/${number}`, { said: { ...builds.get(`${urlOf(job)}/${number}`)?.said, ...said, number } }),
    setReport: (path: string, report: object) =>
      put(path, { said: { number: Number(/\d+$/.exec(path)?.[0]) }, ...builds.get(path), report }),
    setJob: (job: string, said: JenkinsJob) => void jobs.set(job, { ...jobs.get(job), ...said }),
    removeBuild: (job: string, number: number) => void builds.delete(`${urlOf(job)}/${number}`),
    letIn(next: string | undefined) {
      wanted = next;
    },
    close: (job: string, status?: number) => void (status === undefined ? closed.delete(job) : closed.set(job, status)),
    breakNext: (afterBytes: number) => void breaks.push(afterBytes),
    failNext: (...statuses: readonly number[]) => void failures.push(...statuses),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
