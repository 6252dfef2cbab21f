import { rangeFault } from "../commands/kit/read-line.ts";
import { say, type Text } from "../model/text.ts";
import { type Range, readRange } from "../time/range.ts";
import { join } from "../view/wording.ts";

/** What was typed cannot be done; printed in a line or two, without a stack. */
export class InputError extends Error {
  readonly said: Text;
  /** True where something else should have been typed, false where a file or a right is the trouble. */
  readonly isUsage: boolean;
  constructor(said: Text, { isUsage = true, cause }: { isUsage?: boolean; cause?: unknown } = {}) {
    super(said.en_us, { cause });
    this.name = "InputError";
    this.said = said;
    this.isUsage = isUsage;
  }
}

const examples = "yesterday, 7d, 2021-06-20, 2021-06-19..2021-06-21";

/** Reads the range typed after an operation. @throws InputError */
export function readGivenRange(words: string, now: number, zone: string): Range {
  const answer = readRange(words, now, zone);
  if (answer.kind === "range") return answer.range;
  throw new InputError(join([rangeFault(answer), say(`Examples: ${examples}`, `可用的写法如：${examples}`)], "\n"));
}
