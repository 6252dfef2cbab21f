import type { TrendPoint } from "../model/tally.ts";
import { DAY, HOUR, type Window } from "../model/window.ts";

/** More bars than these cannot be told apart on a phone. */
const MOST_BARS = 48;
const HOURLY_UP_TO = 2 * DAY;

export function bucketOf({ begin, end }: Window): "hour" | "day" {
  return end - begin <= HOURLY_UP_TO ? "hour" : "day";
}

/**
 * A bar for every bucket of the window, also for those in which nothing ran; neighbours are put together where there
 * would be too many.
 * @param starts the start of every bucket of the window, in order
 */
export function fillTrend(points: readonly TrendPoint[], starts: readonly number[]): TrendPoint[] {
  const found = new Map(points.map((point) => [point.at, point]));
  const bars = starts.map(
    (at) => found.get(at) ?? { at, runs: 0, success: 0, failure: 0, unstable: 0, aborted: 0, other: 0 },
  );
  const size = Math.ceil(bars.length / MOST_BARS);
  return size <= 1 ? bars : groupsOf(bars, size).map(sum);
}

/** Starts of the hours or days that a window touches. `dayStart` gives a day's midnight in the site's zone. */
export function bucketStarts(window: Window, dayStart: (at: number, days: number) => number): number[] {
  const starts: number[] = [];
  if (bucketOf(window) === "hour") {
    const midnight = dayStart(window.begin, 0);
    for (let at = window.begin - ((window.begin - midnight) % HOUR); at < window.end; at += HOUR) starts.push(at);
    return starts;
  }
  for (let at = dayStart(window.begin, 0); at < window.end; at = dayStart(at, 1)) starts.push(at);
  return starts;
}

/** Starts of as many bars as can be told apart: days, or several days each. */
export function dayBarStarts({ begin, end }: Window, dayStart: (at: number, days: number) => number): number[] {
  const starts: number[] = [];
  for (let at = dayStart(begin, 0); at < end; at = dayStart(at, 1)) starts.push(at);
  const size = Math.ceil(starts.length / MOST_BARS);
  return starts.filter((_, index) => index % size === 0);
}

function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function sum(points: readonly TrendPoint[]): TrendPoint {
  const total = (pick: (point: TrendPoint) => number) => points.reduce((all, point) => all + pick(point), 0);
  return {
    at: points[0]?.at ?? 0,
    runs: total((point) => point.runs),
    success: total((point) => point.success),
    failure: total((point) => point.failure),
    unstable: total((point) => point.unstable),
    aborted: total((point) => point.aborted),
    other: total((point) => point.other),
  };
}
