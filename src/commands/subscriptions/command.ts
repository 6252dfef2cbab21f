import { allSubscriptions } from "../../model/subscription.ts";
import { say } from "../../model/text.ts";
import { nextTick, scheduleOfSubscription } from "../../reports/schedule.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";
import { subscriptionsView } from "./view.ts";

export const subscriptions = defineCommand({
  name: "subscriptions",
  aliases: ["订阅列表", "subs"],
  summary: say("What is sent to this chat, and when", "本群订阅了哪些报告"),
  parameters: [],
  ranged: false,
  chatOnly: true,
  examples: ["subscriptions"],
  buttons: [{ label: say("Subscriptions", "订阅"), line: "subscriptions" }],
  async run({ reports, site }, _args, { asker, now }) {
    if (!asker)
      return mistakeView({
        message: say("Send this command in a chat.", "请在群里发送这条命令。"),
        tries: ["subscriptions"],
      });
    const { chatId } = asker;
    const [configured, asked, chat] = await Promise.all([
      reports.configured.list(),
      reports.subscriptions.all(),
      reports.subscriptions.chat(chatId),
    ]);
    const subscribed = allSubscriptions(configured, asked).filter((subscription) => subscription.chatId === chatId);
    const rows = subscribed.map((subscription) => {
      const schedule = scheduleOfSubscription(subscription, site);
      return { subscription, next: schedule && nextTick(schedule, now) };
    });
    const until = chat?.mutedUntil ?? null;
    const mute = chat && until !== null && until > now ? { until, by: chat.mutedBy } : null;
    return subscriptionsView(rows, mute, site.zone);
  },
});
