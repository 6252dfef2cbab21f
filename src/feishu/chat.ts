import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import type { Logger } from "pino";
import { SECOND } from "../model/window.ts";
import type { CardMessage, Chat, Group } from "../ports/chat.ts";
import { isCardRefused } from "./answer.ts";
import type { FeishuClient } from "./client.ts";

/**
 * The platform allows 5 messages a second in a group, for all bots in it, and 50 a second for the app.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
 */
const PER_CHAT_A_SECOND = 4;
const PER_APP_A_SECOND = 40;
const GROUPS_A_PAGE = 100;
const CHATS_REMEMBERED = 2_000;
const WORKING_MARK = "OnIt";

export function createChat(client: FeishuClient, log: Logger): Chat {
  // In small portions: two bursts of a second each may arrive within one.
  const ofApp = new PQueue({ interval: SECOND / 8, intervalCap: PER_APP_A_SECOND / 8 });
  const ofChats = new LRUCache<string, PQueue>({ max: CHATS_REMEMBERED });
  let bot: Promise<BotInfo> | undefined;

  /** One after the other within a chat, and not more than the platform takes. */
  function paced<Answer>(chatId: string, run: () => Promise<Answer>): Promise<Answer> {
    const queue = ofChats.get(chatId) ?? new PQueue({ interval: SECOND, intervalCap: PER_CHAT_A_SECOND });
    ofChats.set(chatId, queue);
    return queue.add(() => ofApp.add(run));
  }

  /** A card that the platform refuses is sent as text: better plain than nothing. */
  async function withFallback(message: CardMessage, send: (content: Content) => Promise<string>): Promise<string> {
    try {
      return await send({ msg_type: "interactive", content: JSON.stringify(message.card) });
    } catch (error) {
      if (!isCardRefused(error)) throw error;
      log.error({ err: error }, "card refused, sent as text");
      return send({ msg_type: "text", content: JSON.stringify({ text: message.text }) });
    }
  }

  return {
    async botId() {
      bot ??= readBot(client).catch((error: unknown) => {
        bot = undefined;
        throw error;
      });
      return (await bot).openId;
    },

    reply({ messageId, chatId }, message, { inThread, uuid }) {
      return withFallback(message, (content) =>
        paced(chatId, async () => {
          const data = { ...content, reply_in_thread: inThread, uuid: uuidFor(uuid, content) };
          const path = { message_id: messageId };
          return idOf(await client.call("reply", (sdk, token) => sdk.im.v1.message.reply({ path, data }, token)));
        }),
      );
    },

    send(chatId, message, uuid) {
      return withFallback(message, (content) =>
        paced(chatId, async () => {
          const data = { ...content, receive_id: chatId, uuid: uuidFor(uuid, content) };
          const params = { receive_id_type: chatId.startsWith("ou_") ? ("open_id" as const) : ("chat_id" as const) };
          return idOf(await client.call("send", (sdk, token) => sdk.im.v1.message.create({ params, data }, token)));
        }),
      );
    },

    async update(messageId, { card }) {
      const path = { message_id: messageId };
      const data = { content: JSON.stringify(card) };
      await client.call("update", (sdk, token) => sdk.im.v1.message.patch({ path, data }, token));
    },

    groups: () => listGroups(client),

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

interface Content {
  readonly msg_type: "interactive" | "text";
  readonly content: string;
}

/** The text that stands in for a refused card is another message. */
function uuidFor(uuid: string, { msg_type }: Content): string {
  return msg_type === "text" ? `${uuid.slice(0, 48)}-t` : uuid.slice(0, 50);
}

function idOf(answer: { data?: { message_id?: string | undefined } | undefined }): string {
  return answer.data?.message_id ?? "";
}

/** Paged by hand: the SDK's iterator ends silently at a page that fails. */
async function listGroups(client: FeishuClient): Promise<Group[]> {
  const groups: Group[] = [];
  let pageToken: string | undefined;
  do {
    const params = { page_size: GROUPS_A_PAGE, ...(pageToken === undefined ? {} : { page_token: pageToken }) };
    const { data } = await client.call("groups", (sdk, token) => sdk.im.v1.chat.list({ params }, token));
    for (const { chat_id: chatId, name = "" } of data?.items ?? []) if (chatId) groups.push({ chatId, name });
    pageToken = data?.has_more ? data.page_token : undefined;
  } while (pageToken);
  return groups;
}

export interface BotInfo {
  readonly openId: string;
  readonly name: string;
  /** 2 where it is switched on. https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM */
  readonly status: number | undefined;
}

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
