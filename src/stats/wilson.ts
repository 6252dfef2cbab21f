/** The range in which a true share lies, given `part` of `whole`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 99 %: wide, since many jobs are watched all day and each false alarm costs trust. */
const Z = 2.576;

/** Wilson's score interval, which is right for few runs and for shares near 0 and 1; null where nothing was seen. */
export function wilson(part: number, whole: number, z = Z): Interval | null {
  if (whole <= 0) return null;
  const share = part / whole;
  const shrink = 1 + z ** 2 / whole;
  const middle = (share + z ** 2 / (2 * whole)) / shrink;
  const reach = (z / shrink) * Math.sqrt((share * (1 - share)) / whole + z ** 2 / (4 * whole ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
