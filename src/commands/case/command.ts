import { type FailureKey, type FailureTally, failureCauses } from "../../model/failure.ts";
import type { Scope } from "../../model/scope.ts";
import { say } from "../../model/text.ts";
import { DAY } from "../../model/window.ts";
import { dayBarStarts } from "../../stats/trend.ts";
import { startOfDay } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { plural } from "../../view/lists.ts";
import { mistakeView } from "../../view/mistake.ts";
import { count } from "../../view/wording.ts";
import { defineCommand, type Question, type Sources } from "../kit/command.ts";
import { freshness } from "../kit/freshness.ts";
import { issuesByCase } from "../kit/issues.ts";
import { caseDocument } from "./document.ts";
import { caseSpreadView } from "./spread.ts";
import { caseView, chooseCaseView } from "./view.ts";

/** How far back a name is looked up before it counts as unknown. */
const KNOWN_FOR = 180 * DAY;
/** The fewest days on the chart; fewer show no trend. */
const CHART_DAYS = 14;
const TOP = 5;
const spreads = ["job", "branch", "pull"] as const;

export const caseHistory = defineCommand({
  name: "case",
  aliases: ["history", "用例"],
  summary: say("One failure: since when, how often, where", "单个失败：何时开始、多频繁、影响哪里"),
  parameters: [{ name: "name", required: true }],
  ranged: true,
  defaultRange: "30d",
  options: [
    {
      name: "cause",
      choices: failureCauses,
      summary: say("the cause, when several failures share a name", "同名时按原因区分"),
      expected: say(`one of ${failureCauses.join(", ")}`, `原因，可用：${failureCauses.join("、")}`),
    },
    {
      name: "by",
      choices: spreads,
      summary: say("list all jobs, branches or pull requests it fails in", "列出它失败的全部任务、分支或合并请求"),
      expected: say(`one of ${spreads.join(", ")}`, `分组，可用：${spreads.join("、")}`),
    },
  ],
  document: caseDocument,
  examples: [
    "case testSuite.TestPlanStats",
    "case '*TestPlan*' 7d",
    "case testSuite.TestPlanStats 30d --branch master",
  ],
  async run(sources, { name, cause, by }, asked) {
    const { scope, now } = asked;
    const fresh = await freshness(sources, asked);
    const ever = { window: { begin: Math.min(scope.window.begin, now) - KNOWN_FOR, end: now + DAY }, jobs: [] };
    const keys = await keysOf(sources, name, [scope, ever], cause);
    const [key, another] = keys;
    if (!key) return unknownCase(sources, name, asked, ever, fresh.pending);
    if (another) return chooseCaseView(asked, keys);
    const kind = spreads.find((each) => each === by);
    if (kind) return caseSpreadView(key, kind, asked, await sources.failures.spread(key, scope, kind, asked.slice));
    const issue = key.cause === "case" ? (await issuesByCase(sources)).get(key.name) : undefined;
    const found = await facts(sources, key, asked);
    return caseView(key, asked, { ...fresh, ...found, issue, mayFile: sources.issues !== null }, sources.links);
  },
});

/** The failures of exactly this name, or else all that match, in the first scope that has any. */
async function keysOf(
  { failures }: Sources,
  name: string,
  scopes: readonly Scope[],
  cause: string,
): Promise<readonly FailureTally[]> {
  for (const scope of scopes) {
    const { items } = await failures.named(name, scope, { limit: 10, offset: 0 });
    const wanted = cause === "" ? items : items.filter((item) => item.cause === cause);
    const exact = wanted.filter((item) => item.name === name);
    if (wanted.length > 0) return exact.length > 0 ? exact : wanted;
  }
  return [];
}

async function facts({ runs, failures }: Sources, key: FailureKey, { scope, zone, slice }: Question) {
  const top = { limit: TOP, offset: 0 };
  const chart = chartWindow(scope.window, zone);
  const starts = dayBarStarts(chart, (at, days) => startOfDay(at, zone, days));
  const [reach, ever, counts, jobs, branches, pulls, occurrences] = await Promise.all([
    failures.reach(key, scope),
    failures.reach(key),
    failures.trendOf(key, { ...scope, window: chart }, starts),
    failures.spread(key, scope, "job", top),
    failures.spread(key, scope, "branch", top),
    failures.spread(key, scope, "pull", top),
    failures.occurrences(key, scope, slice),
  ]);
  const names = jobs.items.flatMap((each) => each.name ?? []);
  const passed = names.length === 0 ? [] : await lastPassed({ runs }, { ...scope, jobs: names });
  return { reach, ever, trend: { starts, counts }, jobs, branches, pulls, occurrences, passed: passed[0] ?? null };
}

async function lastPassed({ runs }: Pick<Sources, "runs">, scope: Scope) {
  return (await runs.runs(scope, { outcome: "passed" }, { limit: 1, offset: 0 })).items;
}

function chartWindow({ begin, end }: Scope["window"], zone: string) {
  return { begin: Math.min(begin, startOfDay(end - 1, zone, 1 - CHART_DAYS)), end };
}

/** Suggests failures whose name contains what was typed. */
async function unknownCase(
  { failures }: Sources,
  name: string,
  { scope, zone }: Question,
  ever: Scope,
  unreadLogs: number,
) {
  const { items } = await failures.named(`*${name}*`, ever, { limit: TOP, offset: 0 });
  const tries = items.map((item) => commandLine(["case", item.name], scope, zone));
  const message =
    unreadLogs === 0
      ? say(`No failure is named ${name}.`, `没有名为 ${name} 的失败。`)
      : say(
          `No failure named ${name} so far; ${plural(unreadLogs, "log")} ${unreadLogs === 1 ? "is" : "are"} unread.`,
          `暂时没有名为 ${name} 的失败；还有 ${count(unreadLogs)} 份日志未读取。`,
        );
  return mistakeView({ message, tries: tries.length > 0 ? tries : [commandLine(["failures"], scope, zone)] });
}
