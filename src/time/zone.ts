import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(timezone);

const NAIVE = "YYYY-MM-DD HH:mm:ss";

/** A point in time as seen on a wall clock of `zone`. */
export function inZone(at: number, zone: string): Dayjs {
  return dayjs(at).tz(zone);
}

/** How `ci_data.time` holds a point in time: `YYYY-MM-DD HH:mm:ss`, without a zone. */
export function toNaive(at: number, zone: string): string {
  return inZone(at, zone).format(NAIVE);
}

/** The point in time that a wall clock of `zone` shows as `naive`. */
export function fromNaive(naive: string, zone: string): number {
  return dayjs.tz(naive, zone).valueOf();
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
