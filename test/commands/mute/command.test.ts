import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/model/window.ts";
import { viewText } from "../../support/view-text.ts";
import { type EmbeddedSite, openEmbeddedSite } from "../embedded-site.ts";
import { now } from "../sample-facts.ts";

let site: EmbeddedSite;
beforeAll(async () => {
  site = await openEmbeddedSite([]);
});
afterAll(() => site.close());

async function mutedUntil(): Promise<number | null | undefined> {
  const chats = await site.sources.reports.subscriptions.chats();
  return chats.find(({ chatId }) => chatId === "oc_team")?.mutedUntil;
}

test.each([
  ["30m", 30 * MINUTE],
  ["2h", 2 * HOUR],
  ["1d", DAY],
  ["30d", 30 * DAY],
  ["2小时", 2 * HOUR],
  ["３０分钟", 30 * MINUTE],
])("mute %s", async (words, lengthMs) => {
  const view = await site.ask(`mute ${words}`);
  expect(viewText(view)).toContain("[info] This chat is muted");
  expect(await mutedUntil()).toBe(now + lengthMs);
  expect(viewText(await site.ask("subscriptions"))).toContain("Unmute");
});

test.each(["31d", "0h", "2", "forever", "-2h", "99999m"])("mute %s is refused", async (words) => {
  await site.ask("mute off");
  const view = await site.ask(`mute '${words}'`);
  expect(view.tone).toBe("warn");
  expect(viewText(view)).toContain("→ mute 2h");
  expect(await mutedUntil()).toBe(null);
});

test.each(["mute off", "mute 关闭", "静音 取消", "unmute", "取消静音"])("%s ends it", async (line) => {
  await site.ask("mute 2h");
  expect(viewText(await site.ask(line))).toContain("[good]");
  expect(await mutedUntil()).toBe(null);
});

test("a mute that is over is not shown", async () => {
  await site.sources.reports.subscriptions.mute("oc_team", now - 1, "ou_bob");
  expect(viewText(await site.ask("subscriptions"))).not.toContain("Unmute");
});
