import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import { LRUCache } from "lru-cache";
import { HOUR, MINUTE, SECOND } from "../model/window.ts";

dayjs.extend(utc);
dayjs.extend(timezone);

const NAIVE = "YYYY-MM-DD HH:mm:ss";

/** A point in time as seen on a wall clock of `zone`. */
export function inZone(at: number, zone: string): Dayjs {
  return dayjs.utc(at).utcOffset(offsetMinutes(at, zone));
}

/** How `ci_data.time` holds a point in time: `YYYY-MM-DD HH:mm:ss`, without a zone. */
export function toNaive(at: number, zone: string): string {
  return inZone(at, zone).format(NAIVE);
}

/** The point in time that a wall clock of `zone` shows as `naive`. */
export function fromNaive(naive: string, zone: string): number {
  const [, hour, minutes, seconds] = /^(\d{4}-\d{2}-\d{2} \d{2}):([0-5]\d):([0-5]\d)$/.exec(naive) ?? [];
  const start = hour && plainHour(hour, zone);
  if (typeof start === "number") return start + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return dayjs.tz(naive, zone).valueOf();
}

/** Looking up a zone takes 100 us and more, and lists have a million times: neighbours share one look. */
const KEPT = 100_000;
const QUARTER = 15 * MINUTE;
const offsets = new LRUCache<string, number>({ max: KEPT });
const hours = new LRUCache<string, number | "uneven">({ max: KEPT });

/** Clocks are changed at full quarters of an hour only. */
function offsetMinutes(at: number, zone: string): number {
  const key = `${Math.floor(at / QUARTER)} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const found = dayjs(at).tz(zone).utcOffset();
  offsets.set(key, found);
  return found;
}

/** When an hour of the wall clock begins; "uneven" where it is no plain hour from its first second to its last. */
function plainHour(hour: string, zone: string): number | "uneven" {
  const key = `${hour} ${zone}`;
  const known = hours.get(key);
  if (known !== undefined) return known;
  const [start, last] = ["00:00", "59:59"].map((rest) => dayjs.tz(`${hour}:${rest}`, zone).valueOf());
  const found = start !== undefined && last === start + HOUR - SECOND ? start : "uneven";
  hours.set(key, found);
  return found;
}

/** Midnight of the day that is `days` after the day of `at`; whole days, also over a change of the clocks. */
export function startOfDay(at: number, zone: string, days = 0): number {
  // Counted on the calendar: `.tz().add(1, "day")` is an hour off over a change of the clocks.
  const date = dayjs.utc(inZone(at, zone).format("YYYY-MM-DD")).add(days, "day").format("YYYY-MM-DD");
  return fromNaive(`${date} 00:00:00`, zone);
}

/** ISO 8601 with the zone's offset, as every JSON answer has it. */
export function toIso(at: number, zone: string): string {
  return inZone(at, zone).format("YYYY-MM-DDTHH:mm:ssZ");
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
