import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IssueCard } from "../../src/issues/card.ts";
import { createNotifier, type Notifier } from "../../src/issues/notifier.ts";
import type { DecisionOutcome } from "../../src/issues/views/decided.ts";
import type { IssuePreview } from "../../src/issues/views/preview.ts";
import { plainSubscription } from "../../src/model/subscription.ts";
import { engines } from "../support/engines.ts";
import { openReportHouse, type ReportHouse } from "../support/reports.ts";
import { at } from "../support/runs.ts";
import { NIGHT, nightRun, sampleIssue } from "./sample-night.ts";

const issue = sampleIssue({ number: 5, title: "unstable test `testA`" });

function asks(subject: string, name: string): IssueCard {
  const frequency = { failed: 1, runs: 2 };
  const evidence = {
    ...{ run: nightRun(), commit: null, jobs: [], day: frequency, week: frequency, month: frequency },
    ...{ firstSeen: NIGHT, lastSeen: NIGHT, lastRuns: [], otherBranches: [], asOf: NIGHT },
  };
  const preview: IssuePreview = {
    ...{ subject, cases: [name], repo: "pingcap/tidb", excerpt: "", evidence, similar: [], decisions: [] },
    draft: { title: name, body: "", labels: [] },
    verdict: { kind: "file", linked: null },
  };
  return { kind: "preview", preview };
}

function outcome(said: Partial<DecisionOutcome> = {}): IssueCard {
  const facts = { kind: "done", decision: "file", subject: "case:testA", name: "testA", event: "filed" } as const;
  return { kind: "decided", outcome: { ...facts, issue, until: null, by: "ou_ann", ...said } };
}

describe.each(engines)("cards about issues, on $engine", (engine) => {
  let house: ReportHouse;
  let notifier: Notifier;
  let [one, other]: [string, string] = ["", ""];
  const admins: string[] = [];
  beforeEach(async () => {
    admins.length = 0;
    house = await openReportHouse(engine, { reportChats: ["CI Status Report"] });
    const { standIn, subscriptions, deliveries, clock } = house;
    [one, other] = [standIn.chatNamed("CI Status Report").chatId, standIn.chatNamed("TiDB 研发群 · R&D").chatId];
    notifier = createNotifier({ deliveries, subscriptions, configured: async () => [one], admins, clock });
    await subscriptions.put(plainSubscription(other, "issues", "ou_x"), clock.now());
  });
  afterEach(() => house.close());

  test("go to configured chats and to those that subscribed, each key once", async () => {
    for (let times = 0; times < 3; times++)
      await notifier.notify(asks("case:testA", "testA"), { key: "k", to: "deciders" });
    await house.goTo("2021-06-20 08:40:00");
    expect([house.titles(one), house.titles(other)]).toEqual([["File an issue? testA"], ["File an issue? testA"]]);
  });

  test("that say what is wrong go to the admins, or where there are none to the chats", async () => {
    const alarm: IssueCard = { kind: "alarm", repo: "a/b", reason: { kind: "unreachable" } };
    await notifier.notify(alarm, { key: "first", to: "admins" });
    admins.push(house.standIn.me.openId);
    await notifier.notify(alarm, { key: "second", to: "admins" });
    await house.goTo("2021-06-20 08:40:00");
    const told = [one, other, house.standIn.privateChat.chatId].map((chat) => house.titles(chat).length);
    expect(told).toEqual([1, 1, 1]);
  });

  test("that asked are changed in every chat once somebody has decided, and have no buttons to decide any more", async () => {
    await notifier.notify(asks("case:testA", "testA"), { key: "a", to: "deciders" });
    await notifier.notify(asks("case:testB", "testB"), { key: "b", to: "deciders" });
    await house.goTo("2021-06-20 08:40:00");
    await notifier.replaceQuestions("case:testA", outcome());
    await house.goTo("2021-06-20 08:41:00");
    for (const chat of [one, other]) {
      expect(house.titles(chat).sort()).toEqual(["File an issue? testB", "Filed as #5"]);
      const cards = house.standIn.messagesIn(chat).map(({ content }) => content);
      expect(cards.filter((card) => card.includes("issue-file case:testA"))).toEqual([]);
      expect(cards.filter((card) => card.includes("issue-file case:testB"))).toHaveLength(1);
    }
    await notifier.replaceQuestions("case:testA", outcome({ decision: "snooze", issue: null, until: NIGHT }));
    await house.goTo("2021-06-20 08:42:00");
    expect(house.titles(one)).toContain("Snoozed until 06-20 01:30");
  });

  test("that offered to close an issue are changed as well", async () => {
    const times = { filedAt: 1, closedAt: null, snoozedUntil: null, lastFailed: 1, offeredAt: null, notice: null };
    const tracked = { subject: "case:testA", cases: ["testA"], state: "open", number: 5, url: null, ...times } as const;
    const quiet = { tracked, name: "testA", quietDays: 40, quietRuns: 300 };
    await notifier.notify({ kind: "quiet", repo: "a/b", quiet }, { key: "q", to: "deciders" });
    await house.goTo("2021-06-20 08:40:00");
    await notifier.replaceQuestions("case:testA", outcome({ decision: "close", event: "closed" }));
    await house.goTo("2021-06-20 08:41:00");
    expect(house.titles(one)).toEqual(["Closed #5"]);
  });

  test("that have not left yet are not sent any more", async () => {
    await house.subscriptions.mute(one, at("2021-06-20 08:50:00"), "ou_1");
    await notifier.notify(asks("case:testA", "testA"), { key: "a", to: "deciders" });
    await house.goTo("2021-06-20 08:40:00");
    await notifier.replaceQuestions("case:testA", outcome());
    await house.goTo("2021-06-20 08:55:00");
    expect(house.titles(one)).toEqual([]);
    const [skipped] = await house.deliveries.inState(["skipped"], 0, 10);
    expect(skipped).toMatchObject({ chatId: one, reason: "decided_before_sent" });
  });

  test("stay as they are once the platform takes no changes any more, after 14 days", async () => {
    await notifier.notify(asks("case:testA", "testA"), { key: "a", to: "deciders" });
    await house.goTo("2021-06-20 08:40:00");
    await house.goTo("2021-07-04 08:40:00");
    await notifier.replaceQuestions("case:testA", outcome());
    await house.goTo("2021-07-04 08:41:00");
    expect(house.titles(one)).toContain("File an issue? testA");
  });

  test("are left alone where their message has no id, as those of robots", async () => {
    await notifier.notify(asks("case:testA", "testA"), { key: "a", to: "deciders" });
    const [waiting] = await house.deliveries.inState(["waiting"], 0, 10);
    if (!waiting) throw new Error("nothing is waiting");
    await house.deliveries.amend(waiting, { state: "sent", messageId: null }, 0);
    await notifier.replaceQuestions("case:testA", outcome());
    expect(await house.deliveries.find(waiting.key)).toMatchObject({ state: "sent", content: waiting.content });
  });
});
