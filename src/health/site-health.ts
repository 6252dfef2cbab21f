import pTimeout from "p-timeout";
import { withDatabaseErrors } from "../database/engine/errors.ts";
import type { Database } from "../database/engine/open.ts";
import type { Github } from "../github/octokit.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import { UnreachableError } from "../ports/errors.ts";
import type { Check, Health } from "../ports/health.ts";
import type { JenkinsSite } from "../sources/jenkins/site.ts";
import type { ConnectionHealth } from "./connection.ts";
import { type DatabaseProbes, probeDatabase } from "./database.ts";
import type { FeishuHealth } from "./feishu.ts";
import { readIssue } from "./github.ts";
import { checkJenkins, jenkinsWarnings } from "./jenkins.ts";
import { probeLogFolder } from "./logs.ts";
import { reason } from "./reason.ts";
import type { Checks } from "./router.ts";

const CHECK_WITHIN_MS = 1.5 * SECOND;

/** Where our own tables are: beside `ci_data`, in the embedded database, or in memory because nobody made them. */
type TablePlace = "beside" | "embedded" | "memory";

export interface SiteParts {
  /** Opens the databases. @throws DatabaseError */
  open(): Promise<{ readonly site: Database; readonly place: TablePlace }>;
  /** Undefined if it is not configured, like those below. */
  readonly jenkins: JenkinsSite | undefined;
  readonly github: { readonly client: Github; readonly issueRepo: string } | undefined;
  readonly logDir: string | undefined;
  readonly version: string;
}

/** What the running service relies on: in full for `/ci status`, the part without which it cannot answer for `/readyz`. */
export interface SiteHealth extends Health {
  /** Adds Feishu, if there is an app, and the long connection to it, if that is how events arrive. */
  watchFeishu(health: FeishuHealth, connection: ConnectionHealth | undefined): void;
  /** The checks of `/readyz`. */
  needs(): Checks;
  /** The warnings of `/readyz`, known without asking anyone. */
  warnings(): readonly string[];
}

/** In `/ci status`, what is not configured is `off`, which is no fault. */
export function createSiteHealth({ open, jenkins, github, logDir, version }: SiteParts): SiteHealth {
  let feishu: FeishuHealth | undefined;
  let connection: ConnectionHealth | undefined;

  async function database(): Promise<DatabaseProbes> {
    const probes = withDatabaseErrors(probeDatabase((await open()).site));
    await probes.readCiData();
    return probes;
  }

  async function databaseText(): Promise<Text | string> {
    const { site } = await open();
    const version = await (await database()).version();
    if (site.engine !== "sqlite") return version;
    return say(`${version}, embedded: no host is configured`, `${version}，内嵌数据库（未配置 host）`);
  }

  async function tables(): Promise<Text> {
    const { site, place: where } = await open();
    const place = places[where];
    const fast = (await withDatabaseErrors(probeDatabase(site)).isIndexed())
      ? say("indexed", "已建索引")
      : say("not indexed, run migrate", "未建索引，请运行 migrate");
    return say(`${place.en_us}, ${fast.en_us}`, `${place.zh_cn}，${fast.zh_cn}`);
  }

  return {
    watchFeishu(health, events) {
      feishu = health;
      connection = events;
    },
    needs: () => ({
      database: async () => void (await database()),
      ...(feishu ? { feishu: feishu.token } : {}),
      ...(connection ? { connection: needOpen(connection) } : {}),
    }),
    warnings: () => [
      ...(jenkins ? jenkinsWarnings(jenkins) : []),
      ...(feishu?.warnings() ?? []).map(({ en_us }) => `feishu: ${en_us}`),
      ...(connection?.warnings() ?? []).map(({ en_us }) => `connection: ${en_us}`),
    ],
    version: async () => version,
    checks: () =>
      Promise.all([
        tried("database", databaseText),
        tried("tables", tables),
        tried("feishu", feishu?.check),
        ...(connection ? [tried("connection", connection.check)] : []),
        tried("github", github && (() => issuesReadable(github.client, github.issueRepo))),
        jenkins === undefined ? tried("jenkins", undefined) : checkJenkins(jenkins),
        tried("logs", logDir === undefined ? undefined : () => logsReadable(logDir)),
      ]),
  };
}

function needOpen({ check }: ConnectionHealth): () => Promise<void> {
  return async () => void (await check());
}

async function issuesReadable(github: Github, repository: string): Promise<Text> {
  await readIssue(github, repository);
  return say(`issues of ${repository} can be read`, `可以读取 ${repository} 的 issue`);
}

async function logsReadable(folder: string): Promise<string> {
  await probeLogFolder(folder);
  return folder;
}

const places: { readonly [P in TablePlace]: Text } = {
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
