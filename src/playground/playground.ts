import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Router } from "express";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import type { Clock } from "../ports/clock.ts";
import type { Application } from "../service/application.ts";
import type { AppCredentials } from "../service/chat.ts";
import { fillDemo } from "./demo.ts";
import { demoIssues } from "./github/demo-issues.ts";
import { type GithubStandIn, startGithubStandIn } from "./github/stand-in.ts";
import { playgroundRouter } from "./router.ts";
import { startFeishuStandIn } from "./stand-in/stand-in.ts";

/** The demo's environment: stand-ins for Feishu and GitHub on this machine, and sample data. */
export interface Playground {
  /** The demo's settings: nothing leaves the machine. */
  readonly settings: Settings;
  readonly credentials: AppCredentials;
  /** The chat page. */
  readonly router: Router;
  /** Fills the embedded database with sample data up to now, and keeps adding new runs. */
  fill(application: Application): Promise<{ stop(): void }>;
  close(): Promise<void>;
}

/** Starts the stand-ins. @param eventsUrl where the stand-in for Feishu sends events; called when the first is sent */
export async function openPlayground(
  given: Settings,
  eventsUrl: () => string,
  clock: Clock,
  log: Logger,
): Promise<Playground> {
  const token = secret();
  const github = await startGithub(given, token, clock);
  const app = {
    appId: "cli_0000000000c157a7",
    appSecret: secret(),
    encryptKey: secret(),
    verificationToken: secret(),
  };
  const mode = given.feishu_mode ?? "webhook";
  const feishu = await startFeishuStandIn({ ...app, eventsUrl, mode });
  const settings = {
    ...given,
    log_dir: path.join(given.data_dir, "logs"),
    jenkins_url: undefined,
    gh_token: token,
    github_api_url: github.url,
  };
  return {
    settings,
    credentials: {
      app: { appId: app.appId, appSecret: app.appSecret, domain: feishu.url },
      security: mode === "webhook" ? app : undefined,
    },
    router: playgroundRouter(feishu),
    fill: (application) => fillDemo(settings, application, clock, log),
    async close() {
      await feishu.close();
      await github.close();
    },
  };
}

/** Starts the stand-in for GitHub. Its issues are stored beside the embedded database. */
async function startGithub(
  { data_dir: folder, issue_repo: repo }: Settings,
  token: string,
  clock: Clock,
): Promise<GithubStandIn> {
  mkdirSync(folder, { recursive: true });
  const standIn = await startGithubStandIn({ repo, token, now: clock.now, file: path.join(folder, "github.json") });
  const { repository } = standIn;
  if (repository.issues.length === 0) for (const issue of demoIssues(clock.now())) repository.add(issue);
  return standIn;
}

function secret(): string {
  return randomBytes(16).toString("hex");
}
