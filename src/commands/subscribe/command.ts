import { isTopic, topics } from "../../model/report.ts";
import { type Occasion, plainSubscription, type QuietHours, type Subscription } from "../../model/subscription.ts";
import { say } from "../../model/text.ts";
import { nextTick, scheduleOfSubscription } from "../../reports/schedule.ts";
import { isZone } from "../../time/zone.ts";
import { mistakeView } from "../../view/mistake.ts";
import type { View } from "../../view/view.ts";
import { defineCommand, type Question, type Sources } from "../kit/command.ts";
import { subscribedView } from "./view.ts";

const examples = [
  "subscribe daily",
  "subscribe hourly --repo tidb --failed",
  "subscribe daily --at 09:30 --worse",
  "subscribe hourly --quiet 22:00-08:00",
  "subscribe alerts",
];
const clockTime = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** The argument of `subscribe` and `unsubscribe`. */
export const topicParameter = {
  name: "topic",
  required: true,
  choices: topics,
  expected: say(`one of ${topics.join(", ")}`, `订阅内容，可选 ${topics.join("、")}`),
} as const;

export const subscribe = defineCommand({
  name: "subscribe",
  aliases: ["订阅"],
  summary: say("Send reports to this chat", "向本群推送报告"),
  parameters: [topicParameter],
  ranged: false,
  filtered: true,
  chatOnly: true,
  changes: true,
  options: [
    { name: "failed", summary: say("only when something failed", "仅在有失败时") },
    { name: "worse", summary: say("only when it is worse than before", "仅在比之前更差时") },
    {
      name: "at",
      value: "HH:MM",
      pattern: clockTime,
      expected: say("a time of day such as 09:30", "时间，例如 09:30"),
      summary: say("when to send the daily report", "每日报告的发送时间"),
    },
    { name: "zone", value: "zone", summary: say("an IANA zone such as Europe/Berlin", "时区，例如 Europe/Berlin") },
    {
      name: "quiet",
      value: "HH:MM-HH:MM",
      pattern: /^([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-3]):[0-5]\d$/,
      expected: say("hours such as 22:00-08:00", "时间段，例如 22:00-08:00"),
      summary: say("hours without reports; a digest follows", "免打扰时段，结束后发送汇总"),
    },
  ],
  examples,
  async run(sources, args, question) {
    const { asker, scope, now } = question;
    if (!asker || !isTopic(args.topic)) return mistakeView({ message: onlyInChats, tries: examples });
    if (args.at !== "" && args.topic !== "daily") return mistakeView({ message: atIsForDaily, tries: examples });
    if (args.zone !== "" && !isZone(args.zone))
      return mistakeView({
        message: say(`Unknown time zone “${args.zone}”.`, `没有“${args.zone}”这个时区。`),
        tries: examples,
      });
    const subscription: Subscription = {
      ...plainSubscription(asker.chatId, args.topic, asker.userId),
      repo: scope.repo,
      branch: scope.branch,
      jobs: scope.jobs,
      occasion: occasionOf(args),
      at: args.at === "" ? null : twoDigits(args.at),
      zone: args.zone === "" ? null : args.zone,
      quiet: quietOf(args.quiet),
    };
    return keep(sources, subscription, { ...question, now });
  },
});

const onlyInChats = say(
  "Send this command in the chat that should get the reports.",
  "请在要接收报告的群里发送这条命令。",
);
const atIsForDaily = say("--at is for the daily report only.", "--at 只用于每日报告。");

/** Replaces what the configuration gives the chat. Past windows are not sent. */
async function keep({ reports, site }: Sources, subscription: Subscription, { now }: Question): Promise<View> {
  const { chatId, topic } = subscription;
  await reports.deliveries.setPlanned(topic, [chatId], now);
  await reports.subscriptions.put(subscription, now);
  await reports.subscriptions.enable(chatId);
  const schedule = scheduleOfSubscription(subscription, site);
  return subscribedView(subscription, schedule && nextTick(schedule, now), site.zone);
}

function occasionOf({ failed, worse }: { readonly failed: string; readonly worse: string }): Occasion {
  if (worse !== "") return "worse";
  return failed === "" ? "always" : "failed";
}

function quietOf(hours: string): QuietHours | null {
  const [from = "", to = ""] = hours.split("-").map(twoDigits);
  return hours === "" ? null : { from, to };
}

function twoDigits(time: string): string {
  return time.padStart(5, "0");
}
