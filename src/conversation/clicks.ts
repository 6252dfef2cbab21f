import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { Chat, ClickReply, IncomingClick, Venue } from "../ports/chat.ts";
import { RefusedError } from "../ports/errors.ts";
import type { View } from "../view/view.ts";
import type { Answerer } from "./answerer.ts";
import type { Background } from "./background.ts";
import type { Claims } from "./claims.ts";
import { createTurns, type Turn } from "./turns.ts";
import { markLater } from "./working-mark.ts";

/** The platform waits three seconds, measured on its side. What is ready by now answers the click itself. */
const CLICK_WITHIN_MS = 2.2 * SECOND;
/** A person who clicks waits for the card to change, so fewer logs are read first than for a typed question. */
const READ_LOGS_MS = 0.4 * SECOND;

export interface ClickParts {
  readonly chat: Chat;
  readonly answerer: Answerer;
  readonly claims: Claims;
  readonly background: Background;
  readonly log: Logger;
}

/** Answers clicks: runs the command on the button as if the person who clicked had typed it. */
export function createClicks(parts: ClickParts): (eventId: string, click: IncomingClick) => Promise<ClickReply> {
  const { background, claims } = parts;
  const turns = createTurns();

  return async (eventId, click) => {
    const deadline = performance.now() + CLICK_WITHIN_MS;
    const { asked } = click;
    if (asked.kind !== "command") return note("warn", hints[asked.kind]);
    if (!(await claims.claim(`event:${eventId}`))) return { kind: "nothing" };
    const asker = { chatId: click.chatId, userId: click.operatorId, fromOtherTenant: click.fromOtherTenant };
    const answering = parts.answerer.answer(asked.command, asker, READ_LOGS_MS);
    const { venue } = asked;
    if (venue === "group") {
      background.run(`click ${eventId}`, answerInThread(answering, eventId, click, parts));
      return note("info", inThread);
    }
    const turn = turns.take(click.messageId);
    const milliseconds = Math.max(1, deadline - performance.now());
    const quick = await pTimeout(answering, { milliseconds, fallback: () => undefined });
    if (quick && !turn.overtaken()) return { kind: "view", view: quick, venue };
    background.run(`click ${eventId}`, changeLater({ answering, turn, eventId, click, venue }, parts));
    return note("info", working);
  };
}

/** A card that a whole group reads stays as it is: nobody's card is taken away. */
async function answerInThread(
  answering: Promise<View>,
  eventId: string,
  click: IncomingClick,
  { chat, log }: ClickParts,
): Promise<void> {
  const unmark = markLater(chat, click.messageId, log);
  await chat.reply(click, await answering, { venue: "thread", uuid: `c-${eventId}` });
  await unmark();
}

interface LateAnswer {
  readonly answering: Promise<View>;
  readonly turn: Turn;
  readonly eventId: string;
  readonly click: IncomingClick;
  readonly venue: Venue;
}

async function changeLater(late: LateAnswer, parts: ClickParts): Promise<void> {
  const { answering, turn, eventId, click } = late;
  const view = await answering;
  if (!(await turn.change(() => changeCard(view, late, parts))))
    parts.log.info({ click: eventId, message: click.messageId }, "a later click has the card");
}

/** Where the card is too old to change, a forwarded copy, or another app's, the answer is a message of its own. */
async function changeCard(view: View, { eventId, click, venue }: LateAnswer, { chat, log }: ClickParts): Promise<void> {
  try {
    await chat.update(click.messageId, view, venue);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    log.info({ err: error, message: click.messageId }, "the card cannot be changed, answered with a new one");
    await chat.reply(click, view, { venue, uuid: `c-${eventId}` });
  }
}

const hints = {
  outdated: say("This card comes from another version of me. Please ask again.", "这张卡片来自其他版本，请重新查询。"),
  incomplete: say("Please choose both days first.", "请先选择起止日期。"),
  unsupported: say("I don't know this button.", "无法识别这个按钮。"),
};
const inThread = say("I'll answer in this card's thread.", "结果会发到这张卡片的话题里。");
const working = say("Working on it. The card will update by itself.", "正在查询，卡片稍后会自动更新。");

function note(tone: "info" | "warn", text: Text): ClickReply {
  return { kind: "note", tone, text };
}
