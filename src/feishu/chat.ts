import type { Logger } from "pino";
import type { Locale } from "../model/text.ts";
import type { Chat, ChatGroup } from "../ports/chat.ts";
import { once } from "../ports/once.ts";
import type { FeishuClient } from "./client.ts";
import { chatCard, chatMessage } from "./message.ts";
import { createSender } from "./sending.ts";

const GROUPS_A_PAGE = 100;
const MEMBERS_A_PAGE = 100;
const WORKING_MARK = "OnIt";

/** @param locale the language for readers whose client has neither Chinese nor English */
export function createChat(client: FeishuClient, locale: Locale, log: Logger): Chat {
  const sender = createSender(client, log);
  const bot = once(() => readBot(client));

  return {
    botId: async () => (await bot()).openId,

    reply: (to, view, { venue, uuid }) =>
      sender.reply(to, chatMessage(view, venue, locale), { inThread: venue === "thread", uuid }),

    send: (chatId, view, uuid) => sender.send(chatId, chatMessage(view, "group", locale), uuid),

    update: (messageId, view, venue = "group") => sender.update(messageId, chatCard(view, venue, locale)),

    groups: () => listGroups(client),

    async owner(chatId) {
      const payload = { path: { chat_id: chatId }, params: { user_id_type: "open_id" as const } };
      const { data } = await client.call("chat", (sdk, token) => sdk.im.v1.chat.get(payload, token));
      return data?.owner_id ?? "";
    },

    members: (chatId) => listMembers(client, chatId),

    async markWorking(messageId) {
      const path = { message_id: messageId };
      const data = { reaction_type: { emoji_type: WORKING_MARK } };
      const made = await client.call("mark", (sdk, token) => sdk.im.v1.messageReaction.create({ path, data }, token));
      const reaction = made.data?.reaction_id;
      return async () => {
        if (reaction === undefined) return;
        const marked = { message_id: messageId, reaction_id: reaction };
        await client.call("unmark", (sdk, token) => sdk.im.v1.messageReaction.delete({ path: marked }, token));
      };
    },
  };
}

/** Whether this is a chat's id, as against a chat's name. */
export function isChatId(text: string): boolean {
  return /^oc_\w+$/.test(text);
}

/** Paged by hand: the SDK's iterator ends without an error at a page that fails. */
async function listGroups(client: FeishuClient): Promise<ChatGroup[]> {
  const groups: ChatGroup[] = [];
  let pageToken: string | undefined;
  do {
    const params = { page_size: GROUPS_A_PAGE, ...(pageToken === undefined ? {} : { page_token: pageToken }) };
    const { data } = await client.call("groups", (sdk, token) => sdk.im.v1.chat.list({ params }, token));
    for (const { chat_id: chatId, name = "" } of data?.items ?? []) if (chatId) groups.push({ chatId, name });
    pageToken = data?.has_more ? data.page_token : undefined;
  } while (pageToken);
  return groups;
}

/** https://open.feishu.cn/document/server-docs/group/chat-member/get */
async function listMembers(client: FeishuClient, chatId: string): Promise<string[]> {
  const people: string[] = [];
  let pageToken: string | undefined;
  do {
    const page = pageToken === undefined ? {} : { page_token: pageToken };
    const params = { member_id_type: "open_id" as const, page_size: MEMBERS_A_PAGE, ...page };
    const { data } = await client.call("members", (sdk, token) =>
      sdk.im.v1.chatMembers.get({ path: { chat_id: chatId }, params }, token),
    );
    for (const { member_id: person } of data?.items ?? []) if (person) people.push(person);
    pageToken = data?.has_more ? data.page_token : undefined;
  } while (pageToken);
  return people;
}

/** The bot of the app. */
export interface BotInfo {
  readonly openId: string;
  readonly name: string;
  /** 2 where it is switched on. https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM */
  readonly status: number | undefined;
}

/** @throws UnreachableError, RefusedError */
export async function readBot(client: FeishuClient): Promise<BotInfo> {
  const url = "/open-apis/bot/v3/info";
  const { bot } = await client.call("bot info", (sdk, token) =>
    sdk.request<{ bot?: { open_id?: string; app_name?: string; activate_status?: number } }>(
      { method: "GET", url },
      token,
    ),
  );
  return { openId: bot?.open_id ?? "", name: bot?.app_name ?? "", status: bot?.activate_status };
}
