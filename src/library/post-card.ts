import pino from "pino";
import type { ReportCard } from "./card.ts";

/** A custom robot of one group. Its address is a secret, and so is its signing key, if it has one. */
export interface RobotTarget {
  readonly webhook: string;
  readonly secret?: string;
}

/** A chat that the app's bot is in. */
export interface ChatTarget {
  readonly appId: string;
  readonly appSecret: string;
  /** Chat id, `oc_…`. */
  readonly chatId: string;
  /** `https://open.feishu.cn` by default; `https://open.larksuite.com` for Lark. */
  readonly domain?: string;
}

const FEISHU = "https://open.feishu.cn";
const clock = { now: () => Date.now() };

/**
 * Sends a card, or its text if Feishu refuses the card. It was `post_card` in the original.
 * @returns the message id in a chat; undefined for a robot, which does not return one
 * @throws UnreachableError if Feishu does not answer, RefusedError with Feishu's code if it refuses
 */
export async function postCard(card: ReportCard, target: RobotTarget | ChatTarget): Promise<string | undefined> {
  const message = { card: card.card, text: () => card.text };
  if ("webhook" in target) {
    const { createRobotSender } = await import("../feishu/robot.ts");
    await createRobotSender(target.webhook, target.secret, clock).post(message);
    return undefined;
  }
  const { appId, appSecret, chatId, domain = FEISHU } = target;
  const log = pino({ enabled: false });
  const [{ createSender }, { createFeishuClient }] = await Promise.all([
    import("../feishu/sending.ts"),
    import("../feishu/client.ts"),
  ]);
  const client = createFeishuClient({ appId, appSecret, domain: domain.replace(/\/+$/, "") }, clock, log);
  return createSender(client, log).send(chatId, message, crypto.randomUUID());
}
