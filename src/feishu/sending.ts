import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import type { Logger } from "pino";
import { SECOND } from "../model/window.ts";
import type { ReplyTarget } from "../ports/chat.ts";
import { blockedCode, isCardRefused, isThreadRefused } from "./answer.ts";
import type { FeishuClient } from "./client.ts";
import { type CardMessage, withheldText } from "./message.ts";

/**
 * Feishu allows 5 messages a second in a group, for all bots in it, and 50 a second for the app.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
 */
const PER_CHAT_A_SECOND = 4;
const PER_APP_A_SECOND = 40;
const CHATS_REMEMBERED = 2_000;

/** Sends cards as fast as Feishu allows. A card that Feishu refuses is sent in a plainer form. */
interface Sender {
  /** Resolves to the message's id. Where the message takes no thread, the reply stands outside of one. */
  reply(to: ReplyTarget, message: CardMessage, how: { inThread: boolean; uuid: string }): Promise<string>;
  /** Resolves to the message's id. */
  send(chatId: string, message: CardMessage, uuid: string): Promise<string>;
  update(messageId: string, card: object): Promise<void>;
}

export function createSender(client: FeishuClient, log: Logger): Sender {
  // In small portions: two bursts of a second each may arrive within one second.
  const ofApp = new PQueue({ interval: SECOND / 8, intervalCap: PER_APP_A_SECOND / 8 });
  const ofChats = new LRUCache<string, PQueue>({ max: CHATS_REMEMBERED });

  /** The calls of one chat run one after the other. */
  function paced<Answer>(chatId: string, run: () => Promise<Answer>): Promise<Answer> {
    const queue = ofChats.get(chatId) ?? new PQueue({ interval: SECOND, intervalCap: PER_CHAT_A_SECOND });
    ofChats.set(chatId, queue);
    return queue.add(() => ofApp.add(run));
  }

  async function replyOnce({ messageId, chatId }: ReplyTarget, content: Content, inThread: boolean): Promise<string> {
    const data = { ...content, reply_in_thread: inThread };
    const path = { message_id: messageId };
    const call = () => client.call("reply", (sdk, token) => sdk.im.v1.message.reply({ path, data }, token));
    return idOf(await paced(chatId, call));
  }

  return {
    reply: (to, message, { inThread, uuid }) =>
      withFallback(message, uuid, log, async (content) => {
        try {
          return await replyOnce(to, content, inThread);
        } catch (error) {
          if (!inThread || !isThreadRefused(error)) throw error;
          log.info({ err: error, chat: to.chatId }, "no thread here, replied outside of one");
          return replyOnce(to, content, false);
        }
      }),

    send: (chatId, message, uuid) =>
      withFallback(message, uuid, log, async (content) => {
        const data = { ...content, receive_id: chatId };
        const params = { receive_id_type: chatId.startsWith("ou_") ? ("open_id" as const) : ("chat_id" as const) };
        const call = () => client.call("send", (sdk, token) => sdk.im.v1.message.create({ params, data }, token));
        return idOf(await paced(chatId, call));
      }),

    async update(messageId, card) {
      const path = { message_id: messageId };
      const data = { content: JSON.stringify(card) };
      await client.call("update", (sdk, token) => sdk.im.v1.message.patch({ path, data }, token));
    },
  };
}

interface Content {
  readonly msg_type: "interactive" | "text";
  readonly content: string;
  readonly uuid: string;
}

/** Tries the card, then its words, then a sentence without them: something that arrives is better than nothing. */
async function withFallback(
  message: CardMessage,
  uuid: string,
  log: Logger,
  post: (content: Content) => Promise<string>,
): Promise<string> {
  try {
    return await post({ msg_type: "interactive", content: JSON.stringify(message.card), uuid: uuid.slice(0, 50) });
  } catch (error) {
    const blocked = blockedCode(error);
    if (blocked === undefined && !isCardRefused(error)) throw error;
    log.error({ err: error }, "card refused, sent in a plainer form");
    if (blocked !== undefined) return post(textContent(withheldText(blocked), uuid, "w"));
  }
  try {
    return await post(textContent(message.text(), uuid, "t"));
  } catch (error) {
    const blocked = blockedCode(error);
    if (blocked === undefined) throw error;
    return post(textContent(withheldText(blocked), uuid, "w"));
  }
}

/** A text that stands in for a card is another message, and so needs another uuid. */
function textContent(text: string, uuid: string, mark: string): Content {
  return { msg_type: "text", content: JSON.stringify({ text }), uuid: `${uuid.slice(0, 48)}-${mark}` };
}

function idOf(answer: { data?: { message_id?: string | undefined } | undefined }): string {
  return answer.data?.message_id ?? "";
}
