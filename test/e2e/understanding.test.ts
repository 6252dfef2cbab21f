import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { openSqlite } from "../../src/database/engine/open.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { HOUR } from "../../src/model/window.ts";
import { cardText } from "../support/card-text.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const rows = [
  {
    ...runRow({ job_id: 30, status: "FAILURE", commit: "a".repeat(40), pull: { number: 72019 } }),
    time: Date.now() - HOUR,
  },
  { ...runRow({ job: "team/build", job_id: 7, status: "FAILURE" }), time: Date.now() - 2 * HOUR },
].map((row) => ({ ...row, analysis_res: JSON.stringify({ case: ["a_test.go:suite.TestLeak"] }) }));
let running: TestService;

beforeAll(async () => {
  running = await startTestService({});
  const database = openSqlite(path.join(running.folder, "data/ci_stat.sqlite"));
  await createCiData(database);
  await insertRuns(database, rows, zone);
  await database.close();
});
afterAll(() => running.stop());

async function ask(text: string): Promise<string> {
  return cardText((await running.ask(text)).card);
}

test.each([
  ["[executor: a leak](https://github.com/pingcap/tidb/pull/72019)", "pingcap/tidb#72019 is red"],
  ["why is my pr 72019 red?", "pingcap/tidb#72019 is red"],
  ["tidb＃72019", "pingcap/tidb#72019 is red"],
  ["https://jenkins.example.com/job/team/job/build/7/console", "team/build #7 failed: suite.TestLeak"],
  ["team/build #7", "team/build #7 failed"],
  ["team/build", "team/build"],
  ["suite.TestLeak", "suite.TestLeak failed in 2 runs"],
  ["最近24小时为什么失败这么多", "suite.TestLeak"],
  ["/ci summary 24h --repo [github.com/pingcap/tidb](http://github.com/pingcap/tidb)", "title of 72019"],
])("%s is answered", async (text, told) => {
  expect(await ask(text)).toContain(told);
});

test("what is not understood is answered with questions about what is there", async () => {
  const text = await ask("good morning everybody");
  expect(text).toContain("I don't understand that");
  for (const line of ["/ci pr 72019 --repo pingcap/tidb", "/ci job tidb_ghpr_unit_test", "/ci case suite.TestLeak"])
    expect(text).toContain(line);
});

/** Cards that the bot sent to a chat by itself or as an answer, after what was there before. */
async function sentAfter(chatId: string, push: () => Promise<unknown>): Promise<string> {
  const { standIn } = running;
  const before = new Set(standIn.messagesIn(chatId).map(({ messageId }) => messageId));
  await push();
  const message = await standIn.waitForMessage(
    (each) => each.chatId === chatId && each.sender.kind === "bot" && !before.has(each.messageId),
  );
  return cardText(JSON.parse(message.content));
}

test("a chat that is new to the bot is greeted with things to try that are there", async () => {
  const { standIn } = running;
  const group = standIn.addChat({ name: "a new group" });
  standIn.removeBot(group.chatId);
  const greeting = await sentAfter(group.chatId, async () => standIn.addBot(group.chatId));
  expect(greeting).toContain("Hello, I tell you the state of your CI");
  expect(greeting).toContain("/ci pr 72019 --repo pingcap/tidb");
  const before = standIn.messagesIn(group.chatId).length;
  standIn.removeBot(group.chatId);
  standIn.addBot(group.chatId);
  // Answers after it are answered, so the greeting would be there.
  await sentAfter(group.chatId, async () => standIn.say(group.chatId, "/ci help"));
  expect(standIn.messagesIn(group.chatId)).toHaveLength(before + 2);
});

test("a private chat is greeted when it is opened for the first time, not later", async () => {
  const { standIn } = running;
  const { chatId } = standIn.privateChat;
  const enter = (last: string | null) =>
    standIn.pushEvent("im.chat.access_event.bot_p2p_chat_entered_v1", {
      chat_id: chatId,
      operator_id: { open_id: standIn.me.openId },
      ...(last === null ? {} : { last_message_id: last, last_message_create_time: "1615380573411" }),
    });
  await enter("om_dc13264520392913993dd051dba21dcf");
  expect(await sentAfter(chatId, () => enter(null))).toContain("Hello, I tell you the state of your CI");
});

test("a click on the bot's menu is answered", async () => {
  const { standIn } = running;
  const click = () =>
    standIn.pushEvent("application.bot.menu_v6", {
      operator: { operator_name: "x", operator_id: { open_id: standIn.me.openId } },
      event_key: "job team/build 7d",
      timestamp: 1669364458,
    });
  expect(await sentAfter(standIn.privateChat.chatId, click)).toContain("team/build");
});

test("an image in the private chat is answered with a sentence", async () => {
  const { standIn } = running;
  const { chatId } = standIn.privateChat;
  const { message } = standIn.say(chatId, "help");
  const push = () =>
    standIn.pushEvent("im.message.receive_v1", {
      sender: { sender_id: { open_id: standIn.me.openId }, sender_type: "user" },
      message: {
        ...{ message_id: message.messageId, chat_id: chatId, chat_type: "p2p" },
        ...{ message_type: "image", content: JSON.stringify({ image_key: "img_v2" }) },
      },
    });
  const { waitForMessage } = standIn;
  await push();
  const answer = await waitForMessage(({ content }) => content.includes("I can only read text"));
  expect(answer.parentId).toBe(message.messageId);
});
