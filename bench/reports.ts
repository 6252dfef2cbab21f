import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { loadConfig } from "../src/config.ts";
import { insertRuns } from "../src/database/runs/insert-runs.ts";
import { createChat, isChatId } from "../src/feishu/chat.ts";
import { createFeishuClient } from "../src/feishu/client.ts";
import { DAY, MINUTE, SECOND } from "../src/model/window.ts";
import { createConfiguredChats } from "../src/outbox/configured-chats.ts";
import { createContent } from "../src/outbox/content.ts";
import { createRunner } from "../src/outbox/runner.ts";
import { type SendingSpread, usualSpread } from "../src/outbox/spread.ts";
import { usualRetries } from "../src/outbox/step.ts";
import { demoRuns } from "../src/playground/demo/runs.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../src/playground/stand-in/stand-in.ts";
import { createReportContent } from "../src/reports/content.ts";
import { type Application, createApplication, systemClock } from "../src/service/application.ts";
import { createLogger } from "../src/service/logger.ts";
import { inZone } from "../src/time/zone.ts";
import type { BenchRow } from "./table.ts";

const CHATS = 200;
/** A minute is what it may take. */
const WITHIN_MS = 90 * SECOND;
const zone = "Asia/Shanghai";
const app = { appId: "cli_0123456789abcdef", appSecret: "bench" };

/** From the full hour to the last of 200 chats that has its report, at Feishu's limits: 50 a second, 5 in a chat. */
export async function benchReports(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-bench-"));
  const log = createLogger("silent");
  const { settings } = loadConfig({ CI_STAT_DATA_DIR: folder }, folder);
  const application = createApplication(settings, "all", log, systemClock);
  try {
    const { site } = await application.stores.open();
    const to = Date.now() - (Date.now() % MINUTE);
    await insertRuns(site, demoRuns({ from: to - 2 * DAY, to, seed: 2021, timezone: zone }), zone);
    const spread = await serve(application, usualSpread, "daily");
    const crowded = await serve(application, { fromMs: 0, toMs: 1 }, "hourly");
    return [
      ...rowsOf(`daily report to ${CHATS} chats, spread off the hour`, spread),
      ...rowsOf(`hourly report to ${CHATS} chats, all at once`, crowded),
    ];
  } finally {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Served {
  readonly chats: number;
  readonly cards: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly refused: number;
}

function rowsOf(what: string, { chats, cards, firstMs, lastMs, refused }: Served): BenchRow[] {
  return [
    {
      what,
      value: `${chats} chats, ${cards} cards: first after ${seconds(firstMs)}, last after ${seconds(lastMs)}; ${refused} calls over the limits`,
    },
  ];
}

function seconds(ms: number): string {
  return `${(ms / SECOND).toFixed(1)} s`;
}

async function serve(application: Application, spread: SendingSpread, kind: "hourly" | "daily"): Promise<Served> {
  const log = createLogger("silent");
  const standIn = await startFeishuStandIn({
    ...app,
    encryptKey: "bench-key",
    verificationToken: "bench-token",
    eventsUrl: () => "http://127.0.0.1:9/",
    retryDelaysMs: [],
  });
  const names = Array.from({ length: CHATS }, (_, index) => `chat ${index}`);
  const chatIds = names.map((name) => standIn.addChat({ name }).chatId);
  const chat = createChat(createFeishuClient({ ...app, domain: standIn.url }, systemClock, log), "en_us", log);
  const { deliveries, subscriptions } = await application.stores.open();
  const dueAt = Math.ceil((Date.now() + 2 * SECOND) / SECOND) * SECOND;
  const cron = inZone(dueAt, zone).format("s m H * * *");
  const never = "0 0 1 1 *";
  const runner = createRunner({
    deliveries,
    subscriptions,
    content: createContent({
      reports: createReportContent({ sources: application.sources, deliveries: async () => deliveries }),
      cards: [],
      log,
    }),
    outlet: { send: chat.send, update: chat.update },
    configured: createConfiguredChats({
      reportChats: names,
      robot: false,
      isChatId,
      groups: () => chat.groups(),
      clock: systemClock,
      log,
    }),
    site: { hourlyCron: kind === "hourly" ? cron : never, dailyCron: kind === "daily" ? cron : never, zone },
    zone,
    admins: [],
    clock: systemClock,
    log,
    spread,
    leaseMs: 5 * MINUTE,
    retries: usualRetries,
  });
  const arrived = () => chatIds.flatMap((id) => standIn.messagesIn(id).map(({ createdAt }) => createdAt));
  while (arrived().length < CHATS && Date.now() < dueAt + WITHIN_MS) {
    await runner.tick();
    await wait(SECOND / 2);
  }
  await runner.settled();
  const served = summed(standIn, chatIds, arrived(), dueAt);
  await standIn.close();
  return served;
}

function summed(standIn: FeishuStandIn, chatIds: readonly string[], arrived: number[], dueAt: number): Served {
  return {
    chats: chatIds.filter((id) => standIn.messagesIn(id).length > 0).length,
    cards: arrived.length,
    firstMs: Math.min(...arrived) - dueAt,
    lastMs: Math.max(...arrived) - dueAt,
    refused: standIn.calls.filter(({ code }) => code === 99991400 || code === 230020).length,
  };
}
