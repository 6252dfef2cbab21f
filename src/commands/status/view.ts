import type { Page } from "../../model/scope.ts";
import { say, type Text } from "../../model/text.ts";
import type { UnkeptRun } from "../../ports/failure-store.ts";
import type { Check } from "../../ports/health.ts";
import { judgeNewestRun, type NewestRun } from "../../stats/newest-run.ts";
import { toIso } from "../../time/zone.ts";
import { button } from "../../view/framing.ts";
import { plural } from "../../view/lists.ts";
import type { Line, Row, Tone, View } from "../../view/view.ts";
import { ago, count, moment } from "../../view/wording.ts";
import { type PendingBuildFacts, pendingBuildBlocks, pendingBuildData } from "./pending-builds.ts";
import { type PollFacts, pollData, pollLines } from "./poll.ts";
import { type ReportTroubles, reportTroublesBlocks, reportTroublesData } from "./report-troubles.ts";

export interface StatusFacts {
  /** Start of the newest run, epoch milliseconds; null if there are no runs. */
  readonly newest: number | null;
  /** Failed runs of the last `backlogDays` days whose logs have not been read. */
  readonly unread: number;
  readonly backlogDays: number;
  /** Runs whose findings the database refused, newest first; only the first one is needed. */
  readonly unkept: Page<UnkeptRun>;
  readonly checks: readonly Check[];
  readonly version: string;
  readonly reports: ReportTroubles;
  readonly pendingBuilds: PendingBuildFacts;
  /** Null if Jenkins is not asked for new builds. */
  readonly poll: PollFacts | null;
}

export function statusView(facts: StatusFacts, now: number, zone: string): View {
  const { newest, unread, unkept, checks, version } = facts;
  const faults = checks.filter(({ state }) => state === "bad").length;
  const age = judgeNewestRun(newest, now);
  return {
    title: title(faults, age, unkept.total),
    tone: faults > 0 ? "bad" : age !== "recent" || unkept.total > 0 ? "warn" : "good",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: [
          freshLine(facts, now, zone),
          ...pollLines(facts.poll, now, zone),
          backlogLine(facts),
          ...unkeptLines(unkept),
        ],
      },
      {
        kind: "rows",
        title: say("Dependencies", "依赖项"),
        rows: checks.map(checkRow),
        total: checks.length,
        empty: say("None", "无"),
      },
      ...reportTroublesBlocks(facts.reports, zone),
      ...pendingBuildBlocks(facts.pendingBuilds, zone),
      { kind: "actions", actions: [button(say("Check again", "重新检查"), "status")] },
      { kind: "lines", quiet: true, lines: [[`ci_stat ${version}`, " · ", zone]] },
    ],
    data: {
      version,
      timezone: zone,
      asOf: newest === null ? null : toIso(newest, zone),
      unreadLogs: unread,
      unkeptRuns: unkeptData(unkept, zone),
      checks: checks.map(({ what, state, detail }) => ({ what, state, detail })),
      reports: reportTroublesData(facts.reports, zone),
      builds: pendingBuildData(facts.pendingBuilds, zone),
      poll: pollData(facts.poll, zone),
    },
  };
}

function title(faults: number, age: NewestRun, unkept: number): Text {
  if (faults > 0) return say(`${plural(faults, "check")} failed`, `${count(faults)} 项检查失败`);
  if (age === "future")
    return say("The newest run is in the future: check timezone", "最新运行晚于当前时间，请检查 timezone");
  if (age === "ahead")
    return say("The clock of Jenkins is ahead: check the clocks", "Jenkins 的时钟偏快，请检查各机器的时钟");
  if (age !== "recent") return say("No new runs for a while", "有一段时间没有新的运行");
  if (unkept > 0)
    return say(`Findings of ${plural(unkept, "run")} were not saved`, `${count(unkept)} 次运行的结果未能保存`);
  return say("All is well", "一切正常");
}

function freshLine({ newest }: StatusFacts, now: number, zone: string): Line {
  const label = say("Newest run: ", "最新运行：");
  if (newest === null) return [label, say("none recorded yet", "还没有记录")];
  return [label, { text: moment(newest, zone), strong: true }, " · ", ago(newest, now)];
}

function backlogLine({ unread, backlogDays }: StatusFacts): Line {
  return [
    say(`Unread logs, last ${backlogDays} days: `, `最近 ${backlogDays} 天未读取的日志：`),
    { text: count(unread), strong: true },
  ];
}

function unkeptLines({ items: [newest], total }: Page<UnkeptRun>): Line[] {
  if (!newest) return [];
  const label = say("Runs whose findings the database refused: ", "数据库拒绝保存结果的运行：");
  const latest = say(", the newest is ", "，最新的是 ");
  return [[label, { text: count(total), strong: true }, latest, `${newest.job} #${newest.id}: ${newest.reason}`]];
}

function unkeptData({ items: [newest], total }: Page<UnkeptRun>, zone: string): object {
  if (!newest) return { total, newest: null };
  const { job, id, time, reason } = newest;
  return { total, newest: { job, id, time: time === null ? null : toIso(time, zone), reason } };
}

const names: { readonly [W in Check["what"]]: Text } = {
  database: say("Database", "数据库"),
  tables: say("Own tables", "自有数据表"),
  feishu: say("Feishu", "飞书"),
  connection: say("Long connection", "长连接"),
  github: say("GitHub", "GitHub"),
  jenkins: say("Jenkins", "Jenkins"),
  logs: say("Build logs", "构建日志"),
};
const tones: { readonly [S in Check["state"]]: Tone } = { good: "good", off: "neutral", bad: "bad" };

function checkRow({ what, state, detail }: Check): Row {
  return { title: [{ text: names[what], strong: true }], lines: [[detail]], tone: tones[state] };
}
