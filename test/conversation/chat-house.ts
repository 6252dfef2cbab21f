import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { toActionValue } from "../../cards/action-value.ts";
import { createBackground } from "../../src/conversation/background.ts";
import { type Conversation, createConversation } from "../../src/conversation/conversation.ts";
import { createInbox } from "../../src/conversation/inbox.ts";
import { migrateOwnTables } from "../../src/database/engine/migrate.ts";
import { createLedger } from "../../src/database/queues/ledger.ts";
import { createChat } from "../../src/feishu/chat.ts";
import { createFeishuClient } from "../../src/feishu/client.ts";
import { feishuWebhook } from "../../src/feishu/webhook.ts";
import { same } from "../../src/model/text.ts";
import { type FeishuStandIn, startFeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { Message } from "../../src/playground/wire.ts";
import type { Venue } from "../../src/ports/chat.ts";
import { UnreachableError } from "../../src/ports/errors.ts";
import { standingClock } from "../support/clock.ts";
import { sqlite } from "../support/engines.ts";

const app = { appId: "cli_0123456789abcdef", appSecret: "a secret" };
const security = { encryptKey: "a key", verificationToken: "a token" };
const log = pino({ level: process.env.TEST_LOG ?? "silent" });

/** One process of the bot. Its answers say the line that was asked. */
interface Process {
  readonly conversation: Conversation;
  /** Lines whose answers were begun, with who asked. */
  readonly asked: { readonly line: string; readonly userId: string }[];
  /** Resolves when no answer is under way. */
  settled(): Promise<void>;
  /** From now on answers wait, until what this returns is called. */
  hold(): () => void;
  /** From now on answers come at once, those that wait apart. */
  passAgain(): void;
}

/** The bot with everything real but the content of its answers: database, platform, webhook. */
export interface ChatHouse extends Process {
  readonly standIn: FeishuStandIn;
  readonly clock: ReturnType<typeof standingClock>;
  /** Another process on the same database. It hears nothing by itself. */
  another(): Process;
  /** What comes from the platform waits, until what this returns is called. */
  holdEvents(): () => void;
  /** Whether the database answers. */
  setDatabaseAway(isAway: boolean): void;
  close(): Promise<void>;
}

export async function openChatHouse(): Promise<ChatHouse> {
  const clock = standingClock(Date.parse("2021-06-20T10:00:00+08:00"));
  const database = await sqlite.open();
  await migrateOwnTables(database);
  const eventsUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/feishu/events`;
  const standIn = await startFeishuStandIn({
    ...app,
    ...security,
    eventsUrl,
    now: clock.now,
    queriesPerSecond: 50,
    answerLimitMs: 60_000,
  });
  let isAway = false;
  let events = Promise.resolve();

  function startProcess(): Process {
    const asked: Process["asked"] = [];
    let gate = Promise.resolve();
    const ledger = createLedger(database);
    const open = async () => {
      if (isAway) throw new UnreachableError("the database", { cause: new Error("away") });
      return ledger;
    };
    const background = createBackground(log);
    const conversation = createConversation({
      chat: createChat(createFeishuClient({ ...app, domain: standIn.url }, clock, log), "en_us", log),
      answerer: {
        examples: async () => [],
        async answer(line, { userId }) {
          asked.push({ line, userId });
          await gate;
          const view = { title: same(line), tone: "info", blocks: [], trail: [], data: {} } as const;
          return { view, command: "echo", result: "answered" };
        },
      },
      inbox: createInbox(open, clock, log),
      background,
      reopen: async () => {},
      isFirstToday: async () => true,
      lookAgain: () => {},
      clock,
      log,
    });
    return {
      conversation,
      asked,
      settled: background.settled,
      hold() {
        const { promise, resolve } = held();
        gate = promise;
        return resolve;
      },
      passAgain() {
        gate = Promise.resolve();
      },
    };
  }

  const first = startProcess();
  const behindDoor = express();
  behindDoor.use((_request, _response, next) => void events.then(() => next()));
  behindDoor.use(feishuWebhook(security, first.conversation, "en_us", clock, log));
  const server: Server = createServer(behindDoor);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...first,
    standIn,
    clock,
    another: startProcess,
    holdEvents() {
      const { promise, resolve } = held();
      events = promise;
      return resolve;
    },
    setDatabaseAway(next) {
      isAway = next;
    },
    async close() {
      await standIn.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.drop();
    },
  };
}

function held(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}

/** What a click on a button with this command sends. */
export function button(command: string, venue: Venue) {
  return { tag: "button", value: toActionValue(command, venue) };
}

/** Whether a message is the answer to a line. */
export function answers(line: string): (message: Message) => boolean {
  return ({ content }) => content.includes(`"content":"${line}"`);
}
