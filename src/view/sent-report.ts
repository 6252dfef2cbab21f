import type { Delivery } from "../model/delivery.ts";
import { say, type Text } from "../model/text.ts";
import { reasonText } from "./delivery-reason.ts";
import type { TableColumn, Tone, View } from "./view.ts";

const states: { readonly [S in Delivery["state"]]: Text } = {
  waiting: say("waiting to retry", "等待重试"),
  sending: say("being sent", "正在发送"),
  sent: say("sent", "已发送"),
  held: say("held back (quiet hours)", "免打扰中，已保留"),
  told: say("included in a digest", "已汇总"),
  spared: say("not needed", "无需发送"),
  skipped: say("skipped", "已跳过"),
  refused: say("refused", "被拒绝"),
  unknown: say("delivery unknown", "送达情况未知"),
};

const columns: readonly TableColumn[] = [
  { name: "chat", label: say("Chat", "群") },
  { name: "state", label: say("State", "状态") },
  { name: "reason", label: say("Reason", "原因") },
];

export function deliveryState(state: Delivery["state"]): Text {
  return states[state];
}

/** The result of sending a report by hand. */
export function sentReportView(deliveries: readonly Delivery[], missing: readonly string[]): View {
  const failed = deliveries.filter(({ state }) => state !== "sent" && state !== "held" && state !== "spared");
  const tone: Tone = failed.length > 0 || missing.length > 0 ? "warn" : deliveries.length === 0 ? "neutral" : "good";
  const rows = deliveries.map(({ chatId, state, reason }) => ({
    chat: chatId,
    state: states[state],
    reason: reasonText(reason ?? ""),
  }));
  const absent = missing.map((name) => ({ chat: name, state: say("no such group", "找不到这个群"), reason: "" }));
  return {
    title: say(
      `${deliveries.length - failed.length} of ${deliveries.length + missing.length} chats done`,
      `${deliveries.length + missing.length} 个群中 ${deliveries.length - failed.length} 个已处理`,
    ),
    tone,
    trail: [],
    blocks: [{ kind: "table", title: say("Deliveries", "发送情况"), columns, rows: [...rows, ...absent] }],
    data: {
      deliveries: deliveries.map(({ chatId, state, reason, window }) => ({ chatId, state, reason, ...window })),
      missing,
      ...(failed.length > 0 ? { error: "not_all_sent" } : {}),
    },
  };
}
