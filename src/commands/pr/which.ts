import { splitRepository } from "../../model/code-host.ts";
import { say } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import type { PullTally } from "../../ports/run-store.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, button, rangeBlock, summaryTrail } from "../../view/framing.ts";
import { pullRow } from "../../view/lists.ts";
import type { Line, View } from "../../view/view.ts";
import { pullName, scopeText } from "../../view/wording.ts";
import { pullData } from "../prs/view.ts";

/** Lists the pull requests of this number when several repositories have one. */
export function choosePrView(number: number, asked: Asked, pulls: readonly PullTally[]): View {
  const { scope, zone } = asked;
  return {
    title: say(`#${number} exists in ${pulls.length} repositories`, `有 ${pulls.length} 个仓库存在 #${number}`),
    subtitle: scopeText(scope, zone),
    tone: "info",
    trail: [],
    blocks: [
      {
        kind: "rows",
        title: say("Which one?", "请选择"),
        rows: pulls.map((pull) => ({ ...pullRow(pull, scope, zone), title: hostedTitle(pull) })),
        total: pulls.length,
        empty: say("None", "无"),
      },
    ],
    data: { items: pulls.map(pullData), total: pulls.length },
  };
}

/** With the host, because two of them may have one path. */
function hostedTitle({ pullRequest }: PullTally): Line {
  const { host } = splitRepository(pullRequest.repo);
  const name = host === null ? pullName(pullRequest) : `${host}/${pullName(pullRequest)}`;
  return [{ text: name, strong: true }, " ", pullRequest.title ?? ""];
}

/** Offers a longer window and other repositories when no run matches. */
export function noPrView(number: number, asked: Asked): View {
  const { scope, zone, now } = asked;
  const words = ["pr", String(number)];
  const ever = { window: { begin: now - 90 * DAY, end: now }, jobs: [] };
  return {
    title: say(`No runs of #${number}`, `没有 #${number} 的运行`),
    subtitle: scopeText(scope, zone),
    tone: "neutral",
    trail: summaryTrail(asked),
    blocks: [
      {
        kind: "lines",
        lines: [[say("This pull request had no runs in this window.", "这段时间内该合并请求没有运行。")]],
      },
      {
        kind: "actions",
        actions: [
          button(say("90 days, any repository", "90 天，所有仓库"), commandLine(words, ever, zone), true),
          button(say("Pull requests", "合并请求"), commandLine(["prs"], scope, zone)),
        ],
      },
      rangeBlock(words, asked),
    ],
    data: { items: [], total: 0 },
  };
}
