import { Command as Commander, CommanderError, Option } from "commander";
import { commands } from "../commands/index.ts";
import { toCommander } from "../commands/program.ts";
import { ConfigError } from "../config.ts";
import { RefusedError, UnreachableError } from "../ports.ts";
import { ask, type ListOptions } from "./ask.ts";
import { addDoctor } from "./doctor.ts";
import { exportedLists } from "./export-list.ts";
import { addLogOperations } from "./log-operations.ts";
import { addOperations, addPrinting } from "./operations.ts";
import { hasDetails } from "./show-details.ts";
import { DONE, FAILED, type Terminal, WRONG_USAGE } from "./surface.ts";
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
    return explain(error, terminal);
  }
}

function createProgram(terminal: Terminal, choose: (work: () => Promise<number>) => void): Commander {
  const program = new Commander("ci-stat").description("The state of a team's CI, in the terminal and in Feishu");
  program.helpCommand(false);
  for (const command of commands.filter(({ chatOnly }) => !chatOnly)) {
    const entry = toCommander(command, (parsed) => choose(() => ask(parsed, entry.opts<ListOptions>(), terminal)));
    program.addCommand(addListing(entry));
  }
  addOperations(program, terminal, choose);
  addLogOperations(program, terminal, choose);
  addSync(program, terminal, choose);
  addDoctor(program, terminal, choose);
  for (const each of [program, ...program.commands])
    each.exitOverride().configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    });
  return program;
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

function explain(error: unknown, { err }: Terminal): number {
  // Commander has said it already; help that was asked for is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (error instanceof ConfigError) {
    err.write(`${error.message}\n`);
    return WRONG_USAGE;
  }
  if (error instanceof RefusedError) {
    err.write(`${error.message}\n`);
    return FAILED;
  }
  if (error instanceof UnreachableError) {
    const cause =
      error.cause instanceof Error ? error.cause.message || (error.cause as NodeJS.ErrnoException).code : "";
    err.write(`${error.message}${cause ? `: ${cause}` : ""}\n`);
    return FAILED;
  }
  throw error;
}
