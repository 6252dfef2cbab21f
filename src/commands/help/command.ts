import { say } from "../../model/text.ts";
import { rangeExamples } from "../../time/range.ts";
import { mistakeView } from "../../view/mistake.ts";
import type { View } from "../../view/view.ts";
import { closestNames } from "../kit/closest.ts";
import { type Command, type CommandOption, defineCommand } from "../kit/command.ts";
import { filterExamples, placeholderOf, usageOf } from "../kit/usage.ts";
import { type CommandHelp, commandHelpView, helpView } from "./view.ts";

/** Builds `help` from the definitions of the other commands. */
export function helpFor(commands: readonly Command[]): Command {
  const help: Command = defineCommand({
    name: "help",
    aliases: ["?", "h", "帮助"],
    summary: say("All commands, with examples", "所有命令与示例"),
    parameters: [{ name: "command", required: false }],
    ranged: false,
    examples: ["help", "help summary"],
    async run(_sources, args): Promise<View> {
      const all = [...commands, help];
      if (!args.command) return helpView(all.map(describe), rangeExamples, filterExamples(all));
      const command = all.find(({ name, aliases }) => name === args.command || aliases.includes(args.command));
      if (command) return commandHelpView(describe(command), rangeExamples);
      const names = all.map(({ name }) => name);
      const message = say(`There is no command ${args.command}.`, `没有 ${args.command} 这个命令。`);
      return mistakeView({ message, tries: closestNames(args.command, names).map((name) => `help ${name}`) });
    },
  });
  return help;
}

function describe(command: Command): CommandHelp {
  const { name, summary, aliases, examples, ranged, options = [], buttons = [] } = command;
  return {
    name,
    usage: usageOf(command),
    summary,
    aliases,
    examples,
    ranged,
    filters: filterExamples([command]),
    options: options.map((option) => ({ usage: optionUsage(option), summary: option.summary })),
    buttons,
  };
}

function optionUsage(option: CommandOption): string {
  const placeholder = placeholderOf(option);
  return placeholder === undefined ? `--${option.name}` : `--${option.name} ${placeholder}`;
}
