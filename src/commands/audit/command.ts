import { say } from "../../model/text.ts";
import { defineCommand } from "../kit/command.ts";
import { auditDocument } from "./document.ts";
import { auditView } from "./view.ts";

export const audit = defineCommand({
  name: "audit",
  aliases: ["操作记录"],
  summary: say("Who changed what, for admins", "谁做了哪些操作（仅管理员）"),
  parameters: [],
  ranged: true,
  defaultRange: "7d",
  filtered: false,
  adminsOnly: true,
  document: auditDocument,
  examples: ["audit", "audit yesterday"],
  async run({ audit: trail, reports }, _args, question) {
    const { items, total } = await trail.list(question.scope.window, question.slice);
    const named = items.map((entry) => ({
      ...entry,
      chatName: entry.chatId === null ? undefined : reports.configured.nameOf(entry.chatId),
    }));
    return auditView(question, { items: named, total });
  },
});
