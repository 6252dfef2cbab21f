import type { Text } from "../model/text.ts";

/** Something is reached but does not work as it should; the text says what is wrong and what helps. */
export class HealthFault extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en_us);
    this.name = "HealthFault";
    this.text = text;
  }
}
