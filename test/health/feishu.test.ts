import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createChat } from "../../src/feishu/chat.ts";
import { createFeishuClient, type FeishuClient } from "../../src/feishu/client.ts";
import { createFeishuHealth, type FeishuHealth } from "../../src/health/feishu.ts";
import { same } from "../../src/model/text.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { systemClock } from "../../src/service/application.ts";

const app = { appId: "cli_0123456789abcdef", appSecret: "a-secret" };
const log = pino({ level: "silent" });
const view = { title: same("hello"), tone: "info", blocks: [], trail: [], data: {} } as const;

let standIn: FeishuStandIn;
let client: FeishuClient;
let health: FeishuHealth;

beforeEach(async () => {
  const security = { encryptKey: "k", verificationToken: "t" };
  standIn = await startFeishuStandIn({ ...app, ...security, eventsUrl: () => "http://127.0.0.1:1/" });
  client = createFeishuClient({ ...app, domain: standIn.url }, systemClock, log);
  health = createFeishuHealth(client);
});
afterEach(() => standIn.close());

const warnings = () => health.warnings().map(({ en_us }) => en_us.replace(standIn.url, "https://feishu"));
const send = () => createChat(client, "en_us", log).send(standIn.chatNamed("CI Status Report").chatId, view, "once");

test("an app that may do everything has no warnings, and says what a month costs", async () => {
  await health.permissions();
  await send();
  expect(warnings()).toEqual([]);
  expect(await health.check()).toEqual({
    en_us: "connected; 2 API calls in the last 24 hours, 60 a month at this rate (Feishu's free edition: 10,000)",
    zh_cn: "已连接；最近 24 小时 API 调用 2 次，按此每月约 60 次（飞书免费版上限 10,000 次）",
  });
});

test("a missing permission is named before anything is sent, with the page that grants it", async () => {
  standIn.grant("im:message:send_as_bot", false);
  await health.permissions();
  expect(warnings()).toEqual([
    "the app may not send messages: grant im:message:send_as_bot, then publish a version: " +
      `https://feishu/app/${app.appId}/auth?q=im%3Amessage%3Asend_as_bot&op_from=openapi&token_type=tenant`,
  ]);
  await expect(health.check()).rejects.toThrow("the app may not send messages");
});

test("a refused message is told of with the permissions that Feishu names, until one is sent", async () => {
  standIn.grant("im:message:send_as_bot", false);
  await expect(send()).rejects.toMatchObject({ code: 99991672, kind: "app" });
  expect(warnings()).toEqual([
    "Feishu refuses our messages: the app needs im:message or im:message:send_as_bot or im:message:send. " +
      "Grant it, then publish a version: " +
      `https://feishu/app/${app.appId}/auth?q=im%3Amessage%2Cim%3Amessage%3Asend_as_bot%2Cim%3Amessage%3Asend` +
      "&op_from=openapi&token_type=tenant",
  ]);
  standIn.grant("im:message:send_as_bot", true);
  await send();
  expect(warnings()).toEqual([]);
});

test("a used-up quota is told of", async () => {
  standIn.leaveCalls(0);
  await expect(send()).rejects.toMatchObject({ code: 99991403 });
  expect(warnings()).toEqual(["Feishu refuses our messages: the month's API calls are used up (99991403)"]);
});

test("calls of a day and refused messages are counted for Prometheus", async () => {
  await send();
  standIn.leaveCalls(0);
  await send().catch(() => {});
  expect([health.callsInADay(), health.refusedSends()]).toEqual([2, 1]);
});
