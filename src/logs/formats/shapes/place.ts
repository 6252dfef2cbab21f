import type { Cursor, LogLine } from "../../cursor.ts";
import { type Place, placeIn as placeOf } from "../../excerpt.ts";

const FILE = String.raw`(?:[A-Za-z]:)?[\w./\\@+~$-]*[\w-]\.\w{1,12}|(?:[\w./-]*/)?(?:Dockerfile|Containerfile|Makefile|Jenkinsfile|Vagrantfile)[\w.-]*`;

/** The ways in which tools write a place next to a message. */
const PLACES: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|[\s(>"'\x60│|[])(?:file://)?(${FILE}):(\d+)(?::\d+)?`),
  new RegExp(String.raw`(?:^|\s)(${FILE}) (\d+):\d+`),
  new RegExp(String.raw`(?:^|[\s>])(${FILE}):?[ ]?\((\d+), ?\d+\)`),
  /[Ff]ile ['"]([^'"]+)['"],? line:? ?(\d+)/,
  /\b(?:on|in|at) (\S+\.\w+)[, ]+(?:on )?line (\d+)/,
];

/** The first place in the lines. */
export function placeIn(lines: readonly LogLine[]): Place | undefined {
  for (const line of lines) {
    const place = PLACES.map((pattern) => placeOf([line], pattern)).find((found) => found !== undefined);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The place that stands nearest after the line, or before it. */
export function placeNear(at: Cursor, before: number, after: number): Place | undefined {
  return placeIn([...at.after(after), ...at.before(before).toReversed()]);
}
