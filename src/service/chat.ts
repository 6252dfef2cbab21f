import type { Logger } from "pino";
import { commands } from "../commands/index.ts";
import type { Settings } from "../config.ts";
import { createAnswerer } from "../conversation/answerer.ts";
import { createBackground } from "../conversation/background.ts";
import { createChatFilters } from "../conversation/chat-filters.ts";
import { createConversation } from "../conversation/conversation.ts";
import { createInbox } from "../conversation/inbox.ts";
import { createChat } from "../feishu/chat.ts";
import { createFeishuClient, type FeishuApp, type FeishuClient } from "../feishu/client.ts";
import type { EventSecurity } from "../feishu/webhook.ts";
import { createFeishuHealth, type FeishuHealth } from "../health/feishu.ts";
import { DAY } from "../model/window.ts";
import type { Chat } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import type { Application } from "./application.ts";
import { createIntake, type Intake } from "./intake.ts";

/** The bot in the chats: it receives events and sends messages. */
export interface Bot {
  readonly client: FeishuClient;
  readonly health: FeishuHealth;
  readonly chat: Chat;
  readonly intake: Intake;
  /** Answers the questions that processes left behind when they died. */
  takeUpAbandoned(): Promise<void>;
  /** Resolves when every answer under way has been given. */
  settled(): Promise<void>;
}

export interface AppCredentials {
  readonly app: FeishuApp;
  /** Undefined where events come over the long connection. */
  readonly security: EventSecurity | undefined;
}

/** The chat platform for sending only; undefined if no app is configured. */
export function openChat(settings: Settings, clock: Clock, log: Logger): Chat | undefined {
  const { app_id: appId, app_secret: appSecret, feishu_domain: domain, locale } = settings;
  if (appId === undefined || appSecret === undefined) return undefined;
  return createChat(createFeishuClient({ appId, appSecret, domain }, clock, log), locale, log);
}

export function createBot(
  { app, security }: AppCredentials,
  { timezone: zone, locale }: Settings,
  application: Application,
  clock: Clock,
  log: Logger,
): Bot {
  const client = createFeishuClient(app, clock, log.child({ name: "feishu" }));
  const background = createBackground(log);
  const answerer = createAnswerer({
    commands,
    sources: application.sources,
    filtersOf: createChatFilters(async () => (await application.stores.open()).subscriptions),
    zone,
    clock,
    onFault: (fault, command) => log.error({ err: fault, command }, "a command failed"),
  });
  const inbox = createInbox(async () => (await application.stores.open()).ledger, clock, log);
  const chat = createChat(client, locale, log.child({ name: "chat" }));
  const reopen = async (chatId: string) => (await application.stores.open()).subscriptions.enable(chatId);
  const isFirstToday = async (key: string) =>
    (await (await application.stores.open()).ledger.claim(key, DAY, clock.now())) !== undefined;
  const conversation = createConversation({
    isFirstToday,
    answerer,
    background,
    chat,
    inbox,
    clock,
    log,
    reopen,
    lookAgain: application.chatsChanged,
  });
  return {
    client,
    health: createFeishuHealth(client),
    chat,
    intake: createIntake({ app, security, handlers: conversation, locale, clock, log }),
    takeUpAbandoned: conversation.takeUpAbandoned,
    settled: background.settled,
  };
}
