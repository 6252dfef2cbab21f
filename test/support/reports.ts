import { type AlertFacts, alertCard, alertView } from "../../src/alerts/view.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createDeliveries } from "../../src/database/queues/deliveries.ts";
import { createSubscriptions } from "../../src/database/queues/subscriptions.ts";
import { createChat, isChatId } from "../../src/feishu/chat.ts";
import { createFeishuClient } from "../../src/feishu/client.ts";
import { createRobot } from "../../src/feishu/robot.ts";
import { type IssueCard, issueCard, issueCardView } from "../../src/issues/card.ts";
import { same } from "../../src/model/text.ts";
import { SECOND } from "../../src/model/window.ts";
import { createConfiguredChats, ROBOT } from "../../src/outbox/configured-chats.ts";
import { createContent } from "../../src/outbox/content.ts";
import { createRunner, type Runner, type RunnerParts } from "../../src/outbox/runner.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { Deliveries } from "../../src/ports/deliveries.ts";
import type { Subscriptions } from "../../src/ports/subscriptions.ts";
import { createLogger } from "../../src/service/logger.ts";
import { standingClock } from "./clock.ts";
import type { TestDatabase, TestEngine } from "./engines.ts";
import { at, zone } from "./runs.ts";

const app = { appId: "cli_0123456789abcdef", appSecret: "a-secret-of-the-app" };

export interface ReportHouse {
  readonly standIn: FeishuStandIn;
  readonly database: TestDatabase;
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  readonly clock: ReturnType<typeof standingClock>;
  readonly runner: Runner;
  /** Another replica on the same database. */
  another(): Runner;
  /** Goes to a point in time, does what is due, waits until it is done. */
  goTo(wall: string): Promise<void>;
  /** Titles of what was sent to a chat. */
  titles(chatId: string): string[];
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly reportChats?: readonly string[];
  readonly admins?: readonly string[];
  readonly webhook?: (standIn: FeishuStandIn) => { readonly url: string; readonly secret: string };
  readonly view?: RunnerParts["content"]["viewOf"];
  /** For tests in which Feishu never answers. By default far above what a busy machine needs. */
  readonly callTimeoutMs?: number;
}

const links = {
  run: () => undefined,
  logPage: () => undefined,
  commit: () => undefined,
  branch: () => undefined,
  pullRequest: () => undefined,
};

/** Reports with their key as title; stored cards are shown for real. */
const titledByKey: RunnerParts["content"]["viewOf"] = createContent({
  reports: { viewOf: async ({ key }) => ({ title: same(key), tone: "info", blocks: [], trail: [], data: {} }) },
  cards: [
    { ...alertCard, view: (facts: AlertFacts) => alertView(facts, zone) },
    { ...issueCard, view: (card: IssueCard) => issueCardView(card, { links, zone }) },
  ],
  log: createLogger("silent"),
}).viewOf;

/** What sends reports, on a clock that stands until it is set, with a stand-in for Feishu and a database of its own. */
export async function openReportHouse(engine: TestEngine, options: HouseOptions = {}): Promise<ReportHouse> {
  const standIn = await startFeishuStandIn({
    ...app,
    encryptKey: "a-key",
    verificationToken: "a-token",
    eventsUrl: () => "http://127.0.0.1:9/",
    retryDelaysMs: [],
  });
  const database = await engine.open();
  await migrateOwnTables(database);
  const clock = standingClock(at("2021-06-20 08:30:00"));
  const log = createLogger(process.env.TEST_LOG ?? "silent");
  const realClock = { now: () => Date.now() };
  const deliveries = createDeliveries(database);
  const subscriptions = createSubscriptions(database);
  const hook = options.webhook?.(standIn);
  const robot = hook && createRobot(hook.url, hook.secret, "en_us", realClock);

  function openRunner(): Runner {
    const retryPolicy = { timeoutMs: options.callTimeoutMs ?? 60_000, retries: 1, firstWaitMs: 20 };
    const chat = createChat(
      createFeishuClient({ ...app, domain: standIn.url }, realClock, log, retryPolicy),
      "en_us",
      log,
    );
    return createRunner({
      deliveries,
      subscriptions,
      content: {
        viewOf: options.view ?? titledByKey,
      },
      outlet: {
        async send(chatId, view, uuid) {
          if (chatId !== ROBOT) return chat.send(chatId, view, uuid);
          await robot?.post(view);
          return null;
        },
        update: chat.update,
      },
      configured: createConfiguredChats({
        reportChats: options.reportChats ?? ["CI Status Report"],
        robot: robot !== undefined,
        isChatId,
        groups: () => chat.groups(),
        clock,
        log,
      }),
      site: { hourlyCron: "0 * * * *", dailyCron: "0 0 * * *", zone },
      zone,
      admins: options.admins ?? [],
      clock,
      log,
      spread: { fromMs: 0, toMs: 1 },
      leaseMs: 60 * SECOND,
      retries: { firstRetryMs: 10 * SECOND, longestRetryMs: 60 * SECOND },
    });
  }

  const runner = openRunner();
  return {
    standIn,
    database,
    deliveries,
    subscriptions,
    clock,
    runner,
    another: openRunner,
    async goTo(wall) {
      clock.set(at(wall));
      // What one tick plans, and what a chat has several of, the next ticks send.
      for (let ticks = 0; ticks < 4; ticks++) {
        await runner.tick();
        await runner.settled();
      }
    },
    titles: (chatId) => standIn.messagesIn(chatId).map(({ type, content }) => titleOf(type, content)),
    async close() {
      await standIn.close();
      await database.drop();
    },
  };
}

function titleOf(type: string, content: string): string {
  const parsed = JSON.parse(content) as { text?: string; header?: { title: { content: string } } };
  return type === "interactive" ? (parsed.header?.title.content ?? "") : `text: ${parsed.text}`;
}
