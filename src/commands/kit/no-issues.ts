import { say } from "../../model/text.ts";
import type { View } from "../../view/view.ts";

/** Without a token there is no GitHub to ask. */
export function noIssuesView(): View {
  const message = say(
    "Issues are not set up: gh_token is missing in the bot's configuration.",
    "还没有配置 issue 功能：机器人配置中缺少 gh_token。",
  );
  return {
    title: say("Issues are not set up", "未配置 issue 功能"),
    tone: "neutral",
    trail: [],
    blocks: [{ kind: "lines", lines: [[message]] }],
    data: { error: message },
  };
}
