/** Of Jenkins' timestamper in pipelines, GitHub's runner, the timestamper in freestyle jobs, and docker build's steps. */
const STAMP =
  /^(?:#\d+ \d+\.\d+ |\[\d{4}-\d\d-\d\dT[\d:.]+Z\] ?|\d{4}-\d\d-\d\dT[\d:.]+Z |\d\d:\d\d:\d\d(?:\.\d{1,3})? {1,2})/;
const INSTANT = /^\[?(\d{4}-\d\d-\d\dT[\d:.]+Z)[\] ]/;

/** The time stamp that the line begins with; empty where it has none. */
export function stampOf(plain: string): string {
  return STAMP.exec(plain)?.[0] ?? "";
}

/** The words of a line that holds no escape sequence: without time stamp, and of a progress meter what is shown last. */
export function cleanLine(raw: string): string {
  const plain = raw.trimEnd();
  const shown = plain.slice(plain.lastIndexOf("\r") + 1);
  return shown.replace(STAMP, "");
}

export function isStamped(raw: string): boolean {
  return STAMP.test(raw);
}

/** When the line was written, milliseconds since the epoch; null where it does not say. */
export function instantOf(raw: string): number | null {
  const written = INSTANT.exec(raw)?.[1];
  const instant = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(instant) ? null : instant;
}
