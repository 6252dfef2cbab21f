import { afterAll, beforeAll, expect, test } from "vitest";
import { servePage } from "./browser.ts";
import { startPair } from "./service.ts";

let pair: Awaited<ReturnType<typeof startPair>>;
let served: Awaited<ReturnType<typeof servePage>>;

beforeAll(async () => {
  pair = await startPair();
  served = await servePage(pair.standIn);
});
afterAll(async () => {
  served.server.closeAllConnections();
  served.server.close();
  await pair.close();
});

const api = (path: string, body: string, type = "application/json") =>
  fetch(`${served.url}playground/api${path}`, { method: "POST", headers: { "Content-Type": type }, body });

test("the page is told of groups and the person's own private chat, not of others'", async () => {
  const [, stranger] = pair.standIn.people;
  const theirs = pair.standIn.addChat({ name: "somebody else's", type: "p2p" });
  expect(stranger).toBeDefined();
  const state = await (await fetch(`${served.url}playground/api/state`)).json();
  expect(state.chats.map(({ name }: { name: string }) => name)).toEqual([
    "CI Status Report",
    "TiDB 研发群 · R&D",
    "CI机器人",
  ]);
  const answer = await api(`/chats/${theirs.chatId}/messages`, JSON.stringify({ text: "hi" }));
  expect(answer.status).toBe(404);
});

test.each([
  ["an empty text", JSON.stringify({ text: "  " }), "application/json", 400],
  ["a text that is none", JSON.stringify({ text: 7 }), "application/json", 400],
  ["a text too long", JSON.stringify({ text: "x".repeat(10_001) }), "application/json", 400],
  ["a form, as another site could send it", "text=hi", "application/x-www-form-urlencoded", 415],
])("%s is refused", async (_what, body, type, status) => {
  const [chat] = pair.standIn.chats();
  expect((await api(`/chats/${chat?.chatId}/messages`, body, type)).status).toBe(status);
});

test("a click on what is no card is refused", async () => {
  const [chat] = pair.standIn.chats();
  const { message } = pair.standIn.say(chat?.chatId ?? "", "no card");
  const action = JSON.stringify({ action: { tag: "button" } });
  expect((await api(`/messages/${message.messageId}/click`, action)).status).toBe(404);
  expect((await api("/messages/om_nothing/click", action)).status).toBe(404);
});

test("changes are told as they come", async () => {
  const controller = new AbortController();
  const response = await fetch(`${served.url}playground/api/changes`, { signal: controller.signal });
  const reader = response.body?.getReader() ?? expect.fail("no stream");
  const [chat] = pair.standIn.chats();
  const { message } = pair.standIn.say(chat?.chatId ?? "", "live");
  const { value } = await reader.read();
  expect(Buffer.from(value ?? []).toString()).toContain(message.messageId);
  controller.abort();
});
