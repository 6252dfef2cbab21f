import { afterEach, describe, expect, test } from "vitest";
import { plainSubscription } from "../../src/model/subscription.ts";
import { same } from "../../src/model/text.ts";
import { ROBOT } from "../../src/outbox/configured-chats.ts";
import { engines } from "../support/engines.ts";
import { type HouseOptions, openReportHouse, type ReportHouse } from "../support/reports.ts";
import { at } from "../support/runs.ts";

describe.each(engines)("deliveries on $engine", (engine) => {
  let house: ReportHouse;
  afterEach(() => house.close());
  const open = async (options?: HouseOptions) => {
    house = await openReportHouse(engine, options);
    // The first look only records from when on a chat gets reports.
    await house.goTo("2021-06-20 08:30:00");
    return house;
  };
  const chatOf = ({ standIn }: ReportHouse) => standIn.chatNamed("CI Status Report").chatId;
  const hour = (wall: string) => `hourly:${at(wall)}:`;

  test("a chat gets each hourly and daily report once, even after restarts and when clocks go back", async () => {
    const { goTo, titles } = await open();
    const chat = chatOf(house);
    await goTo("2021-06-20 08:59:59");
    expect(titles(chat)).toEqual([]);
    await goTo("2021-06-20 09:00:01");
    await goTo("2021-06-20 09:30:00");
    await goTo("2021-06-20 08:45:00");
    await goTo("2021-06-20 09:00:01");
    expect(titles(chat)).toEqual([`${hour("2021-06-20 09:00:00")}${chat}`]);
    const restarted = house.another();
    await restarted.tick();
    await restarted.settled();
    expect(titles(chat)).toHaveLength(1);
    await goTo("2021-06-20 10:00:01");
    expect(titles(chat)).toHaveLength(2);
    await goTo("2021-06-21 00:00:01");
    expect(titles(chat).slice(2).sort()).toEqual([
      `daily:${at("2021-06-21 00:00:00")}:${chat}`,
      `${hour("2021-06-21 00:00:00")}${chat}`,
    ]);
    const skipped = await house.deliveries.inState(["skipped"], 0, 100);
    expect(skipped.map(({ window }) => window.end)).toHaveLength(13);
  });

  test("two replicas that look at the same time send one card", async () => {
    const { runner, another, clock, titles } = await open();
    clock.set(at("2021-06-20 09:00:01"));
    const replicas = [runner, another(), another()];
    await Promise.all(replicas.map((each) => each.tick()));
    await Promise.all(replicas.map((each) => each.tick()));
    await Promise.all(replicas.map((each) => each.settled()));
    expect(titles(chatOf(house))).toHaveLength(1);
  });

  test("a message that arrived but was never acknowledged is not sent twice", async () => {
    const { standIn, goTo, titles, deliveries } = await open({ callTimeoutMs: 1_000 });
    const chat = chatOf(house);
    standIn.intercept = ({ path }) =>
      path.startsWith("/open-apis/im/v1/messages") ? { kind: "accept-and-hang" } : undefined;
    await goTo("2021-06-20 09:00:01");
    expect((await deliveries.inState(["waiting"], 0, 10)).map(({ unsureSince }) => unsureSince !== null)).toEqual([
      true,
    ]);
    standIn.intercept = undefined;
    await goTo("2021-06-20 09:05:00");
    expect(titles(chat)).toHaveLength(1);
    expect(await deliveries.inState(["sent"], 0, 10)).toHaveLength(1);
  });

  test("once Feishu has forgotten a uuid, an uncertain delivery is not repeated but listed", async () => {
    const { standIn, goTo, titles, deliveries } = await open({ callTimeoutMs: 1_000 });
    standIn.intercept = ({ path }) => (path.startsWith("/open-apis/im/v1/messages") ? { kind: "hang" } : undefined);
    await goTo("2021-06-20 09:00:01");
    await goTo("2021-06-20 09:52:00");
    standIn.intercept = undefined;
    await goTo("2021-06-20 09:56:00");
    expect(titles(chatOf(house))).toEqual([]);
    expect(await deliveries.inState(["unknown"], 0, 10)).toHaveLength(1);
  });

  test("after Feishu was down for hours the latest report comes late, and older ones are skipped", async () => {
    const { standIn, goTo, titles, deliveries } = await open();
    const chat = chatOf(house);
    standIn.intercept = ({ path }) =>
      path.startsWith("/open-apis/im/v1/messages") ? { kind: "rate-limit", resetSeconds: 0 } : undefined;
    for (const wall of ["2021-06-20 09:00:01", "2021-06-20 10:00:01", "2021-06-20 11:00:01"]) await goTo(wall);
    standIn.intercept = undefined;
    await goTo("2021-06-20 11:20:00");
    expect(titles(chat)).toEqual([`${hour("2021-06-20 11:00:00")}${chat}`]);
    expect(await deliveries.inState(["skipped"], 0, 10)).toHaveLength(2);
  });

  test("a chat that removed the bot gets nothing more, the admins are told once, and it is tried again later", async () => {
    const admins: string[] = [];
    const { standIn, goTo, titles, subscriptions } = await open({ admins, reportChats: [] });
    const chat = chatOf(house);
    await subscriptions.put(plainSubscription(chat, "hourly", "ou_x"), house.clock.now());
    await goTo("2021-06-20 08:31:00");
    admins.push(standIn.me.openId);
    standIn.removeBot(chat);
    await goTo("2021-06-20 09:00:01");
    await goTo("2021-06-20 10:00:01");
    expect((await subscriptions.chats()).map(({ chatId, disabledAt }) => [chatId, disabledAt !== null])).toEqual([
      [chat, true],
    ]);
    expect(titles(standIn.privateChat.chatId)).toEqual(["A chat no longer takes my reports"]);
    standIn.addBot(chat);
    await goTo("2021-06-20 11:00:01");
    expect(titles(chat)).toEqual([]);
    await goTo("2021-06-21 10:00:01");
    expect(titles(chat).length).toBeGreaterThan(0);
    expect((await subscriptions.chats()).map(({ disabledAt }) => disabledAt)).toEqual([null]);
    expect(titles(standIn.privateChat.chatId)).toHaveLength(1);
  });

  test("a card that Feishu refuses is sent as text", async () => {
    const { standIn, goTo, titles } = await open();
    standIn.intercept = ({ path, body }) =>
      path.startsWith("/open-apis/im/v1/messages") && (body as { msg_type?: string }).msg_type === "interactive"
        ? {
            kind: "answer",
            status: 400,
            body: { code: 230099, msg: "Failed to create card content, ext=ErrCode: 200861" },
          }
        : undefined;
    await goTo("2021-06-20 09:00:01");
    const chat = chatOf(house);
    expect(titles(chat)).toEqual([expect.stringContaining(`text: ${hour("2021-06-20 09:00:00")}`)]);
  });

  test("quiet hours and a mute hold reports back, and one digest lists them", async () => {
    const { goTo, titles, subscriptions, deliveries } = await open();
    const chat = chatOf(house);
    await subscriptions.mute(chat, at("2021-06-20 10:30:00"), "ou_1");
    await goTo("2021-06-20 09:00:01");
    await goTo("2021-06-20 10:00:01");
    expect(titles(chat)).toEqual([]);
    expect(await deliveries.inState(["held"], 0, 10)).toHaveLength(2);
    await goTo("2021-06-20 10:30:00");
    await goTo("2021-06-20 10:30:10");
    expect(titles(chat)).toEqual([`digest:${at("2021-06-20 10:00:00")}:${chat}`]);
    await goTo("2021-06-20 11:00:01");
    expect(titles(chat)).toHaveLength(2);
  });

  test("a slow chat does not delay the others", async () => {
    const reportChats = ["CI Status Report", "TiDB 研发群 · R&D"];
    const { standIn, runner, clock, titles } = await open({ reportChats });
    const slow = chatOf(house);
    const other = standIn.chatNamed("TiDB 研发群 · R&D").chatId;
    standIn.intercept = ({ body }) =>
      (body as { receive_id?: string }).receive_id === slow ? { kind: "hang" } : undefined;
    clock.set(at("2021-06-20 09:00:01"));
    await runner.tick();
    await expect.poll(() => titles(other)).toHaveLength(1);
    const toSlow = () => standIn.calls.filter(({ body }) => (body as { receive_id?: string }).receive_id === slow);
    await expect.poll(toSlow).toMatchObject([{ status: null }]);
    await standIn.close();
    await runner.settled();
  });

  test("a robot gets a signed card without buttons, and no second card if its answer is lost", async () => {
    const secret = "a-secret";
    const { standIn, goTo, deliveries } = await open({
      reportChats: [],
      webhook: (feishu) => ({
        url: feishu.addRobot(feishu.chatNamed("CI Status Report").chatId, { secret }),
        secret,
      }),
      view: async ({ key }) => ({
        title: same(key),
        tone: "info",
        trail: [],
        blocks: [{ kind: "actions", actions: [{ kind: "command", label: same("Jobs"), command: "jobs" }] }],
        data: {},
      }),
    });
    const chat = chatOf(house);
    await goTo("2021-06-20 09:00:01");
    const [message] = standIn.messagesIn(chat);
    expect(message?.sender.kind).toBe("robot");
    expect(message?.content).not.toContain("callback");
    standIn.intercept = ({ path }) => (path.includes("/hook/") ? { kind: "accept-and-hang" } : undefined);
    await goTo("2021-06-20 10:00:01");
    standIn.intercept = undefined;
    await goTo("2021-06-20 10:01:00");
    expect(standIn.messagesIn(chat)).toHaveLength(2);
    const [unknown] = await deliveries.inState(["unknown"], 0, 10);
    expect(unknown?.chatId).toBe(ROBOT);
  });

  test("a chat that unsubscribed from a configured report gets nothing; one that subscribed gets it", async () => {
    const { standIn, goTo, titles, subscriptions, clock } = await open();
    const [configured, other] = [chatOf(house), standIn.chatNamed("TiDB 研发群 · R&D").chatId];
    const { now } = clock;
    await subscriptions.put({ ...plainSubscription(configured, "hourly", "ou_x"), active: false }, now());
    await subscriptions.put(plainSubscription(other, "hourly", "ou_x"), now());
    await goTo("2021-06-20 08:40:00");
    await goTo("2021-06-20 09:00:01");
    expect(titles(configured)).toEqual([]);
    expect(titles(other)).toHaveLength(1);
    expect(await subscriptions.remove(other, "hourly")).toBe(true);
    await goTo("2021-06-20 10:00:01");
    expect(titles(other)).toHaveLength(1);
  });
});
