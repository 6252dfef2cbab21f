import { isTopic } from "../../model/report.ts";
import { allSubscriptions, plainSubscription, subscriptionOf } from "../../model/subscription.ts";
import { say } from "../../model/text.ts";
import { mistakeView } from "../../view/mistake.ts";
import { defineCommand } from "../kit/command.ts";
import { topicParameter } from "../subscribe/command.ts";
import { unsubscribedView } from "./view.ts";

const examples = ["unsubscribe hourly", "unsubscribe daily", "subscriptions"];

export const unsubscribe = defineCommand({
  name: "unsubscribe",
  aliases: ["退订", "取消订阅"],
  summary: say("Stop sending a report to this chat", "停止向本群推送某种报告"),
  parameters: [topicParameter],
  ranged: false,
  chatOnly: true,
  changes: true,
  examples,
  async run({ reports }, { topic }, { asker, now }) {
    if (!asker || !isTopic(topic))
      return mistakeView({
        message: say("Send this command in the chat itself.", "请在对应的群里发送这条命令。"),
        tries: examples,
      });
    const { chatId, userId } = asker;
    const configured = await reports.configured.list();
    const before = subscriptionOf(allSubscriptions(configured, await reports.subscriptions.all()), { chatId, topic });
    // A report that the configuration sends is switched off by a row of its own.
    if (configured.includes(chatId))
      await reports.subscriptions.put({ ...plainSubscription(chatId, topic, userId), active: false }, now);
    else await reports.subscriptions.remove(chatId, topic);
    return unsubscribedView(topic, before !== undefined);
  },
});
