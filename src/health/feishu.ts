import { type BotInfo, readBot } from "../feishu/chat.ts";
import type { FeishuClient } from "../feishu/client.ts";
import { missingScopes, type ScopeNeed, scopesNamed, scopesPage } from "../feishu/scopes.ts";
import { say, type Text } from "../model/text.ts";
import type { RefusedError } from "../ports/errors.ts";
import { HealthFault } from "./fault.ts";

/** Probes the app at Feishu: its token, bot, permissions and groups, the monthly API calls, and refused messages. */
export interface FeishuHealth {
  /** Gets a token. @throws UnreachableError, RefusedError */
  token(): Promise<void>;
  /** @throws UnreachableError, RefusedError */
  bot(): Promise<BotInfo>;
  /** Asks Feishu which permissions the app lacks, and remembers the answer. @throws UnreachableError, RefusedError */
  permissions(): Promise<readonly Text[]>;
  /** Gets a token and returns the app's state. @throws UnreachableError, RefusedError, HealthFault */
  check(): Promise<Text>;
  /** What the operator must fix, without asking Feishu. */
  warnings(): readonly Text[];
  /** Calls of the last 24 hours that counted against the monthly quota. */
  callsInADay(): number;
  /** Messages in a row that Feishu refused because of the app itself. */
  refusedSends(): number;
}

const DAYS_A_MONTH = 30;
/** https://open.feishu.cn/document/platform-notices/platform-updates-/custom-app-api-call-limit */
const FREE_CALLS_A_MONTH = 10_000;
const QUOTA_USED_UP = 99991403;

export function createFeishuHealth(client: FeishuClient): FeishuHealth {
  let missing: readonly Text[] = [];
  const warnings = () => {
    const refusal = client.standing.refusal();
    const refused = refusal === undefined ? [] : [refusalText(client, refusal.error)];
    return [...refused, ...missing, ...costWarning(client)];
  };
  return {
    token: client.checkToken,
    bot: () => readBot(client),
    async permissions() {
      missing = (await missingScopes(client)).map((need) => missingScopeText(client, need));
      return missing;
    },
    async check() {
      await client.checkToken();
      const [fault] = warnings();
      if (fault) throw new HealthFault(fault);
      return say(`connected; ${costText(client).en_us}`, `已连接；${costText(client).zh_cn}`);
    },
    warnings,
    callsInADay: client.standing.callsInADay,
    refusedSends: () => client.standing.refusal()?.count ?? 0,
  };
}

function refusalText({ app }: FeishuClient, error: RefusedError): Text {
  const named = scopesNamed(error.message);
  const page = scopesPage(app, named);
  if (named.length > 0)
    return say(
      `Feishu refuses our messages: the app needs ${named.join(" or ")}. Grant it, then publish a version: ${page}`,
      `飞书拒绝发送消息：应用需要 ${named.join(" 或 ")} 权限。请开通并发布版本：${page}`,
    );
  if (error.code === QUOTA_USED_UP)
    return say(
      `Feishu refuses our messages: the month's API calls are used up (${error.code})`,
      `飞书拒绝发送消息：本月 API 调用量已用完（${error.code}）`,
    );
  return say(`Feishu refuses our messages: ${error.message}`, `飞书拒绝发送消息：${error.message}`);
}

/** Says which permission the app lacks, and where to grant it. */
function missingScopeText({ app }: FeishuClient, { what, anyOf: [scope] }: ScopeNeed): Text {
  const page = scopesPage(app, [scope]);
  return say(
    `the app may not ${what.en_us}: grant ${scope}, then publish a version: ${page}`,
    `应用无权${what.zh_cn}：请开通 ${scope} 并发布版本：${page}`,
  );
}

function costWarning(client: FeishuClient): readonly Text[] {
  return monthlyCalls(client) > FREE_CALLS_A_MONTH ? [costText(client)] : [];
}

function costText(client: FeishuClient): Text {
  const day = client.standing.callsInADay().toLocaleString("en-US");
  const month = monthlyCalls(client).toLocaleString("en-US");
  const free = FREE_CALLS_A_MONTH.toLocaleString("en-US");
  return say(
    `${day} API calls in the last 24 hours, ${month} a month at this rate (Feishu's free edition: ${free})`,
    `最近 24 小时 API 调用 ${day} 次，按此每月约 ${month} 次（飞书免费版上限 ${free} 次）`,
  );
}

function monthlyCalls({ standing }: FeishuClient): number {
  return standing.callsInADay() * DAYS_A_MONTH;
}
