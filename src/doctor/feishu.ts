import type { Logger } from "pino";
import type { Settings } from "../config.ts";
import { createChat } from "../feishu/chat.ts";
import { createFeishuClient } from "../feishu/client.ts";
import { probeRobot } from "../feishu/robot.ts";
import { createFeishuHealth, type FeishuHealth } from "../health/feishu.ts";
import { reasonWithCode } from "../health/reason.ts";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Chat, ChatGroup } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError } from "../ports/errors.ts";
import { eventsTrial } from "./events.ts";
import { notTried, type Trial, type TrialVerdict } from "./trial.ts";

/** A person is waiting, so a failed call is repeated only once. */
const retryPolicy = { timeoutMs: 4 * SECOND, retries: 1, firstWaitMs: 300 };

/** Trials of the app, its permissions, event security and groups, and of the group robot. */
export function feishuTrials(settings: Settings, clock: Clock, log: Logger): readonly Trial[] {
  const { app_id: appId, app_secret: appSecret, feishu_domain: domain } = settings;
  const has = appId !== undefined && appSecret !== undefined;
  const client = has ? createFeishuClient({ appId, appSecret, domain }, clock, log, retryPolicy) : undefined;
  const health = client && createFeishuHealth(client);
  return [
    {
      name: "feishu",
      title: say("Feishu app", "飞书应用"),
      keys: "app_id",
      ...(has ? { tried: `${appId} @ ${domain}` } : {}),
      run: health && (() => tryApp(health)),
    },
    {
      name: "scopes",
      title: say("Permissions", "权限"),
      keys: "app_id",
      run: health && (() => tryScopes(health)),
    },
    eventsTrial(settings),
    {
      name: "report_chats",
      title: say("Report groups", "报告群"),
      keys: "app_id",
      ...(has ? { tried: settings.report_chats.join(", ") } : {}),
      run: health && (() => tryGroups(health, createChat(client, settings.locale, log), settings.report_chats)),
    },
    robotTrial(settings, clock),
  ];
}

/** `activate_status` of an enabled bot. */
const ENABLED = 2;

async function tryApp(feishu: FeishuHealth): Promise<TrialVerdict> {
  try {
    await feishu.token();
  } catch (error) {
    return { state: "bad", result: reasonWithCode(error), mend: [tokenCure(error)] };
  }
  const { name, openId, status } = await feishu.bot();
  if (openId === "" || (status !== undefined && status !== ENABLED))
    return {
      state: "bad",
      result: say("got a token, but the bot is not enabled", "已取得 token，但机器人未启用"),
      mend: [
        say("enable Bot under Add features, and publish a version", "在开放平台“添加应用能力”中启用机器人，并发布版本"),
      ],
    };
  return { state: "good", result: say(`got a token; the bot is ${name}`, `已取得 token；机器人为 ${name}`) };
}

function tokenCure(error: unknown): Text {
  if (error instanceof RefusedError)
    return say(
      "app_id and app_secret must match Credentials & Basic Info, and feishu_domain must be of the same region",
      "app_id 与 app_secret 应与“凭证与基础信息”一致，feishu_domain 应为同一区域",
    );
  return say(
    "can this machine reach feishu_domain? a proxy or firewall may be in the way",
    "本机能否访问 feishu_domain？可能被代理或防火墙拦截",
  );
}

/** Asks Feishu which scopes the app has, without sending anything. */
async function tryScopes(feishu: FeishuHealth): Promise<TrialVerdict> {
  try {
    await feishu.token();
  } catch {
    return notTried("no token", "没有 token");
  }
  const missing = await feishu.permissions();
  if (missing.length === 0)
    return { state: "good", result: say("the bot has every permission it needs", "机器人所需权限均已开通") };
  return {
    state: "bad",
    result: say(`missing: ${missing.length}`, `缺少 ${missing.length} 项`),
    mend: missing,
  };
}

async function tryGroups(feishu: FeishuHealth, chat: Chat, wanted: readonly string[]): Promise<TrialVerdict> {
  try {
    await feishu.token();
  } catch {
    return notTried("no token", "没有 token");
  }
  try {
    return judgeGroups(await chat.groups(), wanted);
  } catch (error) {
    const scope = say(
      "the app needs the scope im:chat:readonly in a published version",
      "应用需要 im:chat:readonly 权限，且版本已发布",
    );
    return { state: "bad", result: reasonWithCode(error), ...(error instanceof RefusedError ? { mend: [scope] } : {}) };
  }
}

function judgeGroups(groups: readonly ChatGroup[], wanted: readonly string[]): TrialVerdict {
  const times = wanted.map((name) => ({
    name,
    found: groups.filter((group) => group.name === name || group.chatId === name).length,
  }));
  const found = times.filter(({ found }) => found > 0).length;
  const result = say(
    `in ${groups.length} groups; ${found} of ${wanted.length} found`,
    `在 ${groups.length} 个群中；找到 ${found}/${wanted.length}`,
  );
  const missing = times
    .filter(({ found }) => found === 0)
    .map(({ name }) =>
      say(
        `“${name}”: the bot is in no group of this name; add it, or correct report_chats`,
        `“${name}”：未加入该群；请将机器人加入，或修改 report_chats`,
      ),
    );
  const twice = times
    .filter(({ found }) => found > 1)
    .map(({ name, found }) =>
      say(
        `“${name}”: ${found} groups have this name, and the oldest gets the reports; use its oc_… id instead`,
        `“${name}”：有 ${found} 个同名群，报告发往最早的一个；可改用 oc_… id`,
      ),
    );
  const mend = [...missing, ...twice];
  if (mend.length === 0) return { state: "good", result };
  return { state: missing.length > 0 ? "bad" : "warn", result, mend };
}

/** The address is not shown: whoever knows it can post to it. */
const hidden = say("a webhook (its address is a secret)", "webhook（地址保密）");

function robotTrial({ webhook, webhook_secret: secret }: Settings, clock: Clock): Trial {
  return {
    name: "webhook",
    title: say("Group robot", "群机器人"),
    keys: "webhook",
    ...(webhook === undefined ? {} : { tried: hidden }),
    run: webhook === undefined ? undefined : () => tryRobot(webhook, secret, clock),
  };
}

const robotCures: Readonly<Record<number, Text>> = {
  19001: say(
    "the robot no longer exists: copy the webhook of an existing one",
    "机器人已不存在：请重新复制 webhook 地址",
  ),
  19021: say(
    "webhook_secret must be the robot's signing key, and this machine's clock must be right",
    "webhook_secret 应为机器人的签名密钥，且本机时钟须准确",
  ),
  19022: say("add this machine's address to the robot's IP list", "请将本机地址加入机器人的 IP 白名单"),
  19024: say(
    "the robot requires a keyword that reports do not contain: use its signature instead (webhook_secret), or make CI a keyword",
    "机器人设置了关键词，而报告中没有：请改用签名校验（webhook_secret），或将 CI 设为关键词",
  ),
};

async function tryRobot(webhook: string, secret: string | undefined, clock: Clock): Promise<TrialVerdict> {
  try {
    await probeRobot(webhook, secret, clock);
    return { state: "good", result: say("answers; no message was sent", "有应答；未发送消息") };
  } catch (error) {
    const mend = error instanceof RefusedError ? robotCures[error.code] : undefined;
    return { state: "bad", result: reasonWithCode(error), ...(mend === undefined ? {} : { mend: [mend] }) };
  }
}
