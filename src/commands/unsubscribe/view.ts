import type { Topic } from "../../model/report.ts";
import { say } from "../../model/text.ts";
import { button } from "../../view/framing.ts";
import type { View } from "../../view/view.ts";
import { topicNames } from "../subscriptions/view.ts";

export function unsubscribedView(topic: Topic, was: boolean): View {
  const name = topicNames[topic];
  return {
    title: was
      ? say(`Unsubscribed: ${name.en_us}`, `已退订：${name.zh_cn}`)
      : say(`This chat was not subscribed: ${name.en_us}`, `本群没有订阅：${name.zh_cn}`),
    tone: was ? "good" : "info",
    trail: [],
    blocks: [
      {
        kind: "actions",
        actions: [
          button(say("All subscriptions", "全部订阅"), "subscriptions", true),
          button(say("Subscribe again", "重新订阅"), `subscribe ${topic}`),
        ],
      },
    ],
    data: { unsubscribed: topic, was },
  };
}
