import { fromNaive, inZone } from "./zone.ts";

/** When people are at work, on a wall clock: `from` included, `to` not. */
export interface WorkingHours {
  /** 0 is Sunday. */
  readonly days: readonly number[];
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
}

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const clock = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const pattern = new RegExp(`^(?:([a-z]{3})(?:-([a-z]{3}))? )?(${clock})-(${clock}|24:00)$`, "i");

/** Reads `10:00-19:00`, of every day, or `Mon-Fri 10:00-19:00`; undefined for anything else. */
export function readWorkingHours(text: string): WorkingHours | undefined {
  const [, first, last = first, from = "", to = ""] = pattern.exec(text) ?? [];
  if (from >= to) return undefined;
  if (first === undefined || last === undefined) return { days: [0, 1, 2, 3, 4, 5, 6], from, to };
  const [begin, end] = [first, last].map((day) => weekdays.indexOf(day.toLowerCase()));
  if (begin === undefined || end === undefined || begin < 0 || end < 0) return undefined;
  const days = weekdays.map((_, index) => (begin + index) % 7).slice(0, ((end - begin + 7) % 7) + 1);
  return { days, from, to };
}

/** Since when people are at work that day, epoch milliseconds; null where they are not. */
export function atWorkSince(at: number, { days, from, to }: WorkingHours, zone: string): number | null {
  const wall = inZone(at, zone);
  const time = wall.format("HH:mm");
  if (!days.includes(wall.day()) || time < from || time >= to) return null;
  return fromNaive(`${wall.format("YYYY-MM-DD")} ${from}:00`, zone);
}
