import { describe, expect, test } from "vitest";
import type { ConnectionState } from "../../src/feishu/long-connection.ts";
import { createConnectionHealth } from "../../src/health/connection.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/window.ts";

const now = Date.parse("2026-11-26T10:00:00Z");
const open: ConnectionState = {
  isOpen: true,
  sinceMs: now - 5 * HOUR,
  lastEventMs: now - 12 * MINUTE,
  reconnects: 2,
  fault: undefined,
};
const healthOf = (state?: ConnectionState) => createConnectionHealth(() => state, { now: () => now });

describe("the long connection", () => {
  test.each([
    ["events come", open, "opened 5 h ago; last event 12 min ago", "建立于 5 小时前；最近一次事件：12 分钟前"],
    ["none came", { ...open, lastEventMs: undefined }, "opened 5 h ago; no event yet", "建立于 5 小时前；尚未收到事件"],
  ])("is open: %s", async (_, state, en_us, zh_cn) => {
    expect(await healthOf(state).check()).toEqual({ en_us, zh_cn });
  });

  test.each([
    ["not yet tried", undefined, "the long connection is not open", "长连接未建立"],
    [
      "refused",
      { ...open, isOpen: false, fault: "app_id or app_secret is invalid (514)" },
      "the long connection is not open: app_id or app_secret is invalid (514)",
      "长连接未建立：app_id or app_secret is invalid (514)",
    ],
  ])("is not open: %s", async (_, state, en_us, zh_cn) => {
    await expect(healthOf(state).check()).rejects.toMatchObject({ text: { en_us, zh_cn } });
    expect(healthOf(state).warnings()).toEqual([]);
  });

  test.each([
    ["a weekend without a word is usual", { ...open, lastEventMs: now - 3 * DAY }, undefined],
    [
      "a longer silence is told, with what to check",
      { ...open, lastEventMs: now - 3 * DAY - 1 },
      "no event for long: the last one, or the opening of the connection, was 3 days ago",
    ],
    [
      "so is a connection over which nothing ever came",
      { ...open, lastEventMs: undefined, sinceMs: now - 4 * DAY },
      "no event for long: the last one, or the opening of the connection, was 4 days ago",
    ],
  ])("%s", (_, state, says) => {
    const [warning] = healthOf(state).warnings();
    expect(warning?.en_us.split(";")[0]).toBe(says);
    if (says) expect(warning?.en_us).toContain("im.message.receive_v1");
  });
});
