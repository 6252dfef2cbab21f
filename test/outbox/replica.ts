import pino from "pino";
import { type MysqlAddress, openMysql, openSqlite } from "../../src/database/engine/open.ts";
import { createDeliveries } from "../../src/database/queues/deliveries.ts";
import { createSubscriptions } from "../../src/database/queues/subscriptions.ts";
import { createChat, isChatId } from "../../src/feishu/chat.ts";
import { createFeishuClient, type FeishuApp } from "../../src/feishu/client.ts";
import { same } from "../../src/model/text.ts";
import { createConfiguredChats } from "../../src/outbox/configured-chats.ts";
import { createRunner } from "../../src/outbox/runner.ts";

/** One replica of what sends reports, as a process that can be killed: real database, real calls, short timeouts. */
export interface ReplicaOrders {
  readonly app: FeishuApp;
  readonly database: MysqlAddress | { readonly file: string };
  readonly cron: string;
  readonly reportChats: readonly string[];
}

const orders = JSON.parse(process.argv[2] ?? "{}") as ReplicaOrders;
const log = pino({ level: process.env.TEST_LOG ?? "silent" }, pino.destination({ fd: 2, sync: true }));
const clock = { now: () => Date.now() };
const { database, app, cron, reportChats } = orders;
const open = "file" in database ? openSqlite(database.file) : openMysql(database);
const chat = createChat(
  createFeishuClient(app, clock, log, { timeoutMs: 400, retries: 1, firstWaitMs: 30 }),
  "en_us",
  log,
);
const runner = createRunner({
  deliveries: createDeliveries(open),
  subscriptions: createSubscriptions(open),
  // What the report holds is no matter here: its key tells the windows and chats apart.
  content: {
    viewOf: async ({ key }) => ({ title: same(key), tone: "info", blocks: [], trail: [], data: {} }),
  },
  outlet: { send: (...sent) => chat.send(...sent), update: (...changed) => chat.update(...changed) },
  configured: createConfiguredChats({ reportChats, robot: false, isChatId, groups: () => chat.groups(), clock, log }),
  site: { hourlyCron: cron, dailyCron: "0 0 1 1 *", zone: "Asia/Shanghai" },
  zone: "Asia/Shanghai",
  admins: [],
  clock,
  log,
  spread: { fromMs: 0, toMs: 300 },
  leaseMs: 2500,
  retries: { firstRetryMs: 50, longestRetryMs: 400 },
});

async function forever(): Promise<never> {
  for (;;) {
    await runner.tick().catch((fault: unknown) => log.warn({ err: fault }, "tick"));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}
process.send?.("ready");
await forever();
