import { say, type Text } from "../model/text.ts";
import { button } from "./framing.ts";
import type { View } from "./view.ts";

/** What is wrong with a command line, and what it may have meant. */
export interface Mistake {
  readonly message: Text;
  /** Command lines to try instead, most likely first. */
  readonly tries: readonly string[];
}

export function mistakeView({ message, tries }: Mistake): View {
  return {
    title: say("I don't understand that", "没有看懂这条命令"),
    tone: "warn",
    trail: [],
    blocks: [
      { kind: "lines", lines: [[message]] },
      {
        kind: "rows",
        title: say("Did you mean", "你是不是想要"),
        rows: tries.map((line) => ({ title: [{ text: `/ci ${line}`, code: true }], lines: [], command: line })),
        total: tries.length,
        empty: say("See the help for all commands.", "请查看帮助了解所有命令。"),
      },
      { kind: "actions", actions: [button(say("Help", "帮助"), "help")] },
    ],
    data: { error: message, tries },
  };
}

/** Tells the person who asked that a dependency is unavailable; operators find the details in the log. */
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
