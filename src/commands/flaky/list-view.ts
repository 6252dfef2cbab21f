import type { FlakyCase, FlakyCommit, FlakyJob } from "../../model/flaky.ts";
import type { Page } from "../../model/scope.ts";
import { same, say, type Text } from "../../model/text.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, button, pageBlocks, summaryTrail } from "../../view/framing.ts";
import type { Row, View } from "../../view/view.ts";
import { count, join, scopeText } from "../../view/wording.ts";
import { flakyCaseRow, flakyCommitRow, flakyJobRow } from "./rows.ts";
import { casesData, commitsData, type WithEvidence } from "./view.ts";

type FlakyList =
  | ({ readonly kind: "jobs" } & WithEvidence<FlakyJob>)
  | ({ readonly kind: "commits" } & WithEvidence<FlakyCommit>)
  | { readonly kind: "cases"; readonly page: Page<FlakyCase> };

const titles: { readonly [K in FlakyList["kind"]]: Text } = {
  jobs: say("Flaky jobs", "不稳定任务"),
  commits: say("Commits that failed and passed", "既失败又通过的提交"),
  cases: say("Flaky cases", "不稳定用例"),
};

/** One page of flaky jobs, commits or cases. */
export function flakyListView(asked: Asked, list: FlakyList): View {
  const { scope, zone } = asked;
  const words = ["flaky", { option: "list", value: list.kind }];
  return {
    title: join([titles[list.kind], same(count(list.page.total))], " · "),
    subtitle: scopeText(scope, zone),
    tone: list.page.total === 0 ? "good" : "warn",
    trail: [...summaryTrail(asked), button(say("Flaky", "不稳定"), commandLine(["flaky"], scope, zone))],
    blocks: [...pageBlocks(words, asked, { page: list.page, rows: rowsOf(list, asked), empty: say("None", "无") })],
    data: dataOf(list, zone),
  };
}

function rowsOf(list: FlakyList, { scope, zone }: Asked): Row[] {
  if (list.kind === "jobs") return list.page.items.map((job) => flakyJobRow(job, list.evidence, scope, zone));
  if (list.kind === "commits") return list.page.items.map((pair) => flakyCommitRow(pair, list.evidence));
  return list.page.items.map((each) => flakyCaseRow(each, scope, zone));
}

function dataOf(list: FlakyList, zone: string): object {
  if (list.kind === "jobs") return list.page;
  return list.kind === "commits" ? commitsData(list, zone) : casesData(list.page, zone);
}
