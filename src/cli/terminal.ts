import { Command as Commander, Option } from "commander";
import stringWidth from "string-width";
import { commands } from "../commands/index.ts";
import { toCommander } from "../commands/kit/program.ts";
import { say } from "../model/text.ts";
import { readVersion } from "../service/version.ts";
import { ask, type ListOptions } from "./ask.ts";
import { addDoctor } from "./doctor.ts";
import { explain, readersLocale } from "./explain.ts";
import { exportedLists } from "./export-list.ts";
import { InputError } from "./input-error.ts";
import { addLogOperations } from "./log-operations.ts";
import { addOperations, addPrinting } from "./operations.ts";
import { hasDetails } from "./show-details.ts";
import { DONE, type Terminal } from "./surface.ts";
import { addSync } from "./sync-operation.ts";

/** Runs one command line. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage or configuration. */
export async function runTerminal(argv: readonly string[], terminal: Terminal): Promise<number> {
  let work: (() => Promise<number>) | undefined;
  const program = createProgram(terminal, (chosen) => {
    work = chosen;
  });
  try {
    program.parse([...argv], { from: "user" });
    return (await work?.()) ?? DONE;
  } catch (error) {
    const { text, code } = explain(error, readersLocale(terminal));
    terminal.err.write(text);
    return code;
  }
}

function createProgram(terminal: Terminal, choose: (work: () => Promise<number>) => void): Commander {
  const program = new Commander("ci-stat").description("The state of a team's CI, in the terminal and in Feishu");
  program.helpCommand(false).version(readVersion(), "-V, --version");
  for (const command of commands.filter(({ chatOnly }) => !chatOnly)) {
    const entry = toCommander(command, (parsed) => choose(() => ask(parsed, entry.opts<ListOptions>(), terminal)));
    program.addCommand(addListing(entry));
  }
  addOperations(program, terminal, choose);
  addLogOperations(program, terminal, choose);
  addSync(program, terminal, choose);
  addDoctor(program, terminal, choose);
  addChatOnly(program, choose);
  for (const each of [program, ...program.commands])
    each
      .exitOverride()
      .configureHelp({ displayWidth: stringWidth })
      .showHelpAfterError(helpHint(each))
      .configureOutput({
        writeOut: (text) => terminal.out.write(text),
        writeErr: (text) => terminal.err.write(text),
      });
  return program;
}

function helpHint(command: Commander): string {
  return command.parent === null ? "See ci-stat --help" : `See ci-stat ${command.name()} --help`;
}

/** Asked for here, they are told of where they belong. */
function addChatOnly(program: Commander, choose: (work: () => Promise<number>) => void): void {
  const isHere = (name: string) => program.commands.some((command) => command.name() === name);
  for (const { name } of commands.filter((command) => command.chatOnly && !isHere(command.name))) {
    const entry = program.command(name, { hidden: true }).argument("[words...]").allowUnknownOption();
    const said = say(
      `${name} is for chats: type /ci ${name} there`,
      `${name} 只用于群聊或私聊：请在其中输入 /ci ${name}`,
    );
    entry.action(() =>
      choose(async () => {
        throw new InputError(said);
      }),
    );
  }
}

/** What a command's answer may be printed as. */
function addListing(command: Commander): Commander {
  addPrinting(command.helpOption("-h, --help"));
  if (exportedLists.includes(command.name()))
    command
      .addOption(new Option("--ndjson", "one JSON line an item").conflicts(["json", "csv"]))
      .addOption(new Option("--csv", "for a spreadsheet").conflicts("json"));
  if (hasDetails(command.name())) command.option("--details", "with every run, and what broke in it");
  return command;
}
