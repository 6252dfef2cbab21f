import { AsyncLocalStorage } from "node:async_hooks";

const ids = new AsyncLocalStorage<string>();

/** The id of a message that came in. The platform says to recognise repeats by message, not by event. */
export function messageKey(messageId: string): string {
  return `message:${messageId}`;
}

/** The id of a click. */
export function clickKey(eventId: string): string {
  return `event:${eventId}`;
}

/** Runs `work`. Every line that it logs, also after it has returned, carries this id. */
export function traced<Answer>(id: string, work: () => Answer): Answer {
  return ids.run(id, work);
}

/** The id of the event that is being handled; undefined for chores. */
export function traceId(): string | undefined {
  return ids.getStore();
}
