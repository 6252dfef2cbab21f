import { setTimeout as sleep } from "node:timers/promises";
import type { FeishuStandIn } from "../../src/playground/stand-in/stand-in.ts";
import type { Message, StandInChat } from "../../src/playground/wire.ts";
import { actionsOf } from "../support/card-actions.ts";

/** A message or click that the platform was told is taken. */
export interface Acknowledged {
  readonly kind: "command" | "click";
  /** The message that asked, or the card that was clicked. */
  readonly messageId: string;
  readonly at: number;
}

const LINES = ["jobs 7d", "summary today", "prs 2d", "failures 2d", "flaky 2d", "nightly 7d", "status", "help"];
const COMMAND_EVERY_MS = 700;
const CLICK_EVERY_MS = 1_500;

/** People who ask and click all the time, each card at most once. */
export interface Crowd {
  readonly acknowledged: readonly Acknowledged[];
  /** Messages and clicks of which the platform had no answer in time, so that they may be lost. */
  readonly refused: () => number;
  stop(): Promise<void>;
}

export function startCrowd(
  standIn: FeishuStandIn,
  chats: readonly StandInChat[],
  { now, random }: { readonly now: () => number; readonly random: (below: number) => number },
): Crowd {
  const acknowledged: Acknowledged[] = [];
  const clicked = new Set<string>();
  const open = new Set<Promise<void>>();
  let refused = 0;
  let isStopping = false;
  const one = <Item>(items: readonly Item[]): Item | undefined => items[random(Math.max(1, items.length))];

  async function ask(): Promise<void> {
    const chat = one(chats);
    if (!chat) return;
    const { message, delivered } = standIn.say(chat.chatId, `/ci ${one(LINES)}`, {
      user: one(standIn.people) ?? standIn.me,
    });
    const delivery = await delivered;
    if (delivery?.accepted) acknowledged.push({ kind: "command", messageId: message.messageId, at: now() });
    else refused += 1;
  }

  async function click(): Promise<void> {
    const cards = chats.flatMap(({ chatId }) => standIn.messagesIn(chatId)).filter(isAnswer);
    const card = one(cards.filter(({ messageId }) => !clicked.has(messageId)));
    const chosen = card && one(actionsOf(JSON.parse(card.content)).filter(({ line }) => isHarmless(line)));
    if (!card || !chosen) return;
    clicked.add(card.messageId);
    const at = now();
    const { code } = await standIn.click(card.messageId, chosen.action);
    if (code === 0) acknowledged.push({ kind: "click", messageId: card.messageId, at });
    else refused += 1;
  }

  async function keep(work: () => Promise<void>, everyMs: number): Promise<void> {
    while (!isStopping) {
      const done = work();
      open.add(done);
      void done.finally(() => open.delete(done));
      await sleep(everyMs);
    }
  }

  const going = [keep(ask, COMMAND_EVERY_MS), keep(click, CLICK_EVERY_MS)];
  return {
    acknowledged,
    refused: () => refused,
    async stop() {
      isStopping = true;
      await Promise.all(going);
      await Promise.all(open);
    },
  };
}

/** A card that answers a person, and not a report or a notice. */
function isAnswer({ type, parentId, sender }: Message): boolean {
  return type === "interactive" && parentId !== null && sender.kind === "bot";
}

/** What only shows something. */
function isHarmless(line: string): boolean {
  return /^(summary|jobs|job|prs|pr|failures|case|flaky|run|commit|nightly|status|help)\b/.test(line);
}
