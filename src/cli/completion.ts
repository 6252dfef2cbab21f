import { Argument, Command as Commander } from "commander";
import { commands } from "../commands/index.ts";
import { toCommander } from "../commands/kit/program.ts";
import { rangeExamples } from "../time/range.ts";
import { type CompletedCommand, scripts } from "./completion-scripts.ts";
import { defineOperation, type ListedOperation, type Operation } from "./operation.ts";
import { addListing, addPrinting } from "./output-options.ts";
import { DONE } from "./surface.ts";

const rangeWords = rangeExamples.filter((range) => !/\s|^\d{4}/.test(range));

/** Builds `completion` from the definitions of the commands and these operations. */
export function completionOf(operations: readonly ListedOperation[]): Operation {
  return defineOperation({
    prints: false,
    shape: (command) => void command.addArgument(new Argument("<shell>").choices(Object.keys(scripts))),
    async run({ terminal, args: [shell] }) {
      const script = scripts[shell as keyof typeof scripts];
      terminal.out.write(script([...completedQuestions(), ...(await completedOperations(operations))]));
      return DONE;
    },
  });
}

function completedQuestions(): CompletedCommand[] {
  return commands
    .filter(({ chatOnly }) => !chatOnly)
    .map((command) => {
      const entry = addListing(
        toCommander(command, () => {}),
        command.document,
      );
      return completed(entry, command.ranged || command.twoRanges ? rangeWords : []);
    });
}

/** Their files are loaded to learn their options. `completion` itself is known here. */
function completedOperations(operations: readonly ListedOperation[]): Promise<CompletedCommand[]> {
  return Promise.all(
    operations.map(async ({ name, description, load }) => {
      const entry = new Commander(name).description(description);
      const operation = await load();
      operation.shape?.(entry);
      return completed(operation.prints ? addPrinting(entry) : entry, []);
    }),
  );
}

function completed(entry: Commander, ranges: readonly string[]): CompletedCommand {
  return {
    name: entry.name(),
    summary: entry.description(),
    words: [...entry.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []), ...ranges],
    options: entry.options.map(({ long, description, argChoices, required }) => ({
      flag: long ?? "",
      summary: description,
      takesValue: required,
      choices: argChoices ?? [],
    })),
  };
}
