import { say, type Text } from "../model/text.ts";
import { button } from "./framing.ts";
import type { View } from "./view.ts";

/** What was wrong with a command line, and what may have been meant. */
export interface Mistake {
  readonly message: Text;
  /** Command lines to try instead, the most likely first. */
  readonly tries: readonly string[];
}

export function mistakeView({ message, tries }: Mistake): View {
  return {
    title: say("I did not understand that", "没有看懂这条命令"),
    tone: "warn",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[message]] },
      {
        kind: "rows",
        title: say("Did you mean", "你是不是想要"),
        rows: tries.map((line) => ({ title: [{ text: `/ci ${line}`, code: true }], lines: [], command: line })),
        total: tries.length,
        empty: say("See the help for what there is.", "请查看帮助。"),
      },
      { kind: "actions", actions: [button(say("Help", "帮助"), "help")] },
    ],
    data: { error: message, tries },
  };
}

/** Something we rely on is away; said to the person who asked, without what only an operator can use. */
export function troubleView(message: Text, again: string): View {
  return {
    title: say("That did not work just now", "暂时无法查询"),
    tone: "warn",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[message]] },
      { kind: "actions", actions: [button(say("Try again", "重试"), again, true)] },
    ],
    data: { error: message },
  };
}
