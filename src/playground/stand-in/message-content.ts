import { type CardRules, checkCardContent, parseObject } from "./card-check.ts";
import { badParameter, tooLong } from "./fault.ts";

const TEXT_BYTES = 150 * 1024;
const POST_BYTES = 30 * 1024;

/** Validates the content of a message. @throws the fault that Feishu would answer with */
export function checkContent(type: unknown, content: unknown, rules: CardRules): string {
  if (typeof content !== "string") throw badParameter("content must be a string");
  switch (type) {
    case "interactive":
      checkCardContent(content, rules);
      return content;
    case "text":
      return checkText(content);
    case "post":
      parseObject(content);
      if (Buffer.byteLength(content) > POST_BYTES) throw tooLong();
      return content;
    default:
      throw badParameter(`msg_type ${String(type)} is not supported`);
  }
}

function checkText(content: string): string {
  if (Buffer.byteLength(content) > TEXT_BYTES) throw tooLong();
  const { text } = parseObject(content);
  if (typeof text !== "string" || text === "") throw badParameter("text must not be empty");
  return content;
}
