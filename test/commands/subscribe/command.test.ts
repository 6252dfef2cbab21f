import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Subscription } from "../../../src/model/subscription.ts";
import { viewText } from "../../support/view-text.ts";
import { alice, type EmbeddedSite, openEmbeddedSite } from "../embedded-site.ts";
import { now } from "../sample-facts.ts";

let site: EmbeddedSite;

beforeEach(async () => {
  site = await openEmbeddedSite([], { report_chats: '["oc_team"]' });
});
afterEach(() => site.close());

async function kept(): Promise<readonly Subscription[]> {
  return site.sources.reports.subscriptions.all();
}

describe("what is written is what was asked for", () => {
  test.each([
    ["subscribe daily", { topic: "daily", occasion: "always", at: null, zone: null, quiet: null, jobs: [] }],
    [
      "subscribe hourly --repo tidb --branch master --job a* --job b",
      { topic: "hourly", repo: "tidb", branch: "master", jobs: ["a*", "b"] },
    ],
    ["subscribe hourly --failed", { occasion: "failed" }],
    ["subscribe hourly --worse", { occasion: "worse" }],
    ["subscribe hourly --worse --failed", { occasion: "worse" }],
    ["subscribe daily --at 9:30", { at: "09:30" }],
    ["subscribe daily --at 23:59 --zone Europe/Berlin", { at: "23:59", zone: "Europe/Berlin" }],
    ["subscribe hourly --quiet 9:00-17:00", { quiet: { from: "09:00", to: "17:00" } }],
    ["subscribe hourly --quiet 22:00-8:05", { quiet: { from: "22:00", to: "08:05" } }],
    ["订阅 daily", { topic: "daily" }],
  ])("%s", async (line, expected) => {
    const view = await site.ask(line);
    expect(view.tone).toBe("good");
    expect(await kept()).toMatchObject([{ chatId: "oc_team", by: "ou_alice", active: true, ...expected }]);
  });
});

test.each([
  ["subscribe weekends", "“weekends” is not"],
  ["subscribe daily --at 25:00", "“25:00” is not a time of day"],
  ["subscribe daily --at 9", "“9” is not a time of day"],
  ["subscribe hourly --at 9:30", "--at is for the daily report"],
  ["subscribe daily --zone Mars/Base", "“Mars/Base”"],
  ["subscribe hourly --quiet 9-17", "“9-17” is not"],
  ["subscribe hourly --quiet 9:60-17:00", "“9:60-17:00” is not"],
])("“%s” is refused with what is wrong, and nothing is written", async (line, said) => {
  const view = await site.ask(line);
  expect(viewText(view)).toContain(said);
  expect(await kept()).toEqual([]);
});

test("the next report is told", async () => {
  const text = viewText(await site.ask("subscribe daily --at 09:45"));
  expect(text).toContain("next: 06-21 09:45");
});

test("nothing can be subscribed to, muted or left from a terminal", async () => {
  for (const line of ["subscribe daily", "unsubscribe daily", "subscriptions", "mute 2h", "unmute"]) {
    const view = await site.ask(line, null);
    expect(view.tone).toBe("warn");
  }
  expect(await kept()).toEqual([]);
});

test("a chat lists its own subscriptions only, with those of the configuration", async () => {
  await site.ask("subscribe hourly --failed");
  await site.ask("subscribe issues", { ...alice, chatId: "oc_other" });
  const team = viewText(await site.ask("subscriptions"));
  expect(team).toContain("Hourly report");
  expect(team).toContain("only when something failed");
  expect(team).toContain("Daily report");
  expect(team).toContain("[+ Alerts when something changes → subscribe alerts]");
  const other = viewText(await site.ask("subscriptions", { ...alice, chatId: "oc_other" }));
  expect(other).toContain("  Issues filed");
  expect(other).not.toContain("  Hourly report");
});

test("unsubscribing from what the configuration sends holds", async () => {
  expect(viewText(await site.ask("unsubscribe daily"))).toContain("[good] Unsubscribed: Daily report");
  expect(viewText(await site.ask("subscriptions"))).toContain("[+ Daily report");
  expect(viewText(await site.ask("unsubscribe daily"))).not.toContain("[good]");
});

test("unsubscribing from what the chat asked for removes it", async () => {
  const other = { ...alice, chatId: "oc_other" };
  await site.ask("subscribe alerts", other);
  expect(viewText(await site.ask("unsubscribe alerts", other))).toContain("[good] Unsubscribed");
  expect(await kept()).toEqual([]);
});

test("subscribing again opens a chat that was closed", async () => {
  await site.sources.reports.subscriptions.disable("oc_team", "bot removed", now);
  await site.ask("subscribe daily");
  const chats = await site.sources.reports.subscriptions.chats();
  expect(chats.filter(({ disabledAt }) => disabledAt !== null)).toEqual([]);
});

describe("where there are admins", () => {
  let guarded: EmbeddedSite;
  beforeEach(async () => {
    guarded = await openEmbeddedSite([], { admins: '["ou_admin"]' });
  });
  afterEach(() => guarded.close());

  test.each(["subscribe daily", "unsubscribe daily", "mute 2h", "unmute"])("%s is for them alone", async (line) => {
    expect((await guarded.ask(line)).data).toMatchObject({ error: "not_an_admin" });
    expect(
      (await guarded.ask(line, { chatId: "ou_admin", userId: "ou_x", fromOtherTenant: false })).data,
    ).toMatchObject({
      error: "not_an_admin",
    });
    expect((await guarded.ask(line, { ...alice, userId: "ou_admin" })).data).not.toHaveProperty("error");
  });
});
