import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { loadConfig } from "../../src/config.ts";
import {
  type FeishuStandIn,
  type FeishuStandInOptions,
  startFeishuStandIn,
} from "../../src/playground/stand-in/stand-in.ts";
import type { Message, StandInPerson } from "../../src/playground/wire.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { systemClock } from "../../src/service/application.ts";
import { createLogger } from "../../src/service/logger.ts";
import { type Service, startService } from "../../src/service/serve.ts";
import { checkCard } from "../cards/card-schema.ts";
import { cardText } from "./card-text.ts";

/** A card that answers a question: the message, its JSON, and its text in English. */
interface Answer {
  readonly message: Message;
  readonly card: unknown;
  readonly text: string;
}

export interface TestService {
  readonly service: Service;
  readonly standIn: FeishuStandIn;
  /** Empty at first; `stop` removes it. */
  readonly folder: string;
  readonly logDir: string;
  /** Sends a line, to the private chat by default. Fails unless a valid card answers it. */
  ask(line: string, where?: { readonly chatId?: string; readonly user?: StandInPerson }): Promise<Answer>;
  stop(): Promise<void>;
}

/** Ends a test whose answer never comes; far above what a busy machine needs. */
const ANSWER_TIMEOUT_MS = 60_000;

const secrets = {
  appId: "cli_0123456789abcdef",
  appSecret: "a-secret-of-the-app",
  encryptKey: "a-key-for-events",
  verificationToken: "a-token-for-events",
};
const eventKeys = { encrypt_key: secrets.encryptKey, verification_token: secrets.verificationToken };

/**
 * The whole service on free ports, with a stand-in for Feishu. `settings` are keys of env.json. With `feishu_mode`
 * `websocket` it has no keys for events.
 */
export async function startTestService(
  settings: Readonly<Record<string, string | number>>,
  clock: Clock = systemClock,
  platform: Pick<FeishuStandInOptions, "queriesPerSecond" | "clientConfig"> = {},
): Promise<TestService> {
  const folder = mkdtempSync(path.join(tmpdir(), "ci-stat-service-"));
  const logDir = path.join(folder, "logs");
  let service: Service | undefined;
  const standIn = await startFeishuStandIn({
    ...secrets,
    eventsUrl: () => `${service?.url}/feishu/events`,
    retryDelaysMs: [200, 400],
    mode: settings.feishu_mode === "websocket" ? "websocket" : "webhook",
    // How fast answers are is measured by the bench: a busy machine may take longer than Feishu would wait.
    answerLimitMs: 60_000,
    now: clock.now,
    ...platform,
  });
  const written = {
    data_dir: path.join(folder, "data"),
    log_dir: logDir,
    app_id: secrets.appId,
    app_secret: secrets.appSecret,
    ...(settings.feishu_mode === "websocket" ? {} : eventKeys),
    feishu_domain: standIn.url,
    listen_host: "127.0.0.1",
    listen_port: 0,
    ...settings,
  };
  const environment = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [`CI_STAT_${key.toUpperCase()}`, String(value)]),
  );
  service = await startService(loadConfig(environment, folder), clock, createLogger(process.env.TEST_LOG ?? "fatal"));
  return {
    service,
    standIn,
    folder,
    logDir,
    async ask(line, { chatId = standIn.privateChat.chatId, user = standIn.me } = {}) {
      const { message: question } = standIn.say(chatId, line, { user });
      const message = await standIn.waitForMessage(
        ({ parentId }) => parentId === question.messageId,
        ANSWER_TIMEOUT_MS,
      );
      const card = JSON.parse(message.content) as unknown;
      expect(checkCard(card)).toEqual([]);
      return { message, card, text: cardText(card) };
    },
    async stop() {
      await service.stop();
      await standIn.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
