import { existsSync } from "node:fs";
import type { Settings } from "../config.ts";
import { isFast } from "../database/engine/ci-data.ts";
import type { Database } from "../database/engine/open.ts";
import { createRunStore } from "../database/runs/run-store.ts";
import { type DatabaseProbes, probeDatabase } from "../health/database.ts";
import { codeOf, reasonWithCode } from "../health/reason.ts";
import { say, type Text } from "../model/text.ts";
import type { Clock } from "../ports/clock.ts";
import type { RunStore } from "../ports/run-store.ts";
import { embeddedFile, openSite } from "../service/own-tables.ts";
import { judgePulls } from "./judge-pulls.ts";
import { judgeNewest, judgeRights, judgeSpeed, judgeTable } from "./judge-site.ts";
import { notTried, type Trial, type TrialVerdict } from "./trial.ts";

/** Trials of the site's database, which is opened once for all of them. */
export interface SiteTrials {
  /** Undefined if it does not answer or does not exist yet; its own trial says why. */
  database(): Promise<Database | undefined>;
  /** Undefined if there is no database or no `ci_data` either. */
  runs(): Promise<RunStore | undefined>;
  readonly trials: readonly Trial[];
  close(): Promise<void>;
}

export function openSiteTrials(settings: Settings, clock: Clock): SiteTrials {
  const isEmbedded = settings.host === undefined;
  const isMissing = isEmbedded && !existsSync(embeddedFile(settings));
  let opening: Promise<{ database: Database; version: string }> | undefined;
  const opened = () => {
    opening ??= openAndAsk(settings);
    return opening;
  };
  const database = async () => (isMissing ? undefined : (await opened().catch(() => undefined))?.database);
  const runs = async () => {
    const site = await database();
    if (!site || !(await probeDatabase(site).ciData())) return undefined;
    return createRunStore(site, { zone: settings.timezone, fast: await isFast(site) });
  };
  const after = (look: (database: DatabaseProbes) => Promise<TrialVerdict>) => async () => {
    const site = await database();
    return site ? look(probeDatabase(site)) : notTried("no database", "没有数据库");
  };
  const afterRuns = (look: (runs: RunStore, database: DatabaseProbes) => Promise<TrialVerdict>) =>
    after(async (site) => {
      const store = await runs();
      return store ? look(store, site) : notTried("there is no ci_data", "没有 ci_data 表");
    });

  const answer: Trial = {
    name: "database",
    title: say("Database", "数据库"),
    tried: addressOf(settings),
    run: isMissing ? async () => notYet : () => tryDatabase(opened(), settings),
  };
  return {
    database,
    runs,
    trials: [
      answer,
      { name: "rights", title: say("Rights", "权限"), run: after(async (site) => judgeRights(await site.rights())) },
      { name: "ci_data", title: say("Table ci_data", "ci_data 表"), run: after(judgeTable) },
      {
        name: "newest",
        title: say("Newest run", "最新运行"),
        run: afterRuns(async (store) => judgeNewest(await store.newest(), clock.now(), settings.timezone)),
      },
      { name: "pulls", title: say("Pull requests", "合并请求"), run: afterRuns(judgePulls) },
      { name: "counting", title: say("Counting", "统计速度"), run: afterRuns(judgeSpeed) },
    ],
    async close() {
      await (await opening?.catch(() => undefined))?.database.close();
    },
  };
}

async function openAndAsk(settings: Settings): Promise<{ database: Database; version: string }> {
  const database = openSite(settings);
  try {
    return { database, version: await probeDatabase(database).version() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function addressOf(settings: Settings): string {
  const { host, port, user, database } = settings;
  return host === undefined ? embeddedFile(settings) : `${user}@${host}:${port}/${database}`;
}

const notYet: TrialVerdict = {
  state: "good",
  result: say("does not exist yet: created at the first start", "尚不存在：首次启动时创建"),
};

async function tryDatabase(opening: Promise<{ version: string }>, settings: Settings): Promise<TrialVerdict> {
  try {
    return { state: "good", result: (await opening).version };
  } catch (error) {
    const code = codeOf(error);
    const mend = code === undefined ? undefined : cures(settings)[code];
    return {
      state: "bad",
      result: code === undefined ? reasonWithCode(error) : say(`cannot be reached: ${code}`, `无法连接：${code}`),
      ...(mend === undefined ? {} : { mend: [mend] }),
    };
  }
}

function cures({ database }: Settings): Readonly<Record<string, Text>> {
  const elsewhere = say("is the server up, and are host and port right?", "数据库是否在运行？host 与 port 是否正确？");
  const name = say("host is not a known machine name", "host 不是可解析的主机名");
  const account = say(
    "the server rejects user and password; an account that requires TLS needs tls: on or verify",
    "服务器不接受 user 与 password；若该账号要求 TLS，请将 tls 设为 on 或 verify",
  );
  return {
    ECONNREFUSED: elsewhere,
    ETIMEDOUT: elsewhere,
    EHOSTUNREACH: elsewhere,
    ENETUNREACH: elsewhere,
    ENOTFOUND: name,
    EAI_AGAIN: name,
    HANDSHAKE_SSL_ERROR: say(
      "set tls_ca_file to the certificate of the server's CA, and host to the name in the server's certificate",
      "请将 tls_ca_file 设为签发服务器证书的 CA 证书文件，并将 host 设为证书中的名称",
    ),
    HANDSHAKE_NO_SSL_SUPPORT: say("the server offers no TLS: set tls to off", "数据库未启用 TLS：请将 tls 设为 off"),
    ER_SECURE_TRANSPORT_REQUIRED: say(
      "the server requires TLS: set tls to on or verify",
      "数据库要求 TLS：请将 tls 设为 on 或 verify",
    ),
    ER_ACCESS_DENIED_ERROR: account,
    ER_DBACCESS_DENIED_ERROR: say(
      `grant the user SELECT on ${database}, or correct database`,
      `请授予该用户 ${database} 的 SELECT 权限，或检查 database`,
    ),
    ER_BAD_DB_ERROR: say(
      `there is no database ${database}: create it, or correct database`,
      `没有数据库 ${database}：请创建，或检查 database`,
    ),
    SQLITE_CANTOPEN: say("the file in data_dir cannot be opened", "无法打开 data_dir 中的文件"),
    SQLITE_NOTADB: say("the file in data_dir is not a database", "data_dir 中的文件不是数据库"),
  };
}
