import { type Abort, type AbortCounts, type AbortReason, abortReasons } from "../model/abort.ts";
import { say, type Text } from "../model/text.ts";
import type { Line } from "./view.ts";
import { count } from "./wording.ts";

const reasonNames: { readonly [R in AbortReason]: Text } = {
  superseded: say("replaced by a newer build", "被新构建取代"),
  person: say("stopped by a person", "人工中止"),
  timeout: say("timed out", "超时"),
  agentLost: say("lost the agent", "构建节点丢失"),
  unknown: say("reason unknown", "原因不明"),
};

/** Why runs were aborted, in one line, most frequent reason first; no line where none was. */
export function abortsLine(aborts: AbortCounts): Line[] {
  const known = abortReasons.filter((reason) => aborts[reason] > 0).sort((one, other) => aborts[other] - aborts[one]);
  if (known.length === 0) return [];
  const each = known.flatMap((reason) => [" · ", reasonNames[reason], ` ${count(aborts[reason])}`]);
  return [[{ text: say("Why runs were aborted", "中止原因"), strong: true }, ...each]];
}

/** Why one run was aborted: `timed out after 60 minutes`. */
export function abortText({ reason, detail }: Abort): Text {
  if (detail === null || reason === "unknown") return reasonNames[reason];
  switch (reason) {
    case "superseded":
      return say(`replaced by ${detail}`, `被 ${detail} 取代`);
    case "person":
      return say(`stopped by ${detail}`, `由 ${detail} 中止`);
    case "timeout":
      return say(`timed out after ${detail}`, `超时（${detail}）`);
    case "agentLost":
      return say(`lost the agent (${detail})`, `构建节点丢失（${detail}）`);
  }
}
