import type { Moment, Period } from "./calendar.ts";

/** What a phrase names: a stretch of time, or an instant. */
export type Point = PointSort &
  ({ readonly kind: "period"; readonly period: Period } | { readonly kind: "instant"; readonly at: number });

export interface PointSort {
  /** What the phrase is counted in, where that is more than days. */
  readonly unit?: "clock" | "weekday" | "monthday" | "date" | "week" | "month" | "quarter" | "half";
  /** The phrase comes round again (`Monday`, `06-20`, `9:00`) and does not say which one is meant. */
  readonly repeats?: boolean;
}

/** Which occurrence of a phrase that comes round is meant; without either, the newest that has begun. */
export interface Anchor {
  readonly atOrAfter?: number;
  readonly atOrBefore?: number;
}

/** Reads one kind of phrase, in lower case; undefined where it is another kind. */
export type PointReader = (text: string, moment: Moment, anchor: Anchor) => Point | undefined;

export function periodPoint(period: Period | undefined, sort: PointSort = {}): Point | undefined {
  return period && { kind: "period", period, ...sort };
}

/**
 * Picks the occurrence that is meant.
 * @param turn gives the occurrence so many turns after the present one; undefined where that turn has none, such as
 * 29 February in most years
 */
export function pickTurn<Turn>(
  turn: (offset: number) => Turn | undefined,
  beginOf: (turn: Turn) => number,
  { now }: Moment,
  { atOrAfter, atOrBefore = now }: Anchor,
): Turn | undefined {
  const around = [-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4].map(turn).filter((found) => found !== undefined);
  return atOrAfter === undefined
    ? around.findLast((found) => beginOf(found) <= atOrBefore)
    : around.find((found) => beginOf(found) >= atOrAfter);
}

export function pickPeriod(
  turn: (offset: number) => Period | undefined,
  moment: Moment,
  anchor: Anchor,
): Period | undefined {
  return pickTurn(turn, ({ begin }) => begin, moment, anchor);
}
