import type { ChatState, QuietHours, Subscription } from "../model/subscription.ts";
import { inZone } from "../time/zone.ts";

/** Whether a chat is not to be disturbed at `now`: it is muted, or these are its quiet hours. */
export function isQuiet(
  wish: Subscription | undefined,
  chat: ChatState | undefined,
  now: number,
  zone: string,
): boolean {
  if (chat?.mutedUntil != null && chat.mutedUntil > now) return true;
  return wish?.quiet != null && within(wish.quiet, inZone(now, wish.zone ?? zone).format("HH:mm"));
}

/** `22:00-08:00` goes over midnight. */
function within({ from, to }: QuietHours, clock: string): boolean {
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}
