import { createHash } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { encrypt } from "../../src/feishu/signature.ts";
import { feishuWebhook } from "../../src/feishu/webhook.ts";

const security = { encryptKey: "a-key", verificationToken: "a-token" };
const now = Date.parse("2026-11-26T10:00:00Z");

let server: Server;
let joined: string[] = [];
beforeAll(async () => {
  const handlers = {
    onMessage: async () => {},
    onClick: async () => ({ kind: "nothing" as const }),
    onJoined: async (chatId: string) => void joined.push(chatId),
    onMenu: async () => {},
    onFirstEntered: async () => {},
    onChatChanged: () => {},
  };
  const router = feishuWebhook(security, handlers, "en_us", { now: () => now }, pino({ level: "silent" }));
  await new Promise<void>((resolve) => {
    server = express()
      .use(router)
      .listen(0, "127.0.0.1", () => resolve());
  });
});
beforeEach(() => {
  joined = [];
});
afterAll(() => server.close());

const event = {
  schema: "2.0",
  header: { event_id: "e1", event_type: "im.chat.member.bot.added_v1", token: "a-token" },
  event: { chat_id: "oc_1" },
};
const sealed = (content: object, key = security.encryptKey) =>
  JSON.stringify({ encrypt: encrypt(JSON.stringify(content), key) });

function signed(body: string, at = now, key = security.encryptKey): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHash("sha256").update(`${timestamp}n${key}${body}`).digest("hex");
  return { "x-lark-request-timestamp": timestamp, "x-lark-request-nonce": "n", "x-lark-signature": signature };
}

async function post(body: string, headers: Record<string, string> = {}): Promise<number> {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}/feishu/events`, { method: "POST", body, headers })).status;
}

const plain = JSON.stringify(event);
const other = { ...event, header: { ...event.header, token: "another-token" } };

test("a signature belongs to one body", async () => {
  expect(await post(sealed(event), signed(sealed(event)))).toBe(401);
});

test("an event that is sealed and signed is handled", async () => {
  const body = sealed(event);
  expect(await post(body, signed(body))).toBe(200);
  expect(joined).toEqual(["oc_1"]);
});

test.each([
  ["sealed with our key, without a signature", sealed(event), () => ({})],
  ["plain with the right token, without a signature", plain, () => ({})],
  ["signed with another key", sealed(event), (body: string) => signed(body, now, "another-key")],
  ["sealed with another key, signed with ours", sealed(event, "another-key"), (body: string) => signed(body)],
  ["a day old", sealed(event), (body: string) => signed(body, now - 24 * 3_600_000)],
  ["of another app's token", sealed(other), (body: string) => signed(body)],
])("an event that is %s is refused", async (_, body, headers) => {
  expect(await post(body, headers(body))).toBe(401);
  expect(joined).toEqual([]);
});

test("the console's challenge is sealed and not signed, and is answered", async () => {
  const challenge = { type: "url_verification", challenge: "c", token: "a-token" };
  expect(await post(sealed(challenge))).toBe(200);
  expect(await post(JSON.stringify(challenge))).toBe(401);
});
