import type { Logger } from "pino";
import { SECOND } from "../model/window.ts";
import type { Chat } from "../ports/chat.ts";

/** An answer that takes longer than this is announced by a mark on the question. */
const MARK_AFTER_MS = 0.8 * SECOND;

/** Puts a mark on a message if its answer takes a moment; gives what takes it away. A mark that fails is no matter. */
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
