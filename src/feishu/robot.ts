import { createHmac } from "node:crypto";
import PQueue from "p-queue";
import type { Locale } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Robot } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError } from "../ports/errors.ts";
import { blockedCode, isCardRefused, readAnswer, readThrown } from "./answer.ts";
import { type CardMessage, robotMessage, withheldText } from "./message.ts";

/**
 * A custom robot of one group takes cards without callbacks, of at most 20 KB, and 5 messages a second.
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
const PER_SECOND = 4;
const TIMEOUT_MS = 8 * SECOND;

/** What one robot is told to send. */
interface RobotSender {
  post(message: CardMessage): Promise<void>;
}

/** @param webhook a secret that must not be logged */
export function createRobot(webhook: string, secret: string | undefined, locale: Locale, clock: Clock): Robot {
  const sender = createRobotSender(webhook, secret, clock);
  return { post: (view) => sender.post(robotMessage(view, locale)) };
}

export function createRobotSender(webhook: string, secret: string | undefined, clock: Clock): RobotSender {
  const queue = new PQueue({ interval: SECOND, intervalCap: PER_SECOND });

  async function post(content: object): Promise<void> {
    const body = { ...(secret === undefined ? {} : signature(secret, clock.now())), ...content };
    const outcome = await ask(webhook, body);
    if (outcome.kind !== "ok") throw outcome.error;
  }

  const postText = (text: string) => queue.add(() => post({ msg_type: "text", content: { text } }));

  return {
    async post({ card, text }) {
      try {
        await queue.add(() => post({ msg_type: "interactive", card }));
      } catch (error) {
        const blocked = blockedCode(error);
        if (blocked === undefined && !isCardRefused(error)) throw error;
        await postText(blocked === undefined ? text() : withheldText(blocked));
      }
    },
  };
}

/** The robot got a request that asks for nothing. */
const nothingSaid = new Set([19002, 9499]);

/**
 * Makes sure that the robot exists and accepts our signature. It gets a message without a kind, which it cannot post:
 * hearing just that is success. @throws UnreachableError, RefusedError
 */
export async function probeRobot(webhook: string, secret: string | undefined, clock: Clock): Promise<void> {
  const outcome = await ask(webhook, secret === undefined ? {} : signature(secret, clock.now()));
  if (outcome.kind === "ok" || nothingSaid.has(codeIn(outcome.error))) return;
  throw outcome.error;
}

function codeIn(error: Error): number {
  return error instanceof RefusedError ? error.code : 0;
}

/** The signed text is the key, the message is empty. */
function signature(secret: string, now: number): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(now / SECOND));
  return { timestamp, sign: createHmac("sha256", `${timestamp}\n${secret}`).digest("base64") };
}

async function ask(webhook: string, body: object) {
  try {
    const response = await fetch(webhook, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const data = (await response.json().catch(() => undefined)) as { code?: number; msg?: string } | undefined;
    if (response.ok && data !== undefined) return readAnswer("robot", data);
    return readThrown("robot", {
      response: { status: response.status, data, headers: Object.fromEntries(response.headers) },
    });
  } catch (thrown) {
    const { cause } = thrown as { cause?: { code?: string } };
    return readThrown("robot", { code: cause?.code ?? (thrown as Error).name });
  }
}
