import type { TrackedIssue } from "../../model/issue.ts";
import { say } from "../../model/text.ts";
import type { View } from "../../view/view.ts";
import type { Sources } from "./command.ts";

/** Shown when no GitHub token is configured. */
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

/** Tracked issues by case name; empty if GitHub is not configured. */
export async function issuesByCase({ issues }: Pick<Sources, "issues">): Promise<ReadonlyMap<string, TrackedIssue>> {
  if (!issues) return new Map();
  const { tracked } = await issues.tracked();
  const filed = tracked.filter(({ number }) => number !== null);
  return new Map(filed.flatMap((issue) => issue.cases.map((name) => [name, issue] as const)));
}
