import { say } from "../../model/text.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";
import { whoamiView } from "./view.ts";

export const whoami = defineCommand({
  name: "whoami",
  aliases: ["我是谁"],
  summary: say("Your ids, and whether you are an admin here", "你的 ID，以及你在这里是否是管理员"),
  parameters: [],
  ranged: false,
  chatOnly: true,
  examples: ["whoami"],
  async run({ admins }, _args, { asker }) {
    if (!asker)
      return mistakeView({ message: say("Send this command in a chat.", "请在群里发送这条命令。"), tries: ["whoami"] });
    const isListed = await admins.has(asker.userId, asker.chatId);
    return whoamiView({ asker, isAdmin: isListed || (admins.isOpen && !asker.fromOtherTenant) });
  },
});
