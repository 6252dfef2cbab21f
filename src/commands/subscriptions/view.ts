import type { Topic } from "../../model/report.ts";
import type { Occasion, Subscription } from "../../model/subscription.ts";
import { same, say, type Text } from "../../model/text.ts";
import { button } from "../../view/framing.ts";
import type { Block, Line, Row, View } from "../../view/view.ts";
import { join, moment } from "../../view/wording.ts";

export const topicNames: { readonly [T in Topic]: Text } = {
  hourly: say("Hourly report", "小时报告"),
  daily: say("Daily report", "每日报告"),
  issues: say("Issues filed, reopened and closed", "issue 的提交、重开与关闭"),
  alerts: say("Alerts when something changes", "状态变化提醒"),
};

const occasionNames: { readonly [O in Occasion]: Text } = {
  always: say("every time", "每次都发"),
  failed: say("only when something failed", "仅在有失败时"),
  worse: say("only when it is worse than before", "仅在比之前更差时"),
};

interface SubscriptionRow {
  readonly subscription: Subscription;
  /** When the next report is due, epoch milliseconds; undefined for events. */
  readonly next: number | undefined;
}

/** Until when a chat gets no reports, and who wanted that. */
export interface Mute {
  readonly until: number;
  /** An open_id; null where it was not recorded. */
  readonly by: string | null;
}

export function subscriptionsView(rows: readonly SubscriptionRow[], mute: Mute | null, zone: string): View {
  const absent = (["hourly", "daily", "issues", "alerts"] as const).filter(
    (topic) => !rows.some(({ subscription }) => subscription.topic === topic),
  );
  const muted: Block[] = mute === null ? [] : [{ kind: "lines", lines: mutedLines(mute, zone) }];
  return {
    title: say("Subscriptions of this chat", "本群的订阅"),
    tone: mute === null ? "info" : "warn",
    trail: [],
    blocks: [
      ...muted,
      {
        kind: "rows",
        title: say("Subscriptions", "订阅"),
        rows: rows.map((row) => subscriptionRow(row, zone)),
        total: rows.length,
        empty: say("Nothing is sent to this chat automatically.", "本群没有自动推送。"),
      },
      {
        kind: "actions",
        actions: [
          ...absent.map((topic) =>
            button(say(`+ ${topicNames[topic].en_us}`, `+ ${topicNames[topic].zh_cn}`), `subscribe ${topic}`),
          ),
          ...rows.map(({ subscription: { topic } }) =>
            button(say(`– ${topicNames[topic].en_us}`, `– ${topicNames[topic].zh_cn}`), `unsubscribe ${topic}`),
          ),
          mute === null
            ? button(say("Mute for 2 h", "静音 2 小时"), "mute 2h")
            : button(say("Unmute", "取消静音"), "unmute", true),
        ],
      },
    ],
    data: { subscriptions: rows, mutedUntil: mute?.until ?? null },
  };
}

export function mutedLines({ until, by }: Mute, zone: string): Line[] {
  const at = moment(until, zone);
  const held = say(
    `No reports until ${at} (${zone}). After that, one card lists what was held back.`,
    `${at}（${zone}）之前不推送报告，之后会发送一张汇总卡片。`,
  );
  return [[held], ...(by === null ? [] : [[say("Muted by ", "静音操作人："), { text: by, person: true }]])];
}

function subscriptionRow({ subscription, next }: SubscriptionRow, zone: string): Row {
  const from = subscription.by === null ? [[say("set in the configuration", "来自配置")]] : [];
  return {
    title: [{ text: topicNames[subscription.topic], strong: true }],
    lines: [...subscriptionLines(subscription, zone), nextLine(next, subscription.zone ?? zone), ...from],
  };
}

export function subscriptionLines(subscription: Subscription, zone: string): Line[] {
  const { repo, branch, jobs, at, quiet, occasion, topic } = subscription;
  const filters = [repo, branch === undefined ? undefined : `@${branch}`, ...jobs].filter((each) => each !== undefined);
  const isReport = topic === "hourly" || topic === "daily";
  const when = [
    ...(isReport ? [occasionNames[occasion]] : []),
    ...(at === null ? [] : [say(`at ${at} ${subscription.zone ?? zone}`, `${at} ${subscription.zone ?? zone}`)]),
    ...(quiet === null ? [] : [say(`quiet ${quiet.from}–${quiet.to}`, `免打扰 ${quiet.from}–${quiet.to}`)]),
  ];
  return [
    ...(topic === "alerts" ? [[alertOccasions]] : []),
    ...(when.length > 0 ? [[join(when, " · ")]] : []),
    ...(filters.length > 0 ? [[say("for ", "范围 "), join(filters.map(same), " · ")]] : []),
  ];
}

const alertOccasions = say(
  "When a trunk or nightly job turns red or recovers, a job fails more often than usual, or no new runs arrive.",
  "主干或每夜任务由绿转红或恢复、任务失败率异常、没有新的运行数据。",
);

export function nextLine(next: number | undefined, zone: string): Line {
  if (next === undefined) return [say("sent when it happens", "发生时推送")];
  const at = moment(next, zone);
  return [say(`next: ${at} (${zone})`, `下次：${at}（${zone}）`)];
}
