import { z } from "zod";
import { parseActionValue } from "../../cards/action-value.ts";
import type { IncomingClick, IncomingMessage, MenuClick } from "../ports/chat.ts";
import { messageText } from "./message-text.ts";

/** What a decrypted request from Feishu says. */
export type FeishuEvent =
  | { readonly kind: "challenge"; readonly token: string; readonly challenge: string }
  | { readonly kind: "message"; readonly token: string; readonly message: IncomingMessage }
  | { readonly kind: "click"; readonly token: string; readonly id: string; readonly click: IncomingClick }
  | { readonly kind: "menu"; readonly token: string; readonly id: string; readonly click: MenuClick }
  | { readonly kind: "joined"; readonly token: string; readonly chatId: string }
  /** A person opened the private chat; `isFirst` if nothing was ever said there. */
  | { readonly kind: "entered"; readonly token: string; readonly chatId: string; readonly isFirst: boolean }
  /** A group has another name, or something else about it changed. */
  | { readonly kind: "chat_changed"; readonly token: string; readonly chatId: string }
  | { readonly kind: "unsupported"; readonly token: string; readonly type: string };

const challengeSchema = z.object({
  type: z.literal("url_verification"),
  challenge: z.string(),
  token: z.string().default(""),
});

const headerSchema = z.object({
  header: z.object({
    event_id: z.string().min(1),
    event_type: z.string(),
    token: z.string().default(""),
    tenant_key: z.string().default(""),
  }),
});

const openId = z.object({ open_id: z.string().default("") });

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive */
const messageSchema = z.object({
  event: z.object({
    sender: z.object({
      sender_id: openId.nullish(),
      sender_type: z.string().default("user"),
      tenant_key: z.string().default(""),
    }),
    message: z.object({
      message_id: z.string().regex(/^om_[\w-]+$/),
      chat_id: z.string().regex(/^oc_[\w-]+$/),
      chat_type: z.string(),
      thread_id: z.string().nullish(),
      message_type: z.string(),
      content: z.string(),
      mentions: z.array(z.object({ key: z.string(), id: openId.nullish() })).nullish(),
    }),
  }),
});

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication */
const clickSchema = z.object({
  event: z.object({
    operator: openId.extend({ tenant_key: z.string().default("") }),
    token: z.string().default(""),
    action: z.object({
      tag: z.string(),
      value: z.unknown(),
      option: z.string().nullish(),
      form_value: z.record(z.string(), z.unknown()).nullish(),
    }),
    context: z.object({
      open_message_id: z.string().regex(/^om_[\w-]+$/),
      open_chat_id: z.string().regex(/^oc_[\w-]+$/),
    }),
  }),
});

/**
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/chat-member-bot/events/added
 * https://open.feishu.cn/document/server-docs/group/chat/events/updated
 */
const chatSchema = z.object({ event: z.object({ chat_id: z.string().regex(/^oc_[\w-]+$/) }) });

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/bot/events/menu */
const menuSchema = z.object({
  event: z.object({
    operator: z.object({ operator_id: z.object({ open_id: z.string().min(1) }) }),
    event_key: z.string(),
  }),
});

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/chat-access_event/events/bot_p2p_chat_entered */
const enteredSchema = z.object({
  event: z.object({ chat_id: z.string().regex(/^oc_[\w-]+$/), last_message_id: z.string().nullish() }),
});

const chatEvents: Readonly<Record<string, "joined" | "chat_changed">> = {
  "im.chat.member.bot.added_v1": "joined",
  "im.chat.updated_v1": "chat_changed",
};

/** Reads a decrypted body. Whatever is not for us, or not of the documented shape, is `unsupported`. */
export function readEvent(payload: unknown): FeishuEvent {
  const challenge = challengeSchema.safeParse(payload);
  if (challenge.success) return { kind: "challenge", token: challenge.data.token, challenge: challenge.data.challenge };
  const headed = headerSchema.safeParse(payload);
  if (!headed.success) return { kind: "unsupported", token: tokenOf(payload), type: "unknown" };
  const { event_id: id, event_type: type, token, tenant_key: tenant } = headed.data.header;
  if (type === "im.message.receive_v1") {
    const message = readMessage(payload, tenant);
    if (message) return { kind: "message", token, message };
  }
  if (type === "card.action.trigger") {
    const click = readClick(payload, tenant);
    if (click) return { kind: "click", token, id, click };
  }
  return readChatEvent(type, payload, { id, token }) ?? { kind: "unsupported", token, type };
}

/** Events about a chat, and those of the private chat that are no messages. */
function readChatEvent(
  type: string,
  payload: unknown,
  { id, token }: { readonly id: string; readonly token: string },
): FeishuEvent | undefined {
  if (type === "application.bot.menu_v6") {
    const menu = menuSchema.safeParse(payload).data?.event;
    const personId = menu?.operator.operator_id.open_id;
    // Only people of the bot's own organisation see its menu.
    if (menu && personId !== undefined)
      return { kind: "menu", token, id, click: { personId, line: menu.event_key, fromOtherTenant: false } };
  }
  if (type === "im.chat.access_event.bot_p2p_chat_entered_v1") {
    const entered = enteredSchema.safeParse(payload).data?.event;
    if (entered) return { kind: "entered", token, chatId: entered.chat_id, isFirst: !entered.last_message_id };
  }
  const kind = chatEvents[type];
  if (kind !== undefined) {
    const chat = chatSchema.safeParse(payload);
    if (chat.success) return { kind, token, chatId: chat.data.event.chat_id };
  }
  return undefined;
}

/** Events of the first version have their token at the top level. */
function tokenOf(payload: unknown): string {
  return z.object({ token: z.string() }).safeParse(payload).data?.token ?? "";
}

/** @param tenant the bot's own */
function readMessage(payload: unknown, tenant: string): IncomingMessage | undefined {
  const parsed = messageSchema.safeParse(payload);
  if (!parsed.success) return undefined;
  const { sender, message } = parsed.data.event;
  const mentions = message.mentions ?? [];
  return {
    messageId: message.message_id,
    chatId: message.chat_id,
    isPrivate: message.chat_type === "p2p",
    threadId: message.thread_id || null,
    senderId: sender.sender_id?.open_id ?? "",
    fromOtherTenant: isOther(sender.tenant_key, tenant),
    fromUser: sender.sender_type === "user",
    text: messageText(
      message.message_type,
      message.content,
      mentions.map(({ key }) => key),
    ),
    mentioned: mentions.map(({ id }) => id?.open_id ?? "").filter((id) => id !== ""),
  };
}

function readClick(payload: unknown, tenant: string): IncomingClick | undefined {
  const parsed = clickSchema.safeParse(payload);
  if (!parsed.success) return undefined;
  const { operator, action, context } = parsed.data.event;
  return {
    messageId: context.open_message_id,
    chatId: context.open_chat_id,
    operatorId: operator.open_id,
    fromOtherTenant: isOther(operator.tenant_key, tenant),
    asked: parseActionValue(action.value, { option: action.option ?? null, form: action.form_value ?? {} }),
  };
}

/** Where Feishu leaves a tenant out, the person counts as one of ours. */
function isOther(tenantOfPerson: string, ownTenant: string): boolean {
  return tenantOfPerson !== "" && ownTenant !== "" && tenantOfPerson !== ownTenant;
}
