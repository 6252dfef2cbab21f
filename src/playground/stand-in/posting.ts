import { ApiFault, badParameter, botNotInChat } from "./fault.ts";
import { newId } from "./ids.ts";
import type { Message, StandInChat, StandInSender } from "./message.ts";
import { checkContent } from "./message-content.ts";
import type { Platform } from "./platform.ts";
import type { Tenant } from "./tenant.ts";

const UUID_MAX_LENGTH = 50;

export type Threading = Pick<Message, "rootId" | "parentId" | "threadId" | "inThread">;
const inTheStream: Threading = { rootId: null, parentId: null, threadId: null, inThread: false };

/** Where a reply goes: a reply to a message in a thread stays in it; otherwise a thread starts on request. */
export function threadOf(parent: Message, asThread: boolean): Threading {
  const { messageId: parentId, rootId } = parent;
  if (parent.inThread) return { rootId, parentId, threadId: parent.threadId, inThread: true };
  if (asThread) return { rootId: parentId, parentId, threadId: parent.threadId ?? newId("omt_"), inThread: true };
  return { rootId: rootId ?? parentId, parentId, threadId: null, inThread: false };
}

export function chatFor({ tenant, bot }: Platform, idType: unknown, id: unknown): StandInChat {
  if (typeof id !== "string" || id === "") throw badParameter("receive_id is required");
  if (idType === "chat_id") {
    const chat = tenant.chats.get(id);
    if (chat) return chat;
  } else if (idType === "open_id" || idType === "union_id") {
    const person = tenant.people.find(({ openId, unionId }) => (idType === "open_id" ? openId : unionId) === id);
    if (person) return tenant.privateChatWith(person, bot.name);
    if (idType === "open_id")
      throw new ApiFault(99992351, "The request you send is not a valid {open_id} or not exists");
  } else throw badParameter(`receive_id_type ${String(idType)} is not supported`);
  throw new ApiFault(230034, "The receive_id is invalid.");
}

interface PostBody {
  readonly msg_type?: unknown;
  readonly content?: unknown;
  readonly uuid?: unknown;
}

/** Posts the bot's message. A uuid that was used within the last hour returns the earlier message. */
export function post(platform: Platform, chatId: string, body: PostBody = {}, threading = inTheStream): Message {
  const { tenant, limit, rules, bot, sent } = platform;
  if (!tenant.chats.get(chatId)?.botIsMember) throw botNotInChat();
  limit.target(chatId);
  const { uuid } = body;
  if (typeof uuid === "string" && uuid.length > UUID_MAX_LENGTH) throw badParameter("uuid is too long");
  const content = checkContent(body.msg_type, body.content, rules);
  const earlier = tenant.messages.get(sent.recall(uuid) ?? "");
  if (earlier) return earlier;
  const sender: StandInSender = { kind: "bot", openId: bot.openId, name: bot.name };
  const message = put(tenant, { chatId, type: String(body.msg_type), content, sender, ...threading });
  sent.remember(uuid, message.messageId);
  return message;
}

type NewMessage = Pick<Message, "chatId" | "type" | "content" | "sender"> & Partial<Message>;

/** Adds a message of any sender, and marks the root of its thread. */
export function put(tenant: Tenant, draft: NewMessage): Message {
  const at = tenant.now();
  if (draft.threadId && draft.rootId) tenant.changeMessage(draft.rootId, { threadId: draft.threadId });
  return tenant.putMessage({
    messageId: newId("om_"),
    ...inTheStream,
    mentions: [],
    createdAt: at,
    updatedAt: at,
    updated: false,
    recalled: false,
    clicking: false,
    reactions: [],
    ...draft,
  });
}
