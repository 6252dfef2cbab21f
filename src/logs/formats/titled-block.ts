import type { Cursor, LogLine } from "../cursor.ts";
import { trimBlank, until } from "../excerpt.ts";
import { type Finding, finding } from "../finding.ts";
import type { Format, ReadTool } from "../format.ts";
import { PATH_AND_LINE, userFrame } from "../user-frame.ts";

/** How a test framework writes a failed case: a line with its name, and lines that say why. */
export interface TitledBlock {
  readonly name: string;
  readonly reads: readonly ReadTool[];
  readonly marks: readonly string[];
  /** The marks are of lines below the titles: of what follows each, or of the run's last line. */
  readonly isMarkedBelow?: boolean;
  /** Groups: `name`, or `below` where the name is all of the next line; of choice `suite`, `file` and `line`. */
  readonly title: RegExp;
  /** The first line that does not belong to the block. */
  readonly stop: RegExp;
  /** Between suite and name. */
  readonly join?: string;
  /** The reason stands above the title. */
  readonly isAbove?: boolean;
  /** Of the line above the title: the case did not fail. */
  readonly excused?: RegExp;
  /** What the block must hold, or the title is not a failure's. */
  readonly needs?: RegExp;
  /** Groups `file` and `line`. */
  readonly frame?: RegExp;
}

const LINES = 60;
const SHOWN_LINES = 40;
const LOOK_BACK_LINES = 1500;

/** One reader for the frameworks that write a title and a block of details. */
export function titledBlock(shape: TitledBlock): Format {
  return {
    name: shape.name,
    reads: shape.reads,
    marks: shape.marks,
    open(notes) {
      /** Where the last title stands that was read. */
      let last = 0;

      function read(at: Cursor): void {
        const groups = shape.title.exec(at.text)?.groups;
        if (groups === undefined || at.number <= last) return;
        last = at.number;
        notes.addCase(() => caseAt(at, groups, shape));
      }

      return {
        read(at) {
          if (shape.isMarkedBelow === true) for (const title of above(at, shape.title)) read(title);
          else read(at);
        },
      };
    },
  };
}

/** The titles above, as they would be read themselves. */
function above(at: Cursor, title: RegExp): Cursor[] {
  const lines = at.before(LOOK_BACK_LINES);
  const titles = [...lines.keys()].filter((index) => title.test(lines[index]?.text ?? ""));
  if (titles.length === 0) return [];
  const all = [...lines, at, ...at.after(LINES)];
  return titles.map((index) => {
    const following = (count: number): LogLine[] => all.slice(index + 1, index + 1 + count);
    const before = (count: number): LogLine[] => lines.slice(Math.max(0, index - count), index);
    return { ...at, ...(all[index] ?? at), after: following, afterAnywhere: following, before };
  });
}

function caseAt(at: Cursor, groups: Readonly<Record<string, string | undefined>>, shape: TitledBlock): Finding | null {
  const details = shape.isAbove === true ? leadingTo(at, shape.stop) : trimBlank(until(at.after(LINES), shape.stop));
  if (shape.excused?.test(at.before(1)[0]?.text ?? "") === true) return null;
  if (shape.needs !== undefined && !details.some(({ text }) => shape.needs?.test(text))) return null;
  const own = groups.name ?? details[0]?.text.trim() ?? "";
  if (own === "") return null;
  const name = groups.suite === undefined ? own : `${groups.suite}${shape.join ?? "."}${own}`;
  const excerpt =
    shape.isAbove === true ? [...details.slice(-SHOWN_LINES), at] : [at, ...details.slice(0, SHOWN_LINES)];
  const titled = groups.line === undefined ? undefined : { file: groups.file ?? null, line: Number(groups.line) };
  const place = userFrame(details, shape.frame ?? PATH_AND_LINE) ?? titled;
  return finding(at, excerpt, { rule: shape.name, cause: "case", name, file: groups.file ?? null, ...place });
}

function leadingTo(at: Cursor, stop: RegExp): LogLine[] {
  const lines = at.before(LINES);
  return trimBlank(lines.slice(lines.findLastIndex(({ text }) => stop.test(text)) + 1));
}
