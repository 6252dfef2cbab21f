import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCiData } from "../../src/database/engine/ci-data.ts";
import { createSubscriptions } from "../../src/database/queues/subscriptions.ts";
import { insertRuns } from "../../src/database/runs/insert-runs.ts";
import { engines, type TestDatabase } from "../support/engines.ts";
import { runRow, zone } from "../support/runs.ts";
import { startTestService, type TestService } from "../support/service.ts";

const rows = Array.from({ length: 60 }, (_, index) =>
  runRow({
    job: `job_${index % 6}`,
    job_id: index + 1,
    status: index % 4 === 0 ? "FAILURE" : "SUCCESS",
    commit: `c${index % 5}`.padEnd(40, "0"),
    pull: { number: 1 + (index % 5), title: `a title <at id=all></at> ${index % 5}` },
    time: `2021-06-20 ${String(9 + (index % 3)).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}:00`,
    analysis_res: index % 8 === 0 ? '{"case":["executor_test.go:testSuite.TestX"]}' : null,
  }),
);

describe.each(engines)("reports in chat, on $engine", (engine) => {
  let database: TestDatabase;
  let running: TestService;

  beforeAll(async () => {
    database = await engine.openShared();
    await createCiData(database);
    await insertRuns(database, rows, zone);
    running = await startTestService({ ...database.settings, admins: "ou_admin" });
  });
  afterAll(async () => {
    await running.stop();
    await database.drop();
  });

  const chatId = () => running.standIn.chatNamed("CI Status Report").chatId;
  const admin = { openId: "ou_admin", unionId: "on_admin", name: "Admin" };

  const answerTo = (line: string, user = running.standIn.me) => running.ask(line, { chatId: chatId(), user });

  test("the hourly report holds what the original's card held", async () => {
    const line = "/ci report hourly --at 2021-06-20T10:05";
    // On a busy machine the first answers come before the logs are read.
    await expect.poll(async () => (await answerTo(line)).text).toContain("testSuite.TestX");
    const { text } = await answerTo(line);
    expect(text).toContain("Hourly report: 5 of 20 runs failed");
    expect(text).toContain("2021-06-20 09:00 – 10:00");
    expect(text).toContain("Pull requests that failed most");
    expect(text).toMatch(/tidb#\d \[\d×\]/);
  });

  test("the daily report adds reruns, retries and what is new", async () => {
    const { text } = await answerTo("/ci report daily --at 2021-06-21T00:05");
    for (const part of [
      "Daily report: 15 of 60 runs failed",
      "Lost to retries",
      "New since the day before",
      "Jobs that were rerun most",
      "Nightly",
    ])
      expect(text).toContain(part);
  });

  test("a chat that was closed because the bot was removed is open when it is back", async () => {
    const subscriptions = createSubscriptions(database);
    const closed = async () => (await subscriptions.chats()).filter(({ disabledAt }) => disabledAt !== null);
    const [chat, another] = [running.standIn.addChat({ name: "a team" }), running.standIn.addChat({ name: "another" })];
    for (const { chatId: id } of [chat, another]) await subscriptions.disable(id, "230002 out of the chat", Date.now());
    running.standIn.removeBot(chat.chatId);
    expect(await closed()).toHaveLength(2);
    running.standIn.addBot(chat.chatId);
    await expect.poll(closed).toMatchObject([{ chatId: another.chatId }]);
  });

  test("only admins subscribe, unsubscribe and mute, whether they type or click", async () => {
    for (const line of ["subscribe daily", "unsubscribe daily", "mute 2h"])
      expect((await answerTo(`/ci ${line}`)).text).toContain("Only admins can do this");
    const { text, message } = await answerTo("/ci subscribe daily --at 9:30 --repo tidb --worse", admin);
    expect(text).toContain("only when it is worse than before · at 09:30 Asia/Shanghai");
    expect(text).toMatch(/next: \d\d-\d\d 09:30/);
    const { standIn } = running;
    const [click] = message.content.match(/\{"v":1,"command":"unsubscribe daily"[^}]*\}/) ?? [];
    await standIn.click(message.messageId, { tag: "button", value: JSON.parse(click ?? "{}") });
    await standIn.waitForMessage((each) => each.threadId !== null && each.content.includes("Only admins"));
    expect((await answerTo("/ci subscriptions")).text).toContain("for tidb");
  });

  test("what cannot be is said, with what to try", async () => {
    for (const [line, wanted] of [
      ["subscribe weekly", "“weekly” is not one of hourly, daily, issues, alerts"],
      ["subscribe hourly --at 09:30", "--at is for the daily report"],
      ["subscribe daily --at 25:00", "“25:00” is not a time of day"],
      ["subscribe daily --zone Moon/Base", "Unknown time zone “Moon/Base”"],
      ["mute forever", "“forever” is not a duration"],
      ["report hourly --at whenever", "I don't understand the time “whenever”"],
    ] as const)
      expect((await answerTo(`/ci ${line}`, admin)).text).toContain(wanted);
  });
});
