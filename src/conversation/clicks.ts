import pTimeout from "p-timeout";
import { say, type Text } from "../model/text.ts";
import { SECOND } from "../model/window.ts";
import type { ClickReply, IncomingClick } from "../ports/chat.ts";
import { signals } from "../ports/signals.ts";
import { clickKey } from "../ports/trace.ts";
import type { Door } from "./admission.ts";
import type { Answer } from "./answerer.ts";
import type { Background } from "./background.ts";
import type { TakenQuestion } from "./inbox.ts";
import { logAnswered, type Replies, type ReplyParts } from "./replies.ts";
import { createTurns } from "./turns.ts";

/** The platform waits three seconds, measured on its side. An answer that is ready by now is the reply to the click. */
const CLICK_WITHIN_MS = 2.2 * SECOND;
/** A person who clicks waits for the card to change, so fewer logs are read first than for a typed question. */
const READ_LOGS_MS = 0.4 * SECOND;

interface ClickParts extends ReplyParts {
  readonly background: Background;
  readonly door: Door;
  readonly replies: Replies;
}

/** Answers clicks: runs the command on the button as if the person who clicked had typed it. */
export function createClicks(parts: ClickParts): (eventId: string, click: IncomingClick) => Promise<ClickReply> {
  const { answerer, replies, background, clock, door, inbox, log } = parts;
  const turns = createTurns();

  /** The answer itself if it is ready in time; otherwise a note, and the answer comes later. */
  async function answer(
    key: string,
    question: TakenQuestion,
    deadline: number,
    leave: () => void,
  ): Promise<ClickReply> {
    const coming = answerer.answer(question.line, question.asker, READ_LOGS_MS);
    if (!question.changesCard) {
      background.run(key, replies.answer(key, question, coming).finally(leave));
      return note("info", inThread);
    }
    const turn = turns.take(question.to.messageId);
    const milliseconds = Math.max(1, deadline - performance.now());
    const quick = await pTimeout(coming, { milliseconds, fallback: () => undefined });
    if (quick && !turn.overtaken()) {
      logAnswered(log, question, quick, clock.now());
      background.run(key, inbox.done(key).finally(leave));
      return { kind: "view", view: quick.view, venue: question.venue };
    }
    background.run(key, changeLater(coming).finally(leave));
    return note("info", working);

    async function changeLater(answer: Promise<Answer>): Promise<void> {
      await answer;
      if (await turn.change(() => replies.answer(key, question, answer))) return;
      log.info({ click: key, message: question.to.messageId }, "a later click has the card");
      await inbox.done(key);
    }
  }

  return async (eventId, click) => {
    const deadline = performance.now() + CLICK_WITHIN_MS;
    const { asked, messageId, chatId, operatorId: userId, fromOtherTenant } = click;
    if (asked.kind !== "command") return note("warn", hints[asked.kind]);
    const asker = { chatId, userId, fromOtherTenant };
    const admission = door.admit(asker);
    if (admission.kind === "turned_away") {
      signals.question.send({ kind: "click", result: "turned_away" });
      return note("warn", admission.why);
    }
    const key = clickKey(eventId);
    // A card that a whole group reads stays as it is.
    const changesCard = asked.venue !== "group";
    const question: TakenQuestion = {
      line: asked.command,
      asker,
      to: { messageId, chatId },
      venue: changesCard ? asked.venue : "thread",
      changesCard,
      uuid: `c-${eventId}`,
      askedAtMs: clock.now(),
    };
    const isOurs = await inbox.take(key, question);
    signals.question.send({ kind: "click", result: isOurs ? "taken" : "repeated" });
    if (isOurs) return answer(key, question, deadline, admission.leave);
    admission.leave();
    return { kind: "nothing" };
  };
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
