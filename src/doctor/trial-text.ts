import { fold, widthOf } from "../terminal/layout.ts";
import { indent, type Painter } from "../terminal/paint.ts";
import type { Trial, Tried } from "./trial.ts";

const marks = { good: "✓", warn: "!", bad: "✗", off: "–" } as const;
const tones = { good: "good", warn: "warn", bad: "bad", off: "neutral" } as const;
const GAP = "  ";

/** Renders a trial: a mark, the title, the result and what was tried; below it, how to fix it. */
export function createTrialText(
  trials: readonly Trial[],
  { colors, text, tone }: Painter,
  width: number | undefined,
): (tried: Tried) => string {
  // Trials are printed one by one, but their columns line up.
  const titleWidth = Math.max(...trials.map(({ title }) => widthOf(text(title))));
  const column = GAP.length + titleWidth + GAP.length;
  const room = width === undefined ? undefined : width - column;
  return ({ title, state, tried, result, mend = [] }) => {
    const said = state === "off" ? colors.dim(text(result)) : tone(tones[state], text(result));
    const about = tried === undefined ? [] : [colors.dim(text(tried))];
    const first = [said, ...about].join(GAP);
    const lines = room !== undefined && widthOf(first) > room ? [said, ...about] : [first];
    const cures = mend.map((each) => `→ ${text(each)}`);
    const body = indent(fold([...lines, ...cures].join("\n"), room), column).trimStart();
    const head = text(title) + " ".repeat(titleWidth - widthOf(text(title)));
    return `${tone(tones[state], marks[state])} ${head}${GAP}${body}\n`;
  };
}
