import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createChat, isChatId } from "../../src/feishu/chat.ts";
import { createFeishuClient } from "../../src/feishu/client.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { adminsToTell, createAdmins } from "../../src/service/admins.ts";
import { systemClock } from "../../src/service/application.ts";

const app = { appId: "cli_0123456789abcdef", appSecret: "a-secret" };
const log = pino({ level: "silent" });

describe("who is an admin", () => {
  let standIn: FeishuStandIn;
  beforeEach(async () => {
    const security = { encryptKey: "k", verificationToken: "t" };
    standIn = await startFeishuStandIn({ ...app, ...security, eventsUrl: () => "http://127.0.0.1:1/" });
  });
  afterEach(() => standIn.close());

  const adminsOf = (names: readonly string[]) => {
    const client = createFeishuClient({ ...app, domain: standIn.url }, systemClock, log, {
      timeoutMs: 5_000,
      retries: 0,
      firstWaitMs: 1,
    });
    const chat = createChat(client, "en_us", log);
    return createAdmins({ names, isChatId, chat: () => chat, log });
  };
  const group = () => standIn.chatNamed("CI Status Report").chatId;

  test("a person by open_id, without a call", async () => {
    const calls = standIn.countedCalls();
    const admins = adminsOf(["ou_1"]);
    expect([await admins.has("ou_1", group()), await admins.has("ou_2", group())]).toEqual([true, false]);
    expect(standIn.countedCalls()).toBe(calls);
  });

  test("the owner of the chat in which is asked, looked up once", async () => {
    const admins = adminsOf(["owner"]);
    expect(await admins.has(standIn.me.openId, group())).toBe(true);
    const calls = standIn.countedCalls();
    expect(await admins.has("ou_somebody", group())).toBe(false);
    expect(standIn.countedCalls()).toBe(calls);
    expect(await admins.has(standIn.me.openId, standIn.privateChat.chatId)).toBe(false);
  });

  test("the members of a group, wherever they ask", async () => {
    const admins = adminsOf([group()]);
    expect(await admins.has(standIn.me.openId, standIn.privateChat.chatId)).toBe(true);
    expect(await admins.has("ou_somebody", group())).toBe(false);
  });

  test("nobody, while the platform does not let us look", async () => {
    standIn.grant("im:chat:readonly", false);
    expect(await adminsOf(["owner"]).has(standIn.me.openId, group())).toBe(false);
    expect(await adminsOf([group()]).has(standIn.me.openId, group())).toBe(false);
  });

  test.each([
    [[], true],
    [["owner"], false],
  ])("%j leaves it open: %s", (names, isOpen) => {
    expect(adminsOf(names).isOpen).toBe(isOpen);
  });
});

test("people and groups are told of what needs fixing, owners are not", () => {
  expect(adminsToTell(["ou_1", "owner", "oc_ops"])).toEqual(["ou_1", "oc_ops"]);
});
