import type { FailureKey } from "../../model/failure.ts";
import type { Page } from "../../model/scope.ts";
import { say, type Text } from "../../model/text.ts";
import type { SpreadBy, SpreadPart } from "../../ports/failure-store.ts";
import { type CommandWord, commandLine } from "../../view/command-line.ts";
import { type Asked, button, pageBlocks, summaryTrail } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import type { BlockOf, Row, View } from "../../view/view.ts";
import { count, scopeText } from "../../view/wording.ts";

const titles: { readonly [B in SpreadBy]: Text } = {
  job: say("Jobs it fails in", "失败的任务"),
  branch: say("Branches", "分支"),
  pull: say("Pull requests", "合并请求"),
};

/** The most affected jobs, branches or pull requests. */
export function spreadBlock(
  key: FailureKey,
  by: SpreadBy,
  { scope, zone }: Asked,
  page: Page<SpreadPart>,
): BlockOf<"rows"> {
  return {
    kind: "rows",
    title: titles[by],
    rows: page.items.map((item) => spreadRow(key, by, item, { scope, zone })),
    total: page.total,
    more: commandLine(spreadWords(key, by), scope, zone),
    empty: say("None", "无"),
  };
}

/** One page of all affected jobs, branches or pull requests. */
export function caseSpreadView(key: FailureKey, by: SpreadBy, asked: Asked, page: Page<SpreadPart>): View {
  const { scope, zone } = asked;
  const words = ["case", key.name];
  const parts = spreadWords(key, by);
  return {
    title: say(`${titles[by].en_us}: ${key.name}`, `${titles[by].zh_cn}：${key.name}`),
    subtitle: scopeText(scope, zone),
    tone: "info",
    trail: [...summaryTrail(asked), button(say("History", "历史"), commandLine(words, scope, zone))],
    blocks: [
      ...pageBlocks(parts, asked, {
        page,
        rows: page.items.map((item) => spreadRow(key, by, item, asked)),
        empty: say("None", "无"),
      }),
    ],
    data: { cause: key.cause, name: key.name, by, items: page.items, total: page.total },
  };
}

function spreadWords({ name, cause }: FailureKey, by: SpreadBy): CommandWord[] {
  return ["case", name, { option: "by", value: by }, { option: "cause", value: cause }];
}

function spreadRow(
  key: FailureKey,
  by: SpreadBy,
  { name, runs }: SpreadPart,
  { scope, zone }: Pick<Asked, "scope" | "zone">,
): Row {
  const command = name === null ? undefined : target(key, by, name, { scope, zone });
  return {
    title: [
      name === null ? absent[by] : { text: name, strong: true },
      { text: say(`  ${plural(runs, "run")}`, `  ${count(runs)} 次`), tone: "neutral" },
    ],
    lines: [],
    ...(command === undefined ? {} : { command }),
  };
}

const absent: { readonly [B in SpreadBy]: Text } = {
  job: say("no job", "无任务"),
  branch: say("no branch recorded", "未记录分支"),
  pull: say("runs without a PR", "非 PR 运行"),
};

/** What a tap opens; a branch filters the case's own history. */
function target(key: FailureKey, by: SpreadBy, name: string, { scope, zone }: Pick<Asked, "scope" | "zone">): string {
  if (by === "job") return commandLine(["job", name], { ...scope, jobs: [] }, zone);
  if (by === "branch") return commandLine(["case", key.name], { ...scope, branch: name }, zone);
  const at = name.lastIndexOf("#");
  return commandLine(["pr", name.slice(at + 1)], { ...scope, repo: name.slice(0, at) || scope.repo, jobs: [] }, zone);
}
