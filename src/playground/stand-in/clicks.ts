import { type CardRules, checkCardContent } from "./card-check.ts";
import { readClickAnswer } from "./click-answer.ts";
import { type EventSource, envelope } from "./event.ts";
import { ApiFault, badParameter, cardIsLocked } from "./fault.ts";
import type { ClickAction, ClickOutcome, Message, StandInPerson } from "./message.ts";
import type { Push } from "./push.ts";
import type { Tenant } from "./tenant.ts";
import { createUpdateTokens } from "./tokens.ts";

export interface ClickOptions {
  readonly tenant: Tenant;
  readonly source: EventSource;
  readonly push: Push;
  readonly rules: CardRules;
}

export type Clicks = ReturnType<typeof createClicks>;

/** Clicks on cards: the callback, the change that its answer makes, and later updates with its token. */
export function createClicks({ tenant, source, push, rules }: ClickOptions) {
  const updateTokens = createUpdateTokens(tenant.now);
  /** Number of clicks under way, by message. */
  const pending = new Map<string, number>();

  function count(messageId: string, by: 1 | -1): void {
    const clicks = (pending.get(messageId) ?? 0) + by;
    if (clicks === 0) pending.delete(messageId);
    else pending.set(messageId, clicks);
    tenant.changeMessage(messageId, { clicking: clicks > 0 });
  }

  function replaceCard(messageId: string, card: object): void {
    if (tenant.messages.get(messageId)?.recalled) throw new ApiFault(200000, "message is recalled");
    tenant.changeMessage(messageId, { content: JSON.stringify(card), updated: true, updatedAt: tenant.now() });
  }

  async function click(messageId: string, action: ClickAction, person: StandInPerson): Promise<ClickOutcome> {
    const message = clickable(tenant.messages.get(messageId));
    const event = {
      operator: { tenant_key: source.tenantKey, open_id: person.openId, union_id: person.unionId },
      token: updateTokens.issue(messageId),
      action,
      host: "im_message",
      context: { open_message_id: messageId, open_chat_id: message.chatId },
    };
    const { payload } = envelope(source, "card.action.trigger", event, `${tenant.now()}000`);
    count(messageId, 1);
    const answer = await push(payload, { signed: true, nowMs: tenant.now() });
    const { code, toast, card } = readClickAnswer(answer, rules);
    if (card && !tenant.messages.get(messageId)?.recalled) replaceCard(messageId, card);
    count(messageId, -1);
    return { code, toast, durationMs: answer.durationMs };
  }

  /** `interactive/v1/card/update`. */
  function updateByToken(token: unknown, card: unknown): void {
    const { messageId, spend } = updateTokens.find(token);
    if (typeof card !== "object" || card === null) throw new ApiFault(10002, "card is invalid");
    if (pending.has(messageId)) throw cardIsLocked();
    checkCardContent(JSON.stringify(card), rules);
    replaceCard(messageId, card);
    spend();
  }

  return { click, updateByToken, isPending: (messageId: string) => pending.has(messageId) };
}

function clickable(message: Message | undefined): Message {
  if (message?.type === "interactive" && !message.recalled) return message;
  throw badParameter("there is no such card");
}
