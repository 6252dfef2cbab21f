import type { Logger } from "pino";
import { SECOND } from "../model/window.ts";
import type { Chat } from "../ports/chat.ts";

/** A mark costs two calls of the platform's quota, so questions that are answered within a second get none. */
const MARK_AFTER_MS = 1.2 * SECOND;

/** Marks a message whose answer takes a while. Returns a function that removes the mark. A mark that fails does no harm. */
export function markLater(chat: Chat, messageId: string, log: Logger): () => Promise<void> {
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
