/** A half-open span of time, `[begin, end)`: a run on the hour is in one hour only. */
export interface Window {
  /** Milliseconds since the epoch, included. */
  readonly begin: number;
  /** Milliseconds since the epoch, left out. */
  readonly end: number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
