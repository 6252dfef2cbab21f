import { randomBytes } from "node:crypto";
import pino from "pino";
import { createIssueTracker } from "../../src/github/issue-tracker.ts";
import { createGithub } from "../../src/github/octokit.ts";
import { type GithubStandIn, startGithubStandIn } from "../../src/playground/github/stand-in.ts";
import type { IssueTracker } from "../../src/ports/issues.ts";

export interface TestGithub {
  readonly standIn: GithubStandIn;
  readonly token: string;
  /** A tracker as the service has it, but that its waits are short. */
  tracker(token?: string): IssueTracker;
}

export const repo = "pingcap/tidb";

/** A GitHub over a real socket. */
export async function startTestGithub(now: () => number = Date.now): Promise<TestGithub> {
  const token = `ghp_${randomBytes(18).toString("hex")}`;
  const standIn = await startGithubStandIn({ repo, token, now });
  const log = pino({ level: "silent" });
  const tracker = (given = token) =>
    createIssueTracker(createGithub({ token: given, apiUrl: standIn.url, waitUnitMs: 5 }, log), repo);
  return { standIn, token, tracker };
}
