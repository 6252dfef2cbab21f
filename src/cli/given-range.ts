import { rangeFault } from "../commands/kit/read-line.ts";
import { say } from "../model/text.ts";
import { type Range, readRange } from "../time/range.ts";
import { join } from "../view/wording.ts";
import { InputError } from "./input-error.ts";

const examples = "yesterday, 7d, 2021-06-20, 2021-06-19..2021-06-21";

/** A range as typed after an operation. @throws InputError */
export function readGivenRange(words: string, now: number, zone: string): Range {
  const answer = readRange(words, now, zone);
  if (answer.kind === "range") return answer.range;
  const tries = say(`Try one like these: ${examples}`, `可用的写法如：${examples}`);
  throw new InputError(join([rangeFault(answer), tries], "\n"));
}
