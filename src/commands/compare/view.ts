import type { CauseCounts, FailureTally } from "../../model/failure.ts";
import type { Page, Scope } from "../../model/scope.ts";
import type { JobTally, Totals } from "../../model/tally.ts";
import { same, say, type Text } from "../../model/text.ts";
import { DAY, type Window } from "../../model/window.ts";
import { type RateChange, rateChange } from "../../stats/change.ts";
import { successRate } from "../../stats/rates.ts";
import { toIso } from "../../time/zone.ts";
import { commandLine } from "../../view/command-line.ts";
import { type Asked, button, type Freshness, freshnessBlock } from "../../view/framing.ts";
import { failureRow, plural } from "../../view/lists.ts";
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
  readonly earlier: Side;
  readonly later: Side;
  /** Failures in the earlier window only, and in the later only. */
  readonly healed: Page<FailureTally>;
  readonly broken: Page<FailureTally>;
}

/** Short names for the two windows: their dates are too wide for a phone. */
const [FIRST, SECOND] = ["①", "②"];
const ROWS = 5;
const JOB_ROWS = 20;

/** Two windows side by side, from the earlier to the later one, which is `asked.scope`. */
export function compareView(asked: Asked, earlier: Scope, facts: CompareFacts): View {
  const { scope: later, zone } = asked;
  const verdict = rateChange(facts.later.totals, facts.earlier.totals);
  const windows = [windowText(earlier.window, zone), windowText(later.window, zone)] as const;
  const legend = join([join([same(FIRST), windows[0]], " "), join([same(SECOND), windows[1]], " ")], " · ");
  const perDay = lengthsDiffer(earlier.window, later.window);
  return {
    title: join([windows[0], same("→"), windows[1]], " "),
    subtitle: filterText(later, zone),
    tone: changeTones[verdict],
    trail: [],
    blocks: [
      { kind: "lines", lines: [[verdictText(verdict, facts)], [legend]] },
      table(facts, perDay ? [days(earlier.window), days(later.window)] : undefined),
      jobsBlock(asked, facts),
      ...failureBlocks(earlier, later, zone, facts),
      {
        kind: "actions",
        actions: [
          button(windows[0], commandLine(["summary"], earlier, zone)),
          button(windows[1], commandLine(["summary"], later, zone)),
        ],
      },
      freshnessBlock(facts, asked),
    ],
    data: {
      first: sideData(earlier, facts.earlier, zone),
      second: sideData(later, facts.later, zone),
      failureRate: verdict,
      onlyFirst: facts.healed.items.map(named),
      onlyFirstTotal: facts.healed.total,
      onlySecond: facts.broken.items.map(named),
      onlySecondTotal: facts.broken.total,
    },
  };
}

function days({ begin, end }: Window): number {
  return (end - begin) / DAY;
}

/** An hour more or less, as when the clocks change, is no difference between weeks. */
function lengthsDiffer(one: Window, other: Window): boolean {
  return Math.abs(days(one) / days(other) - 1) > 0.05;
}

function verdictText(verdict: RateChange, { earlier, later }: CompareFacts): Text {
  const judged = ({ totals }: Side) => totals.success + totals.failure;
  const [n, m] = [count(judged(earlier)), count(judged(later))];
  const rates = [earlier, later].map(({ totals }) => percent(successRate(totals)));
  const passed = say(
    `Passed ${rates[0]} (n=${n}) → ${rates[1]} (n=${m})`,
    `通过率 ${rates[0]}（n=${n}）→ ${rates[1]}（n=${m}）`,
  );
  const said: { readonly [C in RateChange]: Text } = {
    better: say("significantly better", "显著变好"),
    worse: say("significantly worse", "显著变差"),
    noise: say("no significant change", "没有显著变化"),
    too_few: say("too few runs to tell", "运行太少，无法判断"),
  };
  return say(`${passed.en_us}: ${said[verdict].en_us}.`, `${passed.zh_cn}：${said[verdict].zh_cn}。`);
}

/** Counts of both windows; of windows of different lengths, counts per day. @param lengths days of either window */
function table(
  { earlier, later, pending }: CompareFacts,
  [firstDays, secondDays]: readonly [number, number] = [1, 1],
): BlockOf<"table"> {
  const knownCauses = pending > 0 ? [] : (["case", "compile", "check", "env", "unknown"] as const);
  const counts: readonly (readonly [Text, (side: Side) => number])[] = [
    [say("Runs", "运行"), ({ totals }) => totals.runs],
    [say("Failed", "失败"), ({ totals }) => totals.failure],
    [say("Aborted", "中止"), ({ totals }) => totals.aborted],
    [say("PRs", "合并请求"), ({ totals }) => totals.pullRequests],
    [say("Reruns", "重跑"), ({ totals }) => totals.reruns],
    [say("Retries", "无改动重试"), ({ totals }) => totals.retries],
    ...knownCauses.map((cause) => [causeNames[cause], ({ causes }: Side) => causes[cause]] as const),
  ];
  const rate = {
    what: say("Passed", "通过率"),
    one: percent(successRate(earlier.totals)),
    two: percent(successRate(later.totals)),
    change: "",
  };
  const isPerDay = firstDays !== secondDays;
  const rows = counts.map(([what, pick]) => {
    const [before, now] = [rounded(pick(earlier) / firstDays), rounded(pick(later) / secondDays)];
    return { what, one: count(before), two: count(now), change: signed(rounded(now - before)) };
  });
  return {
    kind: "table",
    title: isPerDay ? say("Side by side, per day", "并列对比（日均）") : say("Side by side", "并列对比"),
    columns: [
      { name: "what", label: say("Count", "指标") },
      { name: "one", label: same(FIRST), align: "right" },
      { name: "two", label: same(SECOND), align: "right" },
      { name: "change", label: same("±"), align: "right" },
    ],
    rows: [...rows.slice(0, 1), rate, ...rows.slice(1)],
  };
}

/** Counts per day have one decimal. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function signed(change: number): string {
  if (change === 0) return "–";
  return change > 0 ? `+${count(change)}` : `−${count(-change)}`;
}

/** Jobs whose failure rate changed significantly. */
function jobsBlock({ scope, zone }: Asked, { earlier, later }: CompareFacts): Block {
  const known = new Map(earlier.jobs.map((job) => [job.job, job]));
  const rows = later.jobs.flatMap((job): Row[] => {
    const before = known.get(job.job);
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

/** What broke in one window only; it waits while unread logs of either may hold it too. */
function failureBlocks(earlier: Scope, later: Scope, zone: string, { pending, broken, healed }: CompareFacts): Block[] {
  if (pending > 0) {
    const unread = plural(pending, "log");
    const waits = say(
      `Causes, and what failed in one window only, are compared once ${unread} ${pending === 1 ? "is" : "are"} read.`,
      `还有 ${count(pending)} 份日志未读取，读完后再对比失败原因和仅在一侧出现的失败。`,
    );
    return [{ kind: "lines", quiet: true, lines: [[waits]] }];
  }
  return [
    failuresBlock(say(`Failed only in ${SECOND}`, `仅在 ${SECOND} 中出现的失败`), broken, later, zone),
    failuresBlock(say(`Failed only in ${FIRST}`, `仅在 ${FIRST} 中出现的失败`), healed, earlier, zone),
  ];
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
