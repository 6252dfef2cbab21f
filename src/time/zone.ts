import dayjs, { type Dayjs } from "dayjs";
import utc from "dayjs/plugin/utc.js";
import { LRUCache } from "lru-cache";
import { DAY, HOUR, MINUTE, SECOND } from "../model/window.ts";

dayjs.extend(utc);

const NAIVE = "YYYY-MM-DD HH:mm:ss";

/** A point in time as seen on a wall clock of `zone`. */
export function inZone(at: number, zone: string): Dayjs {
  return dayjs.utc(at).utcOffset(offsetMinutes(at, zone));
}

/** How `ci_data.time` holds a point in time: `YYYY-MM-DD HH:mm:ss`, without a zone. */
export function toNaive(at: number, zone: string): string {
  return inZone(at, zone).format(NAIVE);
}

/**
 * The point in time that a wall clock of `zone` shows as `naive`. Of an hour that comes twice it is the first; one that
 * is skipped is read as if the clocks had not been changed yet. NaN where `naive` is no such time.
 */
export function fromNaive(naive: string, zone: string): number {
  const [, hour, minutes, seconds] = /^(\d{4}-\d{2}-\d{2} \d{2}):([0-5]\d):([0-5]\d)$/.exec(naive) ?? [];
  const start = hour && plainHour(hour, zone);
  if (typeof start === "number") return start + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return fromWall(naive, zone);
}

/** Two looks at the offset are enough: clocks are never changed twice in two days. */
function fromWall(naive: string, zone: string): number {
  const wall = dayjs.utc(naive).valueOf();
  if (Number.isNaN(wall)) return Number.NaN;
  const instants = [wall - DAY, wall + DAY].map((near) => wall - offsetMinutes(near, zone) * MINUTE);
  const [first = Number.NaN] = instants;
  return instants.find((at) => at + offsetMinutes(at, zone) * MINUTE === wall) ?? first;
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
  const found = readOffset(at, zone);
  offsets.set(key, found);
  return found;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Asked of Intl and not of dayjs, whose answer depends on the zone of the process. */
function readOffset(at: number, zone: string): number {
  const formatter =
    formatters.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formatters.set(zone, formatter);
  const name = formatter.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hoursOff = "0", minutesOff = "0"] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hoursOff) * 60 + Number(minutesOff));
}

/** When an hour of the wall clock begins; "uneven" where it is no plain hour from its first second to its last. */
function plainHour(hour: string, zone: string): number | "uneven" {
  const key = `${hour} ${zone}`;
  const known = hours.get(key);
  if (known !== undefined) return known;
  const [start, last] = ["00:00", "59:59"].map((rest) => fromWall(`${hour}:${rest}`, zone));
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
