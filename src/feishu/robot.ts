import { createHmac } from "node:crypto";
import PQueue from "p-queue";
import { SECOND } from "../model/window.ts";
import type { CardMessage, Robot } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError } from "../ports/errors.ts";
import { isCardRefused, readAnswer, readThrown } from "./answer.ts";

/**
 * A custom robot of one group: takes cards without callbacks, 20 KB and 5 messages a second at most.
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
const PER_SECOND = 4;
const TIMEOUT_MS = 8 * SECOND;

/** @param webhook is a secret: it must not be logged. */
export function createRobot(webhook: string, secret: string | undefined, clock: Clock): Robot {
  const queue = new PQueue({ interval: SECOND, intervalCap: PER_SECOND });

  async function post(content: object): Promise<void> {
    const body = { ...(secret === undefined ? {} : signature(secret, clock.now())), ...content };
    const outcome = await ask(webhook, body);
    if (outcome.kind !== "ok") throw outcome.error;
  }

  return {
    async post({ card, text }: CardMessage) {
      try {
        await queue.add(() => post({ msg_type: "interactive", card }));
      } catch (error) {
        // Robots refuse a card as a bad request as well.
        if (!isCardRefused(error) && !(error instanceof RefusedError && badCard.has(error.code))) throw error;
        await queue.add(() => post({ msg_type: "text", content: { text } }));
      }
    },
  };
}

/** Bad request; body too large. */
const badCard = new Set([9499, 19036, 11246]);

/** Asked for something, but not for what. */
const nothingSaid = new Set([19002, 9499]);

/**
 * Whether the robot is there and takes our signature. It is sent a message without a kind, which it cannot post:
 * that it says so is the answer. @throws UnreachableError, RefusedError
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
export function signature(secret: string, now: number): { timestamp: string; sign: string } {
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
