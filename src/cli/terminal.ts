import { Command as Commander } from "commander";
import stringWidth from "string-width";
import { commands } from "../commands/index.ts";
import type { Command } from "../commands/kit/command.ts";
import { toCommander } from "../commands/kit/program.ts";
import { say } from "../model/text.ts";
import { readVersion } from "../service/version.ts";
import type { View } from "../view/view.ts";
import type { ListOptions } from "./ask.ts";
import { operations } from "./index.ts";
import { InputError } from "./input-error.ts";
import { groupByIntent } from "./intents.ts";
import type { Operation } from "./operation.ts";
import { addListing, addPrinting } from "./output-options.ts";
import { DONE, FAILED, localeOf, type OutputOptions, print, type Terminal } from "./surface.ts";

/** Runs one command line. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage or configuration. */
export async function runTerminal(argv: readonly string[], terminal: Terminal): Promise<number> {
  let work: (() => Promise<number>) | undefined;
  try {
    const program = await createProgram(argv, terminal, (chosen) => {
      work = chosen;
    });
    program.parse([...argv], { from: "user" });
    return (await work?.()) ?? DONE;
  } catch (error) {
    const { explain, readersLocale } = await import("./explain.ts");
    const { text, code } = explain(error, readersLocale(terminal));
    terminal.err.write(text);
    return code;
  }
}

type Choose = (work: () => Promise<number>) => void;

/** Holds the one command that is named; all of them where help is asked for or the name is not known. */
async function createProgram([name]: readonly string[], terminal: Terminal, choose: Choose): Promise<Commander> {
  const program = new Commander("ci-stat").description("The state of a team's CI, in the terminal and in Feishu");
  program.helpCommand(false).version(readVersion(), "-V, --version");
  const isNamed = (each: { readonly name: string }) => each.name === name;
  const questions = commands.filter(({ chatOnly }) => !chatOnly);
  const isKnown = questions.some(isNamed) || operations.some(isNamed);
  for (const question of questions.filter((each) => !isKnown || isNamed(each)))
    program.addCommand(toQuestion(question, terminal, choose));
  for (const operation of operations.filter((each) => !isKnown || isNamed(each))) {
    const entry = program.command(operation.name).description(operation.description);
    if (isNamed(operation)) shapeOperation(entry, await operation.load(), terminal, choose);
  }
  groupByIntent(program);
  if (!isKnown) addChatOnly(program, choose);
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

function toQuestion(question: Command, terminal: Terminal, choose: Choose): Commander {
  const entry = toCommander(question, (parsed) =>
    choose(async () => (await import("./ask.ts")).ask(parsed, entry.opts<ListOptions>(), terminal)),
  );
  return addListing(entry, question.document);
}

function shapeOperation(entry: Commander, operation: Operation, terminal: Terminal, choose: Choose): void {
  operation.shape?.(entry);
  if (operation.prints) addPrinting(entry);
  entry.action(() =>
    choose(async () => {
      const options = entry.opts<OutputOptions>();
      const answer = await operation.run({ terminal, args: entry.args, options });
      return typeof answer === "number" ? answer : printAnswer(answer, options, terminal);
    }),
  );
}

async function printAnswer(view: View, options: OutputOptions, { environment, cwd, out }: Terminal): Promise<number> {
  const { loadConfig } = await import("../config.ts");
  const locale = localeOf(environment, loadConfig(environment, cwd).settings.locale);
  await print(view, locale, options, environment, out);
  return "error" in view.data ? FAILED : DONE;
}

function helpHint(command: Commander): string {
  return command.parent === null ? "See ci-stat --help" : `See ci-stat ${command.name()} --help`;
}

/** If used here, the user is told to run them in a chat. */
function addChatOnly(program: Commander, choose: Choose): void {
  for (const { name } of commands.filter(({ chatOnly }) => chatOnly)) {
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
