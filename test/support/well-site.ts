import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { feishuWebhook } from "../../src/feishu/webhook.ts";
import { healthRouter } from "../../src/health/router.ts";
import { type GithubStandIn, startGithubStandIn } from "../../src/playground/github/stand-in.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { systemClock } from "../../src/service/application.ts";
import { createLogger } from "../../src/service/logger.ts";
import { type JenkinsStandIn, startJenkins } from "./jenkins.ts";
import { runRow, zone } from "./runs.ts";

const MINUTE = 60_000;

/** Everything that may be configured, and all of it well, on real sockets and files. */
export interface WellSite {
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly feishu: FeishuStandIn;
  readonly github: GithubStandIn;
  readonly jenkins: JenkinsStandIn;
  /** Why the service is not ready from now on. */
  unready(reason: string): void;
  /** What must never be printed. */
  readonly secrets: readonly string[];
  remove(): Promise<void>;
}

const secrets = {
  app_secret: "the-secret-of-the-app",
  encrypt_key: "the-key-of-events",
  verification_token: "the-token-of-events",
  webhook_secret: "the-key-of-the-robot",
  gh_token: "ghp_0123456789abcdefghijABCDEFGHIJ012345",
  jenkins_token: "11e6b7a0d5c4f3e2b1a09f8e7d6c5b4a39",
};
const appId = "cli_0123456789abcdef";

/** A run that began a minute ago, and its log. */
async function fill(folder: string): Promise<void> {
  const database = openSqlite(path.join(folder, "data", "ci_stat.sqlite"));
  await createCiData(database);
  const run = { ...runRow({ job: "unit_test", job_id: 7, status: "FAILURE" }), time: Date.now() - MINUTE };
  await insertRuns(database, [run], zone);
  await database.close();
  const build = path.join(folder, "logs", "unit_test", "builds", "7");
  mkdirSync(build, { recursive: true });
  writeFileSync(path.join(build, "log"), "Finished: FAILURE\n");
  writeFileSync(path.join(folder, "rules.yaml"), '- { name: flux, regex: "flux capacitor", cause: env }\n');
}

export async function openWellSite(): Promise<WellSite> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-doctor-"));
  await fill(folder);
  const feishu = await startFeishuStandIn({
    appId,
    appSecret: secrets.app_secret,
    encryptKey: secrets.encrypt_key,
    verificationToken: secrets.verification_token,
    eventsUrl: () => "http://127.0.0.1:9/",
    retryDelaysMs: [],
  });
  const github = await startGithubStandIn({ repo: "pingcap/tidb", token: secrets.gh_token });
  const jenkins = await startJenkins(`somebody:${secrets.jenkins_token}`);
  jenkins.setLog("job/unit_test/7", "Finished: FAILURE\n");
  const reasons: string[] = [];
  const service = await startAnswers(reasons);
  const { port } = service.address() as AddressInfo;
  const group = feishu.chatNamed("CI Status Report");
  const webhook = feishu.addRobot(group.chatId, { secret: secrets.webhook_secret });
  const settings = {
    ...secrets,
    data_dir: path.join(folder, "data"),
    log_dir: path.join(folder, "logs"),
    jenkins_url: jenkins.url,
    jenkins_user: "somebody",
    rules: path.join(folder, "rules.yaml"),
    app_id: appId,
    feishu_domain: feishu.url,
    webhook,
    github_api_url: github.url,
    public_url: `http://127.0.0.1:${port}`,
    listen_port: port,
  };
  return {
    environment: { LANG: "en_US.UTF-8", ...asEnvironment(settings) },
    folder,
    feishu,
    github,
    jenkins,
    unready: (reason) => void reasons.push(reason),
    secrets: [...Object.values(secrets), webhook.slice(webhook.lastIndexOf("/") + 1)],
    async remove() {
      await Promise.all([feishu.close(), github.close(), jenkins.stop()]);
      service.closeAllConnections();
      service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Keys of env.json as the environment has them; undefined takes one away. */
export function asEnvironment(settings: Readonly<Record<string, string | number | undefined>>): NodeJS.ProcessEnv {
  const entries = Object.entries(settings).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, value?.toString()]);
  return Object.fromEntries(entries) as NodeJS.ProcessEnv;
}

/** What the service answers about itself, and to Feishu's challenge. `reasons` keep it from being ready. */
async function startAnswers(reasons: readonly string[]): Promise<Server> {
  const nobody = async () => ({ kind: "nothing" }) as const;
  const nothing = async () => {};
  const quiet = { onMessage: nothing, onMenu: nothing, onJoined: nothing, onFirstEntered: nothing };
  const handlers = { ...quiet, onClick: nobody, onChatChanged: () => {} };
  const security = { encryptKey: secrets.encrypt_key, verificationToken: secrets.verification_token };
  const failing = async () => {
    if (reasons[0] !== undefined) throw new Error(reasons[0]);
  };
  const app = express().use(healthRouter({ database: failing }));
  app.use(feishuWebhook(security, handlers, "en_us", systemClock, createLogger("silent")));
  return new Promise((resolve) => {
    const server = app.listen(0, "127.0.0.1", () => resolve(server));
  });
}
