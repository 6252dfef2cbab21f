import { topics } from "../../model/report.ts";
import { say } from "../../model/text.ts";

/** What can be subscribed to. */
export const topicParameter = {
  name: "topic",
  required: true,
  pattern: new RegExp(`^(${topics.join("|")})$`),
  expected: say(`one of ${topics.join(", ")}`, `订阅内容，可选 ${topics.join("、")}`),
} as const;
