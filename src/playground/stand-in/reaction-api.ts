import express from "express";
import { api } from "./exchange.ts";
import { ApiFault } from "./fault.ts";
import { newToken } from "./ids.ts";
import { messageFor } from "./message-api.ts";
import type { Platform } from "./platform.ts";

const reactions = "/open-apis/im/v1/messages/:messageId/reactions";

export function reactionApi(platform: Platform): express.Router {
  const { tenant, bot } = platform;
  const router = express.Router();

  router.post(
    reactions,
    api(({ params, body }) => {
      const message = reactedTo(platform, params.messageId);
      const emoji: unknown = body?.reaction_type?.emoji_type;
      if (typeof emoji !== "string" || !/^\w{1,40}$/.test(emoji))
        throw new ApiFault(231001, "reaction type is invalid.");
      const reaction = { reactionId: newToken(), emoji, openId: bot.openId, name: bot.name };
      tenant.changeMessage(message.messageId, { reactions: [...message.reactions, reaction] });
      return {
        reaction_id: reaction.reactionId,
        operator: { operator_id: platform.credentials.appId, operator_type: "app" },
        action_time: String(tenant.now()),
        reaction_type: { emoji_type: emoji },
      };
    }),
  );

  router.delete(
    `${reactions}/:reactionId`,
    api(({ params }) => {
      const message = reactedTo(platform, params.messageId);
      const reaction = message.reactions.find(({ reactionId }) => reactionId === params.reactionId);
      if (!reaction) throw new ApiFault(231011, "reaction id is invalid.");
      tenant.changeMessage(message.messageId, { reactions: message.reactions.filter((one) => one !== reaction) });
      return { reaction_id: reaction.reactionId, reaction_type: { emoji_type: reaction.emoji } };
    }),
  );
  return router;
}

function reactedTo(platform: Platform, messageId: unknown) {
  try {
    return messageFor(platform, messageId);
  } catch {
    throw new ApiFault(231003, "The message is not found.");
  }
}
