import type { Logger } from "pino";
import { say } from "../model/text.ts";
import { MINUTE, SECOND } from "../model/window.ts";
import type { Chat } from "../ports/chat.ts";
import type { Clock } from "../ports/clock.ts";
import { RefusedError } from "../ports/errors.ts";
import type { View } from "../view/view.ts";
import type { Answer, Answerer } from "./answerer.ts";
import type { AbandonedQuestion, Inbox, TakenQuestion } from "./inbox.ts";

/** The platform drops a second answer with the same uuid for an hour. After this time it might show both. */
const UUID_SAFE_MS = 50 * MINUTE;
/** A mark costs two calls of the platform's quota, so questions that are answered within a second get none. */
const MARK_AFTER_MS = 1.2 * SECOND;

export interface ReplyParts {
  readonly chat: Chat;
  readonly answerer: Answerer;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Answers the questions that were acknowledged to the platform. */
export interface Replies {
  /** Sends the answer once it is ready, and records that the question is done. */
  answer(key: string, question: TakenQuestion, coming?: Promise<Answer>): Promise<void>;
  /** Answers a question that another process left behind, or says that it may have been answered. */
  answerAbandoned(abandoned: AbandonedQuestion): Promise<void>;
}

export function createReplies(parts: ReplyParts): Replies {
  const { answerer, clock, log, inbox } = parts;

  async function answer(key: string, question: TakenQuestion, coming?: Promise<Answer>): Promise<void> {
    const { line, asker, to } = question;
    const unmark = question.changesCard ? async () => {} : markLater(to.messageId, parts);
    const answer = await (coming ?? answerer.answer(line, asker));
    try {
      await deliver(question, answer.view, parts);
    } catch (error) {
      // A final refusal would only be repeated. After any other fault the lease runs out, and another process tries.
      if (error instanceof RefusedError && (error.kind === "gone" || error.kind === "no")) await inbox.done(key);
      throw error;
    }
    await inbox.done(key);
    logAnswered(log, question, answer, clock.now());
    await unmark();
  }

  return {
    answer,
    async answerAbandoned({ key, question }) {
      log.warn({ chat: question.asker.chatId }, "answering what another process left behind");
      if (clock.now() - question.askedAtMs <= UUID_SAFE_MS) return answer(key, question);
      await inbox.done(key);
      const { to, venue, uuid } = question;
      await parts.chat.reply(to, uncertainView(question.line), { venue, uuid: `u-${uuid}` });
    },
  };
}

/** The one line of an event. Not what was typed: people type names and secrets. */
export function logAnswered(log: Logger, question: TakenQuestion, { command, result }: Answer, now: number): void {
  const { asker, changesCard, askedAtMs } = question;
  const { chatId: chat, userId: user } = asker;
  const how = changesCard ? "changed the card" : "replied";
  log.info({ command, result, chat, user, how, ms: now - askedAtMs }, "answered");
}

/** If a card is too old to change, a forwarded copy, or another app's, the answer is a separate message. */
async function deliver(question: TakenQuestion, view: View, { chat, log }: ReplyParts): Promise<void> {
  const { to, venue, uuid, changesCard } = question;
  if (changesCard) {
    try {
      return await chat.update(to.messageId, view, venue);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      log.info({ err: error, message: to.messageId }, "the card cannot be changed, answered with a new one");
    }
  }
  await chat.reply(to, view, { venue, uuid });
}

/** Marks a message whose answer takes a while. Returns a function that removes the mark. Faults are harmless. */
function markLater(messageId: string, { chat, log }: ReplyParts): () => Promise<void> {
  let marking: Promise<() => Promise<void>> | undefined;
  const timer = setTimeout(() => {
    marking = chat.markWorking(messageId);
    marking.catch((fault: unknown) => log.debug({ err: fault }, "no mark"));
  }, MARK_AFTER_MS);
  return async () => {
    clearTimeout(timer);
    await marking?.then((unmark) => unmark()).catch((fault: unknown) => log.debug({ err: fault }, "the mark stays"));
  };
}

function uncertainView(line: string): View {
  return {
    title: say("I may not have answered this", "这个问题我可能没有回复"),
    tone: "warn",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: [
          [
            say(
              "I was stopped while answering, and it is too long ago to tell whether the answer arrived.",
              "我在回复时被中断，时间太久，无法确认回复是否送达。",
            ),
          ],
        ],
      },
      {
        kind: "actions",
        actions: [{ kind: "command", label: say("Ask again", "重新查询"), command: line, primary: true }],
      },
    ],
    data: { error: "uncertain", line },
  };
}
