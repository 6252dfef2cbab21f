import express from "express";
import { api } from "./exchange.ts";
import { ApiFault } from "./fault.ts";
import type { StandInChat } from "./message.ts";
import type { Platform } from "./platform.ts";

/** Lists the groups that the bot is in, page by page, and describes one chat and its members. */
export function chatApi({ tenant }: Platform): express.Router {
  const router = express.Router();

  router.get(
    "/open-apis/im/v1/chats",
    api(({ query }) => {
      const pageSize = Number(query.page_size ?? 20);
      if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100)
        throw new ApiFault(232001, "page_size is invalid");
      const groups = [...tenant.chats.values()].filter((chat) => chat.type === "group" && chat.botIsMember);
      const start = readPageToken(query.page_token);
      const hasMore = start + pageSize < groups.length;
      return {
        items: groups.slice(start, start + pageSize).map((chat) => describe(chat, tenant.tenantKey)),
        page_token: hasMore ? pageToken(start + pageSize) : "",
        has_more: hasMore,
      };
    }),
  );

  function chatOf(chatId: unknown): StandInChat {
    const chat = tenant.chats.get(String(chatId));
    if (!chat) throw new ApiFault(232006, "Your request contains an invalid chat_id.");
    if (!chat.botIsMember) throw new ApiFault(232011, "Operator can NOT be out of the chat.");
    return chat;
  }

  router.get(
    "/open-apis/im/v1/chats/:chatId/members",
    api(({ params, query }) => {
      chatOf(params.chatId);
      const pageSize = Number(query.page_size ?? 20);
      const start = readPageToken(query.page_token);
      const page = tenant.people.slice(start, start + pageSize);
      const hasMore = start + pageSize < tenant.people.length;
      return {
        items: page.map(({ openId, name }) => ({ member_id_type: "open_id", member_id: openId, name })),
        page_token: hasMore ? pageToken(start + pageSize) : "",
        has_more: hasMore,
        member_total: tenant.people.length,
      };
    }),
  );

  router.get(
    "/open-apis/im/v1/chats/:chatId",
    api(({ params }) => {
      const chat = chatOf(params.chatId);
      const mode = {
        chat_mode: chat.type,
        group_message_type: "chat",
        user_count: String(tenant.people.length),
        bot_count: "1",
      };
      return { ...describe(chat, tenant.tenantKey), ...mode };
    }),
  );
  return router;
}

function describe(chat: StandInChat, tenantKey: string): object {
  return {
    chat_id: chat.chatId,
    avatar: "",
    name: chat.name,
    description: "",
    external: false,
    ...(chat.ownerId === null ? {} : { owner_id: chat.ownerId, owner_id_type: "open_id" }),
    tenant_key: tenantKey,
    chat_status: "normal",
  };
}

/** Page token, opaque to callers as Feishu's is. */
function pageToken(start: number): string {
  return Buffer.from(`from ${start}`).toString("base64url");
}

function readPageToken(token: unknown): number {
  if (token === undefined || token === "") return 0;
  const [, start] = /^from (\d+)$/.exec(Buffer.from(String(token), "base64url").toString()) ?? [];
  if (start === undefined) throw new ApiFault(232001, "page_token is invalid");
  return Number(start);
}
