import type { Subscription } from "../../model/subscription.ts";
import { say } from "../../model/text.ts";
import { button } from "../../view/framing.ts";
import type { View } from "../../view/view.ts";
import { nextLine, subscriptionLines, topicNames } from "../subscriptions/view.ts";

export function subscribedView(subscription: Subscription, next: number | undefined, zone: string): View {
  const name = topicNames[subscription.topic];
  return {
    title: say(`Subscribed: ${name.en_us}`, `已订阅：${name.zh_cn}`),
    tone: "good",
    trail: [],
    blocks: [
      { kind: "lines", lines: [...subscriptionLines(subscription, zone), nextLine(next, subscription.zone ?? zone)] },
      {
        kind: "actions",
        actions: [
          button(say("All subscriptions", "全部订阅"), "subscriptions", true),
          ...(subscription.topic === "hourly" || subscription.topic === "daily"
            ? [button(say("See one now", "现在看一份"), `report ${subscription.topic}`)]
            : []),
          button(say("Unsubscribe", "退订"), `unsubscribe ${subscription.topic}`),
        ],
      },
    ],
    data: { subscribed: subscription, next },
  };
}
