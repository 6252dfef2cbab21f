import type { SkipReason } from "../model/delivery.ts";
import { say, type Text } from "../model/text.ts";

const words: { readonly [R in SkipReason]: Text } = {
  missed_while_down: say("missed while nothing ran", "服务停机期间错过"),
  maybe_sent: say("may have been sent: no reply from Feishu", "可能已发送，但飞书没有应答"),
  chat_closed: say("the chat no longer takes messages from the bot", "该群不再接收机器人消息"),
  unsubscribed: say("no longer subscribed", "已退订"),
  newer_sent_first: say("a newer one was sent first", "更新的一份已先发送"),
  over_before_sent: say("over before it was sent", "发送前已恢复"),
  decided_before_sent: say("decided before it was sent", "发送前已有人处理"),
  unreadable: say("written by a version that this one cannot read", "由无法识别的版本写入"),
};

/** Why a delivery was not sent; what the platform said stays in its own words. */
export function reasonText(reason: string): Text | string {
  return Object.hasOwn(words, reason) ? words[reason as SkipReason] : reason;
}
