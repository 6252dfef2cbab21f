import type { NewDelivery } from "../model/delivery.ts";
import { say } from "../model/text.ts";
import type { View } from "../view/view.ts";

/** Tells every admin, in private, that a chat is closed to the bot. */
export function goneNotices(chat: GoneChat, reason: string, admins: readonly string[], now: number): NewDelivery[] {
  return admins.map((admin) => notice(`gone:${chat.chatId}:${now}`, admin, goneView(chat, reason), now));
}

export interface GoneChat {
  readonly chatId: string;
  readonly name: string | undefined;
}

/** A card for one chat or person, known by what it is about. */
function notice(subject: string, chatId: string, view: View, now: number): NewDelivery {
  return {
    key: `notice:${subject}:${chatId}`,
    topic: "notice",
    chatId,
    window: { begin: now, end: now },
    dueAt: now,
    sendAt: now,
    content: JSON.stringify(view),
    state: "waiting",
  };
}

function goneView({ chatId, name }: GoneChat, reason: string): View {
  return {
    title:
      name === undefined
        ? say("A chat no longer takes my reports", "有一个群不再接收我的报告")
        : say(`The chat “${name}” no longer takes my reports`, `群“${name}”不再接收我的报告`),
    tone: "warn",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: [
          [
            say(
              "Nothing more is sent there. Add me to the chat again and the reports go on; I also try once a day.",
              "已停止向该群发送。把我重新加入群后会恢复推送；我每天也会自动重试一次。",
            ),
          ],
        ],
      },
      { kind: "lines", quiet: true, lines: [[`${reason} · ${chatId}`]] },
    ],
    data: { notice: "chat_closed", chat: chatId, reason },
  };
}
