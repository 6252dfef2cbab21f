import { say } from "../../model/text.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";
import { mutedView } from "../mute/view.ts";

export const unmute = defineCommand({
  name: "unmute",
  aliases: ["取消静音"],
  summary: say("Resume reports to this chat", "恢复向本群推送"),
  parameters: [],
  ranged: false,
  chatOnly: true,
  changes: true,
  examples: ["unmute"],
  async run({ reports, site }, _args, { asker }) {
    if (!asker)
      return mistakeView({ message: say("Send this command in a chat.", "请在群里发送这条命令。"), tries: ["unmute"] });
    await reports.subscriptions.mute(asker.chatId, null, asker.userId);
    return mutedView(null, asker.userId, site.zone);
  },
});
