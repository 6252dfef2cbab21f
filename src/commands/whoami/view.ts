import { say } from "../../model/text.ts";
import type { View } from "../../view/view.ts";
import type { Asker } from "../kit/command.ts";

interface WhoamiFacts {
  readonly asker: Asker;
  /** They may subscribe, mute and file issues in this chat. */
  readonly isAdmin: boolean;
}

/** The ids by which the configuration names a person and a chat. */
export function whoamiView({ asker: { userId, chatId, fromOtherTenant }, isAdmin }: WhoamiFacts): View {
  return {
    title: say("Your ids", "你的 ID"),
    tone: "info",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: [
          [say("You: ", "你："), { text: userId, code: true }],
          [say("This chat: ", "本会话："), { text: chatId, code: true }],
          [
            isAdmin
              ? say("You may subscribe, mute and file issues here.", "你可以在这里订阅、静音和提交 issue。")
              : say(
                  "You may not subscribe, mute or file issues here. Whoever runs the bot can add your id to admins.",
                  "你不能在这里订阅、静音或提交 issue。可以请运维人员把你的 ID 加入 admins。",
                ),
          ],
          ...(fromOtherTenant
            ? [[say("You belong to another organization than the bot.", "你与机器人不属于同一企业。")]]
            : []),
        ],
      },
    ],
    data: { openId: userId, chatId, admin: isAdmin, otherTenant: fromOtherTenant },
  };
}
