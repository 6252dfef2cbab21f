import type { CauseCounts, FailureTally } from "../../model/failure.ts";
import type { Page, Scope } from "../../model/scope.ts";
import type { JobTally, Totals } from "../../model/tally.ts";
import { same, say, type Text } from "../../model/text.ts";
import { type RateChange, rateChange } from "../../stats/change.ts";
import { successRate } from "../../stats/rates.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, button, type Freshness, freshnessBlock } from "../../view/framing.ts";
import { failureRow } from "../../view/lists.ts";
import { changeTones } from "../../view/tone.ts";
import type { Block, BlockOf, Row, View } from "../../view/view.ts";
import { causeNames, count, filterText, join, percent, windowText } from "../../view/wording.ts";

/** The facts of one window. */
export interface Side {
  readonly totals: Totals;
  readonly causes: CauseCounts;
  /** Most failures first. */
  readonly jobs: readonly JobTally[];
}

export interface CompareFacts extends Freshness {
  readonly one: Side;
  readonly two: Side;
  /** Failures in the first window only, and in the second only. */
  readonly broken: Page<FailureTally>;
  readonly healed: Page<FailureTally>;
}

/** Short names for the two windows: their dates are too wide for a phone. */
const [FIRST, SECOND] = ["①", "②"];
const ROWS = 5;
const JOB_ROWS = 20;

/** Two windows side by side: `asked.scope` is the first, `other` the one it is compared with. */
export function compareView(asked: Asked, other: Scope, facts: CompareFacts): View {
  const { scope, zone } = asked;
  const { one, two } = facts;
  const verdict = rateChange(one.totals, two.totals);
  const windows = [windowText(scope.window, zone), windowText(other.window, zone)] as const;
  const legend = join([join([same(FIRST), windows[0]], " "), join([same(SECOND), windows[1]], " ")], " · ");
  return {
    title: join([windows[0], say("vs", "对比"), windows[1]], " "),
    subtitle: filterText(scope, zone),
    tone: changeTones[verdict],
    trail: [],
    blocks: [
      { kind: "lines", lines: [[verdictText(verdict, facts)], [legend]] },
      table(facts),
      jobsBlock(asked, facts),
      failuresBlock(say(`Failed only in ${FIRST}`, `仅在 ${FIRST} 中出现的失败`), facts.broken, scope, zone),
      failuresBlock(say(`Failed only in ${SECOND}`, `仅在 ${SECOND} 中出现的失败`), facts.healed, other, zone),
      {
        kind: "actions",
        actions: [
          button(windows[0], commandLine(["summary"], scope, zone)),
          button(windows[1], commandLine(["summary"], other, zone)),
        ],
      },
      freshnessBlock(facts, asked),
    ],
    data: {
      first: sideData(scope, one, zone),
      second: sideData(other, two, zone),
      failureRate: verdict,
      onlyFirst: facts.broken.items.map(named),
      onlyFirstTotal: facts.broken.total,
      onlySecond: facts.healed.items.map(named),
      onlySecondTotal: facts.healed.total,
    },
  };
}

function verdictText(verdict: RateChange, { one, two }: CompareFacts): Text {
  const judged = ({ totals }: Side) => totals.success + totals.failure;
  const [n, m] = [count(judged(one)), count(judged(two))];
  const rates = [one, two].map(({ totals }) => percent(successRate(totals)));
  const passed = say(
    `${rates[0]} passed (n=${n}) vs ${rates[1]} (n=${m})`,
    `通过率 ${rates[0]}（n=${n}），对比 ${rates[1]}（n=${m}）`,
  );
  const said: { readonly [C in RateChange]: Text } = {
    better: say("significantly better", "显著变好"),
    worse: say("significantly worse", "显著变差"),
    noise: say("no significant change", "没有显著变化"),
    too_few: say("too few runs to tell", "运行太少，无法判断"),
  };
  return say(`${passed.en_us}: ${said[verdict].en_us}.`, `${passed.zh_cn}：${said[verdict].zh_cn}。`);
}

function table({ one, two }: CompareFacts): BlockOf<"table"> {
  const counts: readonly (readonly [Text, (side: Side) => number])[] = [
    [say("Runs", "运行"), ({ totals }) => totals.runs],
    [say("Failed", "失败"), ({ totals }) => totals.failure],
    [say("Aborted", "中止"), ({ totals }) => totals.aborted],
    [say("PRs", "合并请求"), ({ totals }) => totals.pullRequests],
    [say("Reruns", "重跑"), ({ totals }) => totals.reruns],
    [say("Retries", "无改动重试"), ({ totals }) => totals.retries],
    ...(["case", "compile", "check", "env", "unknown"] as const).map(
      (cause) => [causeNames[cause], ({ causes }: Side) => causes[cause]] as const,
    ),
  ];
  const rate = {
    what: say("Passed", "通过率"),
    one: percent(successRate(one.totals)),
    two: percent(successRate(two.totals)),
    change: "",
  };
  const rows = counts.map(([what, pick]) => ({
    what,
    one: count(pick(one)),
    two: count(pick(two)),
    change: signed(pick(one) - pick(two)),
  }));
  return {
    kind: "table",
    title: say("Side by side", "并列对比"),
    columns: [
      { name: "what", label: say("Count", "指标") },
      { name: "one", label: same(FIRST), align: "right" },
      { name: "two", label: same(SECOND), align: "right" },
      { name: "change", label: same("±"), align: "right" },
    ],
    rows: [...rows.slice(0, 1), rate, ...rows.slice(1)],
  };
}

function signed(change: number): string {
  if (change === 0) return "–";
  return change > 0 ? `+${count(change)}` : `−${count(-change)}`;
}

/** Jobs whose failure rate changed significantly. */
function jobsBlock({ scope, zone }: Asked, { one, two }: CompareFacts): Block {
  const earlier = new Map(two.jobs.map((job) => [job.job, job]));
  const rows = one.jobs.flatMap((job): Row[] => {
    const before = earlier.get(job.job);
    const change = before === undefined ? "too_few" : rateChange(job, before);
    if (before === undefined || (change !== "better" && change !== "worse")) return [];
    const rates = `${percent(successRate(before))} → ${percent(successRate(job))}`;
    const said = change === "worse" ? say("worse", "变差") : say("better", "变好");
    return [
      {
        title: [{ text: job.job, strong: true }],
        lines: [[say("passed ", "通过率 "), rates, "  ", { text: said, tone: changeTones[change] }]],
        tone: changeTones[change],
        command: commandLine(["job", job.job], { ...scope, jobs: [] }, zone),
      },
    ];
  });
  return {
    kind: "rows",
    title: say("Jobs that changed significantly", "变化显著的任务"),
    rows: rows.slice(0, JOB_ROWS),
    total: rows.length,
    more: commandLine(["jobs"], scope, zone),
    empty: say("None", "无"),
  };
}

function failuresBlock(title: Text, failures: Page<FailureTally>, scope: Scope, zone: string): Block {
  return {
    kind: "rows",
    title,
    rows: failures.items.slice(0, ROWS).map((failure) => failureRow(failure, scope, zone)),
    total: failures.total,
    more: commandLine(["failures"], scope, zone),
    empty: say("None", "无"),
  };
}

function named({ cause, name, runs }: FailureTally): object {
  return { cause, name, runs };
}

function sideData({ window }: Scope, { totals, causes }: Side, zone: string): object {
  return { begin: toIso(window.begin, zone), end: toIso(window.end, zone), ...totals, causes };
}
