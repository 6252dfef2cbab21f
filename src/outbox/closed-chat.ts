import type { NewDelivery } from "../model/delivery.ts";
import { say } from "../model/text.ts";
import { storeCard } from "../view/stored-card.ts";
import type { View } from "../view/view.ts";

export const closedChatCard = { card: "closed_chat", version: 1 } as const;

export interface ClosedChat {
  readonly chatId: string;
  /** Null if the bot never saw its name. */
  readonly name: string | null;
  /** The platform's message. */
  readonly reason: string;
}

/** Tells every admin, in private, that a chat is closed to the bot. */
export function closedChatNotices(chat: ClosedChat, admins: readonly string[], now: number): NewDelivery[] {
  return admins.map((admin) => ({
    key: `notice:gone:${chat.chatId}:${now}:${admin}`,
    topic: "notice",
    chatId: admin,
    window: { begin: now, end: now },
    dueAt: now,
    sendAt: now,
    content: storeCard(closedChatCard, chat),
    state: "waiting",
  }));
}

export function closedChatView({ chatId, name, reason }: ClosedChat): View {
  const text = say(
    "Nothing more is sent there. Reports resume once I am added to the chat again; I also try once a day.",
    "已停止向该群发送。把我重新加入群后会恢复推送；我每天也会自动重试一次。",
  );
  return {
    title:
      name === null
        ? say("A chat no longer takes my reports", "有一个群不再接收我的报告")
        : say(`The chat “${name}” no longer takes my reports`, `群“${name}”不再接收我的报告`),
    tone: "warn",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[text]] },
      { kind: "lines", quiet: true, lines: [[`${reason} · ${chatId}`]] },
    ],
    data: { notice: "chat_closed", chat: chatId, reason },
  };
}
