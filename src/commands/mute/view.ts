import { say } from "../../model/text.ts";
import { button } from "../../view/framing.ts";
import type { View } from "../../view/view.ts";
import { mutedLines } from "../subscriptions/view.ts";

export function mutedView(until: number | null, by: string, zone: string): View {
  return {
    title: until === null ? say("This chat is no longer muted", "已恢复推送") : say("This chat is muted", "本群已静音"),
    tone: until === null ? "good" : "info",
    trail: [],
    blocks: [
      ...(until === null ? [] : [{ kind: "lines", lines: mutedLines({ until, by }, zone) } as const]),
      {
        kind: "actions",
        actions: [
          ...(until === null ? [] : [button(say("Unmute", "取消静音"), "unmute", true)]),
          button(say("All subscriptions", "全部订阅"), "subscriptions"),
        ],
      },
    ],
    data: { mutedUntil: until },
  };
}
