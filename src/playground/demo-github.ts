import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";
import type { Clock } from "../ports/clock.ts";
import { demoIssues } from "./github/demo-issues.ts";
import { type GithubStandIn, startGithubStandIn } from "./github/stand-in.ts";

export interface DemoGithub {
  /** With the stand-in's address and token. */
  readonly settings: Settings;
  readonly standIn: GithubStandIn;
}

/** The demo's GitHub: the service reaches it as it would GitHub. Its issues stay beside the embedded database. */
export async function startDemoGithub(settings: Settings, clock: Clock): Promise<DemoGithub> {
  const { data_dir: folder, issue_repo: repo } = settings;
  mkdirSync(folder, { recursive: true });
  const token = randomBytes(16).toString("hex");
  const file = path.join(folder, "github.json");
  const standIn = await startGithubStandIn({ repo, token, now: clock.now, file });
  const { repository } = standIn;
  if (repository.issues.length === 0) for (const issue of demoIssues(clock.now())) repository.add(issue);
  return { settings: { ...settings, gh_token: token, github_api_url: standIn.url }, standIn };
}
