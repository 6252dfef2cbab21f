import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { type MysqlAddress, openMysql, openSqlite } from "../../src/database/engine/open.ts";
import { createDeliveries } from "../../src/database/queues/deliveries.ts";
import { createSubscriptions } from "../../src/database/queues/subscriptions.ts";
import { createChat, isChatId } from "../../src/feishu/chat.ts";
import { createFeishuClient, type FeishuApp } from "../../src/feishu/client.ts";
import { same } from "../../src/model/text.ts";
import { createConfiguredChats } from "../../src/outbox/configured-chats.ts";
import { createRunner } from "../../src/outbox/runner.ts";

/** One replica of what sends reports, as a process to kill: real database, real calls, short timeouts. */
export interface ReplicaOrders {
  readonly app: FeishuApp;
  readonly database: MysqlAddress | { readonly data_dir: string };
  readonly cron: string;
  readonly reportChats: readonly string[];
}

const orders = JSON.parse(process.argv[2] ?? "{}") as ReplicaOrders;
const log = pino({ level: process.env.TEST_LOG ?? "silent" }, pino.destination({ fd: 2, sync: true }));
const clock = { now: () => Date.now() };
const { database, app, cron, reportChats } = orders;
const open = "data_dir" in database ? openSqlite(path.join(database.data_dir, "ci_stat.sqlite")) : openMysql(database);
const chat = createChat(
  createFeishuClient(app, clock, log, { timeoutMs: 400, retries: 1, firstWaitMs: 30 }),
  "en_us",
  log,
);
const runner = createRunner({
  deliveries: createDeliveries(open),
  subscriptions: createSubscriptions(open),
  // The key as title tells windows and chats apart.
  content: {
    viewOf: async ({ key }) => ({ title: same(key), tone: "info", blocks: [], trail: [], data: {} }),
  },
  outlet: {
    async send(...sent) {
      report("before a send");
      try {
        return await chat.send(...sent);
      } finally {
        report("after a send");
      }
    },
    update: chat.update,
  },
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

/** Tells the parent, who may kill this process at any of these moments. */
function report(moment: "ready" | "before a send" | "after a send"): void {
  process.send?.(moment);
}

report("ready");
for (;;) {
  await runner.tick().catch((fault: unknown) => log.warn({ err: fault }, "tick"));
  await sleep(60);
}
