import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { xorshift128plus } from "pure-rand/generator/xorshift128plus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createDeliveries } from "../../src/database/queues/deliveries.ts";
import type { Fault } from "../../src/playground/stand-in/exchange.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import { dueWindows } from "../../src/reports/schedule.ts";
import { type Bundle, bundle } from "../support/bundle.ts";
import { engines } from "../support/engines.ts";
import type { ReplicaOrders } from "./replica.ts";

const SEED = 20210620;
const KILLS = 20;
const CHATS = 10;
const WINDOW_MS = 3_000;
/** So many windows at least must have been due. */
const WINDOWS = 6;
const cron = "*/3 * * * * *";
const app = { appId: "cli_0123456789abcdef", appSecret: "a-secret-of-the-app" };

/** Gives the same sequence of whole numbers in every run, each below its `below`. */
function seeded(seed: number): (below: number) => number {
  const generator = xorshift128plus(seed);
  return (below) => (generator.next() >>> 0) % below;
}

/** Makes a third of the sends fail, each in one of five ways. */
function failing(random: (below: number) => number): (path: string) => Fault | undefined {
  const faults: readonly Fault[] = [
    { kind: "answer", status: 500, body: { code: 2200, msg: "Internal Error" } },
    { kind: "answer", status: 429, body: { code: 99991400, msg: "request trigger frequency limit" } },
    { kind: "drop" },
    { kind: "hang" },
    { kind: "accept-and-hang" },
  ];
  return (path) => {
    if (!path.startsWith("/open-apis/im/v1/messages")) return undefined;
    return random(3) === 0 ? faults[random(faults.length)] : undefined;
  };
}

let replica: Bundle;
beforeAll(async () => {
  replica = await bundle(path.join(import.meta.dirname, "replica.ts"));
});
afterAll(() => replica.remove());

/** Kills a replica again and again, each time at a random moment of its sends. Leaves one alive. */
async function harass(orders: ReplicaOrders, times: number, random: (below: number) => number): Promise<ChildProcess> {
  for (let killed = 0; ; killed++) {
    const child = fork(replica.file, [JSON.stringify(orders)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    await momentsOf(child, killed === times ? 1 : 1 + random(16));
    if (killed === times) return child;
    await kill(child);
  }
}

/** Resolves when a replica has reported so many moments, however slow it is; rejects if it ends before. */
function momentsOf(child: ChildProcess, moments: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = moments;
    child.once("exit", () => reject(new Error("the replica ended by itself")));
    child.on("message", () => {
      left--;
      if (left === 0) resolve();
    });
  });
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit").once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

describe.concurrent.each(engines)("on $engine", (engine) => {
  test(`two replicas, killed ${KILLS} times, and a Feishu that fails a third of the sends: each chat gets each window once`, async () => {
    const random = seeded(SEED);
    const standIn: FeishuStandIn = await startFeishuStandIn({
      ...app,
      encryptKey: "a-key",
      verificationToken: "a-token",
      eventsUrl: () => "http://127.0.0.1:9/",
      retryDelaysMs: [],
    });
    for (const chat of standIn.chats()) standIn.removeBot(chat.chatId);
    const names = Array.from({ length: CHATS }, (_, index) => `chat ${index}`);
    const chats = names.map((name) => standIn.addChat({ name }));
    const fault = failing(seeded(SEED + 1));
    standIn.intercept = ({ path }) => fault(path);
    const database = await engine.openShared();
    await migrateOwnTables(database);
    const address = database.settings as unknown as ReplicaOrders["database"];
    const orders = { app: { ...app, domain: standIn.url }, database: address, cron, reportChats: names };
    const begun = Date.now();
    const survivors = await Promise.all([
      harass(orders, KILLS / 2, random),
      harass(orders, KILLS / 2, seeded(SEED + 2)),
    ]);

    // A fast machine has killed them all before there were windows enough.
    const until = Math.max(Date.now(), begun + (WINDOWS + 2) * WINDOW_MS);
    const deliveries = createDeliveries(database);
    const isOpen = async () => {
      const open = await deliveries.inState(["waiting", "sending"], 0, 1000);
      const planned = await deliveries.planned();
      const behind = planned.filter((each) => each.topic === "hourly" && each.until < until - WINDOW_MS);
      return open.some(({ dueAt }) => dueAt <= until - WINDOW_MS) || behind.length > 0;
    };
    while (Date.now() < until || (await isOpen())) await sleep(100);
    await Promise.all(survivors.map(kill));

    const rows = await deliveries.inState(
      ["waiting", "sending", "sent", "held", "told", "spared", "skipped", "refused", "unknown"],
      0,
      10_000,
    );
    const settled = rows.filter(({ dueAt }) => dueAt <= until - WINDOW_MS);
    expect(settled.filter(({ state }) => state !== "sent")).toEqual([]);
    const first = Math.min(...rows.map(({ dueAt }) => dueAt));
    const schedule = { kind: "hourly", cron, zone: "Asia/Shanghai" } as const;
    const { due } = dueWindows(schedule, first - 1, until - WINDOW_MS);
    expect(due.length).toBeGreaterThanOrEqual(WINDOWS);
    for (const { chatId } of chats) {
      const titles = standIn.messagesIn(chatId).map(({ content }) => titleOf(content));
      const wanted = due.map(({ end }) => `hourly:${end}:${chatId}`);
      expect(new Set(titles).size, "no window comes twice").toBe(titles.length);
      expect(titles).toEqual(expect.arrayContaining(wanted));
    }
    await database.drop();
    await standIn.close();
  }, 600_000);
});

function titleOf(card: string): string {
  return (JSON.parse(card) as { header: { title: { content: string } } }).header.title.content;
}
