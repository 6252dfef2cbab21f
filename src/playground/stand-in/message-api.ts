import express from "express";
import { parseObject } from "./card-check.ts";
import { api } from "./exchange.ts";
import { ApiFault, badParameter, botNotInChat, cardIsLocked, recalled } from "./fault.ts";
import type { Message } from "./message.ts";
import { checkContent } from "./message-content.ts";
import type { Platform } from "./platform.ts";
import { chatFor, post, threadOf } from "./posting.ts";

const UPDATABLE_MS = 14 * 86_400_000;
const messages = "/open-apis/im/v1/messages";

/** Sends, replies to, updates, reads and recalls messages. */
export function messageApi(platform: Platform): express.Router {
  const { tenant, limit, rules, clicks } = platform;
  const router = express.Router();

  router.post(
    messages,
    api(({ query, body }) => {
      const chat = chatFor(platform, query.receive_id_type, body?.receive_id);
      return describe(platform, post(platform, chat.chatId, body));
    }),
  );

  router.post(
    `${messages}/:messageId/reply`,
    api(({ params, body }) => {
      const parent = messageFor(platform, params.messageId);
      const thread = threadOf(parent, body?.reply_in_thread === true);
      return describe(platform, post(platform, parent.chatId, body, thread));
    }),
  );

  router.patch(
    `${messages}/:messageId`,
    api(({ params, body }) => {
      const message = ownMessage(platform, params.messageId);
      limit.target(message.messageId);
      if (message.type !== "interactive") throw badParameter("This message is NOT a card.");
      if (tenant.now() - message.createdAt > UPDATABLE_MS) {
        throw new ApiFault(230031, "This message has already exceeded the time limit for editing.");
      }
      const content = checkContent("interactive", body?.content, rules);
      if (clicks.isPending(message.messageId)) throw cardIsLocked();
      tenant.changeMessage(message.messageId, { content, updated: true, updatedAt: tenant.now() });
      return {};
    }),
  );

  router.get(
    `${messages}/:messageId`,
    api(({ params, query }) => {
      const asSent = query.card_msg_content_type === "user_card_content";
      return { items: [describe(platform, messageFor(platform, params.messageId, true), asSent)] };
    }),
  );

  router.delete(
    `${messages}/:messageId`,
    api(({ params }) => {
      const { messageId } = ownMessage(platform, params.messageId);
      tenant.changeMessage(messageId, { recalled: true, updatedAt: tenant.now() });
      return {};
    }),
  );
  return router;
}

/** The message named in a path; a recalled one only on request. */
export function messageFor({ tenant }: Platform, messageId: unknown, evenRecalled = false): Message {
  const message = typeof messageId === "string" ? tenant.messages.get(messageId) : undefined;
  if (!message) throw new ApiFault(99992354, "The request you send is not a valid {open_message_id} or not exists");
  if (message.recalled && !evenRecalled) throw recalled();
  if (!tenant.chats.get(message.chatId)?.botIsMember) throw botNotInChat();
  return message;
}

function ownMessage(platform: Platform, messageId: unknown): Message {
  const message = messageFor(platform, messageId);
  if (message.sender.kind !== "bot") throw new ApiFault(230027, "Lack of necessary permissions.");
  return message;
}

/** A message as the API returns it. A card comes back as its title, unless its original content is requested. */
function describe({ tenant, credentials }: Platform, message: Message, asSent = false): object {
  const { sender } = message;
  return {
    message_id: message.messageId,
    ...(message.rootId && { root_id: message.rootId }),
    ...(message.parentId && { parent_id: message.parentId }),
    ...(message.threadId && { thread_id: message.threadId }),
    msg_type: message.type,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.recalled,
    updated: message.updated,
    chat_id: message.chatId,
    sender:
      sender.kind === "person"
        ? { id: sender.openId, id_type: "open_id", sender_type: "user", tenant_key: tenant.tenantKey }
        : { id: credentials.appId, id_type: "app_id", sender_type: "app", tenant_key: tenant.tenantKey },
    body: { content: message.type === "interactive" && !asSent ? titleOnly(message.content) : message.content },
  };
}

function titleOnly(card: string): string {
  const { header } = parseObject(card) as { header?: { title?: { content?: string } } };
  return JSON.stringify({ title: header?.title?.content ?? "", elements: [] });
}

/** Updates a clicked card with the token of its click. */
export function cardUpdateApi({ clicks }: Platform): express.Router {
  const router = express.Router();
  router.post(
    "/open-apis/interactive/v1/card/update",
    api(({ body }) => {
      clicks.updateByToken(body?.token, body?.card);
      return {};
    }),
  );
  return router;
}
