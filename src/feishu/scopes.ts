import { say, type Text } from "../model/text.ts";
import type { FeishuClient } from "./client.ts";

/** Something the bot does, and the permissions of which any one lets it. */
export interface ScopeNeed {
  readonly what: Text;
  readonly anyOf: readonly [string, ...string[]];
}

/** What each call and event says it needs; the first of each is the narrowest. */
const needs: readonly ScopeNeed[] = [
  { what: say("send messages", "发送消息"), anyOf: ["im:message:send_as_bot", "im:message", "im:message:send"] },
  {
    what: say("hear private chats", "接收单聊消息"),
    anyOf: ["im:message.p2p_msg:readonly", "im:message.p2p_msg"],
  },
  {
    what: say("hear mentions in groups", "接收群里 @机器人 的消息"),
    anyOf: [
      "im:message.group_at_msg:readonly",
      "im:message.group_at_msg",
      "im:message.group_at_msg.include_bot:readonly",
      "im:message.group_msg",
    ],
  },
  {
    what: say("find groups by name", "按名称查找群"),
    anyOf: ["im:chat:readonly", "im:chat:read", "im:chat.group_info:readonly", "im:chat"],
  },
];

/**
 * What the app may not do for want of a permission. The call needs no permission itself.
 * https://open.feishu.cn/document/application-v6/scope/list
 * @throws UnreachableError, RefusedError
 */
export async function missingScopes(client: FeishuClient): Promise<readonly ScopeNeed[]> {
  const url = "/open-apis/application/v6/scopes";
  const { data } = await client.call("scopes", (sdk, token) =>
    sdk.request<{ data?: { scopes?: readonly { scope_name?: string; grant_status?: number }[] } }>(
      { method: "GET", url },
      token,
    ),
  );
  const granted = new Set((data?.scopes ?? []).filter(isGranted).map(({ scope_name: name }) => name));
  return needs.filter(({ anyOf }) => !anyOf.some((scope) => granted.has(scope)));
}

function isGranted({ grant_status: status }: { grant_status?: number }): boolean {
  return status === 1;
}

/** The page of the console on which these permissions are asked for. */
export function scopesPage({ appId, domain }: FeishuClient["app"], scopes: readonly string[]): string {
  const query = new URLSearchParams({ q: scopes.join(","), op_from: "openapi", token_type: "tenant" });
  return `${domain}/app/${encodeURIComponent(appId)}/auth?${query}`;
}

/** The permissions that a refusal names: `… One of the following scopes is required: [im:message, im:message:send]`. */
export function scopesNamed(reason: string): readonly string[] {
  return [...new Set(reason.match(/\b[a-z_]+(?::[a-z_.]+)+/g) ?? [])];
}
