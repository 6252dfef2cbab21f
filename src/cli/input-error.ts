import type { Text } from "../model/text.ts";

/** What was typed cannot be done: said in a line or two, without a stack. */
export class InputError extends Error {
  readonly said: Text;
  /** Whether something else should have been typed, as against what is wrong with a file. */
  readonly isUsage: boolean;
  constructor(said: Text, { isUsage = true, cause }: { isUsage?: boolean; cause?: unknown } = {}) {
    super(said.en_us, { cause });
    this.name = "InputError";
    this.said = said;
    this.isUsage = isUsage;
  }
}
