import { say, type Text } from "../../model/text.ts";
import { commandLine } from "../../view/command-line.ts";
import { button } from "../../view/framing.ts";
import type { Block, View } from "../../view/view.ts";

/** What help shows about a command. */
export interface CommandHelp {
  readonly name: string;
  readonly usage: string;
  readonly summary: Text;
  readonly aliases: readonly string[];
  readonly examples: readonly string[];
  readonly ranged: boolean;
  /** Options that it shares with others, `--repo tidb`. */
  readonly filters: readonly string[];
  /** Options of its own. */
  readonly options: readonly { readonly usage: string; readonly summary: Text }[];
  readonly buttons: readonly { readonly label: Text; readonly line: string }[];
}

export function helpView(
  commands: readonly CommandHelp[],
  ranges: readonly string[],
  filters: readonly string[],
): View {
  return {
    title: say("What I can tell you about CI", "我能告诉你的 CI 情况"),
    tone: "info",
    trail: [],
    blocks: [
      {
        kind: "lines",
        lines: [
          [
            say(
              "Type a command after /ci, or tap one. In a private chat you can leave out /ci.",
              "在 /ci 后输入命令，或直接点击。私聊时可省略 /ci。",
            ),
          ],
        ],
      },
      {
        kind: "rows",
        title: say("Commands", "命令"),
        rows: commands.map((command) => ({
          title: [{ text: `/ci ${command.usage}`, code: true }],
          lines: [[command.summary]],
          command: commandLine(["help", command.name]),
        })),
        total: commands.length,
        empty: say("None", "无"),
      },
      rangesBlock(ranges),
      ...filtersBlocks(filters),
      {
        kind: "actions",
        actions: commands
          .flatMap(({ buttons }) => buttons)
          .map(({ label, line }, index) => button(label, line, index === 0)),
      },
    ],
    data: { commands: commands.map(helpData) },
  };
}

export function commandHelpView(command: CommandHelp, ranges: readonly string[]): View {
  return {
    title: say(`/ci ${command.name}: ${command.summary.en_us}`, `/ci ${command.name}：${command.summary.zh_cn}`),
    tone: "info",
    trail: [button(say("Help", "帮助"), "help")],
    blocks: [
      { kind: "lines", lines: [[{ text: `/ci ${command.usage}`, code: true }]] },
      ...(command.aliases.length > 0
        ? [{ kind: "lines" as const, lines: [[say("Also: ", "也可以写作："), command.aliases.join(", ")]] }]
        : []),
      {
        kind: "rows",
        title: say("Examples (tap to run)", "示例（点击运行）"),
        rows: command.examples.map((example) => ({
          title: [{ text: `/ci ${example}`, code: true }],
          lines: [],
          command: example,
        })),
        total: command.examples.length,
        empty: say("None", "无"),
      },
      ...optionsBlocks(command),
      ...(command.ranged ? [rangesBlock(ranges)] : []),
      ...filtersBlocks(command.filters),
    ],
    data: helpData(command),
  };
}

function rangesBlock(ranges: readonly string[]): Block {
  return {
    kind: "lines",
    lines: [[{ text: say("Ranges: ", "时间范围："), strong: true }, ranges.join(" · ")]],
  };
}

function optionsBlocks({ options }: CommandHelp): Block[] {
  if (options.length === 0) return [];
  const rows = options.map(({ usage, summary }) => ({ title: [{ text: usage, code: true }], lines: [[summary]] }));
  return [{ kind: "rows", title: say("Options", "选项"), rows, total: rows.length, empty: say("None", "无") }];
}

function filtersBlocks(filters: readonly string[]): Block[] {
  if (filters.length === 0) return [];
  return [{ kind: "lines", lines: [[{ text: say("Filters: ", "筛选："), strong: true }, filters.join("  ")]] }];
}

function helpData({ buttons: _, ...command }: CommandHelp): object {
  return command;
}
