import { access } from "node:fs/promises";
import pTimeout from "p-timeout";
import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { isFast } from "../database/engine/ci-data.ts";
import { describeDatabase } from "../database/engine/describe.ts";
import { createGithub, type Github } from "../github/octokit.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { DatabaseError, RefusedError, UnreachableError } from "../ports/errors.ts";
import type { Check, Health } from "../ports/health.ts";
import type { JenkinsSite } from "../sources/jenkins/site.ts";
import { FeishuFault } from "./feishu-health.ts";
import { checkJenkins } from "./jenkins.ts";
import type { OwnTables } from "./own-tables.ts";
import type { Stores } from "./stores.ts";
import { readVersion } from "./version.ts";

const CHECK_WITHIN_MS = 1.5 * SECOND;

export interface SiteHealth extends Health {
  /** Sets the check of Feishu, if there is an app. */
  watchFeishu(check: () => Promise<Text>): void;
}

/** Checks what the service relies on, for `/ci status`. What is not configured is `off`, which is no fault. */
export function createSiteHealth(
  settings: Settings,
  stores: Stores,
  jenkins: JenkinsSite | undefined,
  log: Logger,
): SiteHealth {
  const { gh_token: token, github_api_url: apiUrl, log_dir: logDir } = settings;
  let feishu: (() => Promise<Text>) | undefined;
  const github = token === undefined ? undefined : createGithub({ token, apiUrl }, log.child({ name: "github" }));

  async function database(): Promise<Text | string> {
    return describeDatabase((await stores.open()).site);
  }

  async function tables(): Promise<Text> {
    const { site, place: where } = await stores.open();
    const place = places[where];
    const fast = (await isFast(site))
      ? say("indexed", "已建索引")
      : say("not indexed, run migrate", "未建索引，请运行 migrate");
    return say(`${place.en_us}, ${fast.en_us}`, `${place.zh_cn}，${fast.zh_cn}`);
  }

  async function logs(): Promise<string> {
    await access(logDir ?? "");
    return logDir ?? "";
  }

  return {
    watchFeishu(check) {
      feishu = check;
    },
    version: async () => readVersion(),
    async checks() {
      return Promise.all([
        tried("database", database),
        tried("tables", tables),
        tried("feishu", feishu),
        tried("github", github && (() => issuesReadable(github, settings.issue_repo))),
        jenkins === undefined ? tried("jenkins", undefined) : checkJenkins(jenkins),
        tried("logs", logDir === undefined ? undefined : logs),
      ]);
    },
  };
}

/** Filing issues first needs the existing ones, so this tries to read one. */
async function issuesReadable(github: Github, repository: string): Promise<Text> {
  const [owner = "", repo = ""] = repository.split("/");
  await github.request("GET /repos/{owner}/{repo}/issues", { owner, repo, per_page: 1 });
  return say(`issues of ${repository} can be read`, `可以读取 ${repository} 的 issue`);
}

const places: { readonly [P in OwnTables["place"]]: Text } = {
  beside: say("beside ci_data", "与 ci_data 同库"),
  embedded: say("in the embedded database", "在内嵌数据库中"),
  memory: say("not made yet, run migrate", "尚未创建，请运行 migrate"),
};

const notConfigured = say("not configured", "未配置");

async function tried(what: Check["what"], attempt: (() => Promise<Text | string>) | undefined): Promise<Check> {
  if (attempt === undefined) return { what, state: "off", detail: notConfigured };
  try {
    const late = new UnreachableError(what, { cause: new Error("no answer in time") });
    return { what, state: "good", detail: await pTimeout(attempt(), { milliseconds: CHECK_WITHIN_MS, message: late }) };
  } catch (error) {
    return { what, state: "bad", detail: reason(error) };
  }
}

/** The text of our own errors, or a code: other messages may contain addresses and secrets. */
export function reason(error: unknown): Text | string {
  if (error instanceof DatabaseError) return error.told;
  if (error instanceof UnreachableError) return say("cannot be reached", "无法连接");
  if (error instanceof RefusedError) return error.message;
  if (error instanceof FeishuFault) return error.text;
  const { status, code } = error as { status?: number; code?: string };
  return String(status ?? code ?? "failed");
}
