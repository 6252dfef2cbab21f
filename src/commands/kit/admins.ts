import { say } from "../../model/text.ts";
import type { View } from "../../view/view.ts";
import type { Asker, Site } from "./command.ts";

/** Whether somebody may change what is sent and filed. Asked at run time, for a typed line and for a click alike. */
export function mayManage({ admins }: Site, asker: Asker | null): boolean {
  return asker === null || admins.length === 0 || admins.includes(asker.userId);
}

export function refusalView(): View {
  return {
    title: say("Only admins may do that", "只有管理员可以这样做"),
    tone: "warn",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: [
          [
            say(
              "Who may is set under admins in the bot's configuration. Ask one of them.",
              "有权限的人在机器人配置的 admins 中设置，请联系他们。",
            ),
          ],
        ],
      },
    ],
    data: { error: "not_an_admin" },
  };
}
