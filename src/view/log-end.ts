import { say } from "../model/text.ts";
import type { Block } from "./view.ts";

/** How the log of a run ended that nothing explains. */
export function logEndBlock(logEnd: string | undefined): Block[] {
  if (logEnd === undefined) return [];
  const title = [{ text: say("The end of the log", "日志末尾"), strong: true }];
  return [{ kind: "excerpt", title, text: logEnd, open: true }];
}
