import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApiServer } from "./api-server.ts";
import { arrange, settle } from "./arrangement.ts";
import { createDeliveries, type EventDelivery } from "./deliveries.ts";
import { envelope } from "./event.ts";
import { type Call, createExchange, type Intercept } from "./exchange.ts";
import { newToken } from "./ids.ts";
import {
  type ClientConfig,
  createLongConnections,
  type LongConnections,
  usualClientConfig,
} from "./long-connection.ts";
import type { Change, ClickAction, ClickOutcome, Message, StandInChat, StandInPerson } from "./message.ts";
import { observe } from "./observation.ts";
import { createPlatform } from "./platform.ts";
import { ANSWER_LIMIT_MS, type PushAnswer, platformRetryDelaysMs, webhookPush } from "./push.ts";
import { type Said, type SayOptions, speak } from "./speaking.ts";

export interface FeishuStandInOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  /** Where events and clicks are sent. Called for each, because the service may start later. */
  readonly eventsUrl: () => string;
  /** The way events and clicks are sent; by webhook unless given. */
  readonly mode?: "webhook" | "websocket";
  /** What clients of the long connection are told. */
  readonly clientConfig?: ClientConfig;
  /** On 127.0.0.1; a free port by default. */
  readonly listenPort?: number;
  readonly botName?: string;
  readonly retryDelaysMs?: readonly number[];
  /** How long an answer to an event or a click may take; the platform's 3 s by default. */
  readonly answerLimitMs?: number;
  /** Per chat and per message; the platform's 5 by default. */
  readonly queriesPerSecond?: number;
  readonly tokenLifetimeSeconds?: number;
  /** Whether the app may read every group message, or those that mention it. */
  readonly groupMessages?: "all" | "mentions";
  readonly now?: () => number;
}

/** A Feishu on this machine. The service uses `url`, people and tests use the rest. */
export interface FeishuStandIn {
  readonly url: string;
  readonly bot: StandInPerson;
  /** The person who uses the page, and their private chat with the bot. */
  readonly me: StandInPerson;
  readonly privateChat: StandInChat;
  readonly people: readonly StandInPerson[];
  /** The service's calls, oldest first. */
  readonly calls: readonly Call[];
  /** The connections over which events are sent in the mode `websocket`. */
  readonly longConnections: Pick<LongConnections, "count" | "drop" | "freeze">;
  /** Makes calls fail in tests. */
  intercept: Intercept | undefined;

  chats(): readonly StandInChat[];
  chat(chatId: string): StandInChat;
  chatNamed(name: string): StandInChat;
  messagesIn(chatId: string): readonly Message[];
  message(messageId: string): Message | undefined;
  waitForMessage(wanted: (message: Message) => boolean, timeoutMs?: number): Promise<Message>;
  onChange(listener: (change: Change) => void): () => void;

  say(chatId: string, text: string, options?: SayOptions): Said;
  click(messageId: string, action: ClickAction, person?: StandInPerson): Promise<ClickOutcome>;
  addChat(chat: { readonly name: string; readonly type?: StandInChat["type"] }): StandInChat;
  addBot(chatId: string): void;
  removeBot(chatId: string): void;
  /** Adds a custom robot to a group and returns its webhook. */
  addRobot(chatId: string, robot?: { readonly name?: string; readonly secret?: string | null }): string;

  /** Sends an event of any kind. */
  pushEvent(eventType: string, event: object): Promise<EventDelivery>;
  deliveries(): readonly EventDelivery[];
  repeatDelivery(eventId: string): Promise<EventDelivery>;
  /** Sends the challenge of the console when a request URL is saved. */
  challenge(): Promise<PushAnswer & { readonly challenge: string }>;
  /** Grants or revokes a permission of the app. */
  grant(scope: string, isGranted: boolean): void;
  /** Calls that counted against the monthly quota so far. */
  countedCalls(): number;
  /** Allows this many more calls. */
  leaveCalls(calls: number): void;
  /** Invalidates all tokens issued so far. */
  invalidateTokens(): void;
  close(): Promise<void>;
}

export async function startFeishuStandIn(options: FeishuStandInOptions): Promise<FeishuStandIn> {
  const now = options.now ?? Date.now;
  const { push, overWebhook, longConnections } = waysToPush(options);
  const { platform, source } = createPlatform({
    credentials: { appId: options.appId, appSecret: options.appSecret },
    verificationToken: options.verificationToken,
    push,
    botName: options.botName ?? "CI机器人",
    queriesPerSecond: options.queriesPerSecond ?? 5,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 7200,
    now,
  });
  const { tenant, bot, clicks } = platform;
  const { me, privateChat } = settle(platform);
  const deliveries = createDeliveries({ push, retryDelaysMs: options.retryDelaysMs ?? platformRetryDelaysMs, now });
  const exchange = createExchange(now);
  const server = createApiServer(platform, exchange, longConnections);
  longConnections.attach(server);
  const url = await listen(server, options.listenPort ?? 0);
  const surroundings = { platform, source, deliveries, groupMessages: options.groupMessages ?? "all" };
  const observation = observe(tenant);

  function pushEvent(eventType: string, event: object): Promise<EventDelivery> {
    const { eventId, payload } = envelope(source, eventType, event, String(now()));
    return deliveries.deliver(eventId, payload);
  }

  return {
    url,
    bot,
    me,
    privateChat,
    people: tenant.people,
    calls: exchange.calls,
    longConnections,
    get intercept() {
      return exchange.state.intercept;
    },
    set intercept(intercept) {
      exchange.state.intercept = intercept;
    },

    ...observation,
    ...arrange(platform, { url, operator: me, pushEvent }),

    say: (chatId, text, said = {}) =>
      speak({ chat: observation.chat(chatId), text, user: said.user ?? me, options: said }, surroundings),
    click: (messageId, action, person = me) => clicks.click(messageId, action, person),

    pushEvent,
    deliveries: deliveries.all,
    repeatDelivery: deliveries.repeat,
    async challenge() {
      const challenge = newToken();
      const payload = { challenge, token: options.verificationToken, type: "url_verification" };
      return { ...(await overWebhook(payload, { signed: false, nowMs: now() })), challenge };
    },
    grant: platform.permissions.grant,
    countedCalls: platform.permissions.counted,
    leaveCalls: platform.permissions.leave,
    invalidateTokens: platform.tokens.invalidate,
    async close() {
      deliveries.stop();
      longConnections.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function waysToPush({
  mode,
  encryptKey,
  eventsUrl,
  answerLimitMs = ANSWER_LIMIT_MS,
  clientConfig,
}: FeishuStandInOptions) {
  const longConnections = createLongConnections(answerLimitMs, clientConfig ?? usualClientConfig);
  const overWebhook = webhookPush({ encryptKey, eventsUrl, answerLimitMs });
  return { longConnections, overWebhook, push: mode === "websocket" ? longConnections.push : overWebhook };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
