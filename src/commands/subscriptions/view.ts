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

export interface SubscriptionRow {
  readonly wish: Subscription;
  /** When the next one comes; undefined for what comes when it happens. */
  readonly next: number | undefined;
}

export function subscribedView(wish: Subscription, next: number | undefined, zone: string): View {
  const name = topicNames[wish.topic];
  return {
    title: say(`Subscribed: ${name.en_us}`, `已订阅：${name.zh_cn}`),
    tone: "good",
    trail: [],
    blocks: [
      { kind: "lines", lines: [...wishLines(wish, zone), nextLine(next, wish.zone ?? zone)] },
      {
        kind: "actions",
        actions: [
          button(say("All subscriptions", "全部订阅"), "subscriptions", true),
          ...(wish.topic === "hourly" || wish.topic === "daily"
            ? [button(say("See one now", "现在看一份"), `report ${wish.topic}`)]
            : []),
          button(say("Unsubscribe", "退订"), `unsubscribe ${wish.topic}`),
        ],
      },
    ],
    data: { subscribed: wish, next },
  };
}

export function unsubscribedView(topic: Topic, was: boolean): View {
  const name = topicNames[topic];
  return {
    title: was
      ? say(`Unsubscribed: ${name.en_us}`, `已退订：${name.zh_cn}`)
      : say(`This chat did not get it: ${name.en_us}`, `本群没有订阅：${name.zh_cn}`),
    tone: was ? "good" : "info",
    trail: [],
    blocks: [
      {
        kind: "actions",
        actions: [
          button(say("All subscriptions", "全部订阅"), "subscriptions", true),
          button(say("Subscribe again", "重新订阅"), `subscribe ${topic}`),
        ],
      },
    ],
    data: { unsubscribed: topic, was },
  };
}

export function subscriptionsView(rows: readonly SubscriptionRow[], mutedUntil: number | null, zone: string): View {
  const absent = (["hourly", "daily", "issues", "alerts"] as const).filter(
    (topic) => !rows.some(({ wish }) => wish.topic === topic),
  );
  const muted: Block[] = mutedUntil === null ? [] : [{ kind: "lines", lines: [mutedLine(mutedUntil, zone)] }];
  return {
    title: say("What this chat gets", "本群的订阅"),
    tone: mutedUntil === null ? "info" : "warn",
    trail: [],
    blocks: [
      ...muted,
      {
        kind: "rows",
        title: say("Subscriptions", "订阅"),
        rows: rows.map((row) => subscriptionRow(row, zone)),
        total: rows.length,
        empty: say("Nothing is sent here by itself.", "本群没有自动推送。"),
      },
      {
        kind: "actions",
        actions: [
          ...absent.map((topic) =>
            button(say(`+ ${topicNames[topic].en_us}`, `+ ${topicNames[topic].zh_cn}`), `subscribe ${topic}`),
          ),
          ...rows.map(({ wish: { topic } }) =>
            button(say(`– ${topicNames[topic].en_us}`, `– ${topicNames[topic].zh_cn}`), `unsubscribe ${topic}`),
          ),
          mutedUntil === null
            ? button(say("Mute for 2 h", "静音 2 小时"), "mute 2h")
            : button(say("Unmute", "取消静音"), "mute off", true),
        ],
      },
    ],
    data: { subscriptions: rows, mutedUntil },
  };
}

export function mutedView(until: number | null, zone: string): View {
  return {
    title: until === null ? say("Reports come again", "已恢复推送") : say("This chat is muted", "本群已静音"),
    tone: until === null ? "good" : "info",
    trail: [],
    blocks: [
      ...(until === null ? [] : [{ kind: "lines", lines: [mutedLine(until, zone)] } as const]),
      {
        kind: "actions",
        actions: [
          ...(until === null ? [] : [button(say("Unmute", "取消静音"), "mute off", true)]),
          button(say("All subscriptions", "全部订阅"), "subscriptions"),
        ],
      },
    ],
    data: { mutedUntil: until },
  };
}

function mutedLine(until: number, zone: string): Line {
  const at = moment(until, zone);
  return [
    say(
      `No reports until ${at} (${zone}); then one card tells what was held back.`,
      `${at}（${zone}）之前不推送报告，之后会发送一张汇总卡片。`,
    ),
  ];
}

function subscriptionRow({ wish, next }: SubscriptionRow, zone: string): Row {
  const from = wish.by === null ? [[say("by the configuration", "来自配置")]] : [];
  return {
    title: [{ text: topicNames[wish.topic], strong: true }],
    lines: [...wishLines(wish, zone), nextLine(next, wish.zone ?? zone), ...from],
  };
}

function wishLines(wish: Subscription, zone: string): Line[] {
  const { repo, branch, jobs, at, quiet, occasion, topic } = wish;
  const filters = [repo, branch === undefined ? undefined : `@${branch}`, ...jobs].filter((each) => each !== undefined);
  const isReport = topic === "hourly" || topic === "daily";
  const when = [
    ...(isReport ? [occasionNames[occasion]] : []),
    ...(at === null ? [] : [say(`at ${at} ${wish.zone ?? zone}`, `${at} ${wish.zone ?? zone}`)]),
    ...(quiet === null ? [] : [say(`quiet ${quiet.from}–${quiet.to}`, `免打扰 ${quiet.from}–${quiet.to}`)]),
  ];
  return [
    ...(topic === "alerts" ? [[alertOccasions]] : []),
    ...(when.length > 0 ? [[join(when, " · ")]] : []),
    ...(filters.length > 0 ? [[say("about ", "范围 "), join(filters.map(same), " · ")]] : []),
  ];
}

const alertOccasions = say(
  "A trunk or nightly job turns red or green again, a job fails more than usual, no new runs come in.",
  "主干或每夜任务由绿转红或恢复、任务失败率异常、没有新的运行数据。",
);

function nextLine(next: number | undefined, zone: string): Line {
  if (next === undefined) return [say("comes when it happens", "发生时推送")];
  const at = moment(next, zone);
  return [say(`next one ${at} (${zone})`, `下一次 ${at}（${zone}）`)];
}
