import pTimeout from "p-timeout";
import type { Logger } from "pino";
import { parseActionValue } from "../../cards/action-value.ts";
import { inLocale, type Locale, say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { CardMessage, Chat, IncomingClick } from "../ports/chat.ts";
import { RefusedError } from "../ports/errors.ts";
import type { Answerer } from "./answerer.ts";
import type { Background } from "./background.ts";
import type { Claims } from "./claims.ts";
import { createTurns, type Turn } from "./turns.ts";
import { markLater } from "./working-mark.ts";

/** The platform gives up after three seconds, on its side of the network; what is ready by then is the answer itself. */
const CLICK_WITHIN_MS = 2.2 * SECOND;
/** Who clicks waits with a finger in the air: fewer logs are read first than for a question that was typed. */
const PATIENCE_MS = 0.4 * SECOND;

export interface ClickParts {
  readonly chat: Chat;
  readonly answerer: Answerer;
  readonly claims: Claims;
  readonly background: Background;
  readonly locale: Locale;
  readonly log: Logger;
}

/** What a click leads to: the command on the button, run as if its line had been typed by the one who clicked. */
export function createClicks(parts: ClickParts): (eventId: string, click: IncomingClick) => Promise<object> {
  const { background, claims, locale } = parts;
  const turns = createTurns();

  return async (eventId, click) => {
    const deadline = performance.now() + CLICK_WITHIN_MS;
    const parsed = parseActionValue(click.value, click);
    if (parsed.kind !== "command") return toast("warning", hints[parsed.kind], locale);
    if (!(await claims.claim(`event:${eventId}`))) return {};
    const asker = { chatId: click.chatId, userId: click.operatorId };
    const answering = parts.answerer.answer(parsed.command, "own", asker, PATIENCE_MS);
    if (!parsed.inPlace) {
      background.run(`click ${eventId}`, answerInThread(answering, eventId, click, parts));
      return toast("info", inThread, locale);
    }
    const turn = turns.take(click.messageId);
    const milliseconds = Math.max(1, deadline - performance.now());
    const quick = await pTimeout(answering, { milliseconds, fallback: () => undefined });
    if (quick && !turn.overtaken()) return { card: { type: "raw", data: quick.card } };
    background.run(`click ${eventId}`, changeLater(answering, turn, eventId, click, parts));
    return toast("info", working, locale);
  };
}

/** The card of a whole group stays as it is: nobody's card is taken away. */
async function answerInThread(
  answering: Promise<CardMessage>,
  eventId: string,
  click: IncomingClick,
  { chat, log }: ClickParts,
): Promise<void> {
  const unmark = markLater(chat, click.messageId, log);
  await chat.reply(click, await answering, { inThread: true, uuid: `c-${eventId}` });
  await unmark();
}

async function changeLater(
  answering: Promise<CardMessage>,
  turn: Turn,
  eventId: string,
  click: IncomingClick,
  parts: ClickParts,
): Promise<void> {
  const card = await answering;
  if (!(await turn.change(() => changeCard(card, eventId, click, parts))))
    parts.log.info({ click: eventId, message: click.messageId }, "a later click has the card");
}

/** A card too old to change, a forwarded copy, or one of another app: the answer comes as a message of its own. */
async function changeCard(
  card: CardMessage,
  eventId: string,
  click: IncomingClick,
  { chat, log }: ClickParts,
): Promise<void> {
  try {
    await chat.update(click.messageId, card);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    log.info({ err: error, message: click.messageId }, "the card cannot be changed, answered anew");
    await chat.reply(click, card, { inThread: false, uuid: `c-${eventId}` });
  }
}

const hints = {
  outdated: say(
    "This card is from another version of me. Ask again for a fresh one.",
    "这张卡片来自其他版本，请重新查询。",
  ),
  incomplete: say("Choose both days first.", "请先选择起止日期。"),
  unsupported: say("I do not know this button.", "无法识别这个按钮。"),
};
const inThread = say("The answer comes in this card's thread.", "结果会发送到这张卡片的话题中。");
const working = say("Working on it; the card will change by itself.", "正在查询，卡片稍后会自动更新。");

function toast(type: "info" | "warning", text: Text, locale: Locale): object {
  return { toast: { type, content: inLocale(text, locale), i18n: text } };
}
