import { Argument, Command as Commander, InvalidArgumentError, Option } from "commander";
import { rangeExamples } from "../../time/range.ts";
import type { Command, Parameter } from "./command.ts";
import { placeholderOf, type SharedOption, sharedOptions } from "./usage.ts";

/** The options that commander reads for a command with filters and pages. */
export interface FilterOptions {
  readonly repo?: string;
  readonly branch?: string;
  readonly job?: readonly string[];
  readonly special?: boolean;
  readonly all?: boolean;
  readonly sort?: string;
  readonly limit?: number;
  readonly page?: number;
  readonly skip?: number;
}

export interface Parsed {
  readonly command: Command;
  readonly args: Readonly<Record<string, string>>;
  readonly rangeWords: string;
  readonly options: FilterOptions;
}

/** Builds a commander command from a definition; the parsed words go to `onParsed`. */
export function toCommander(command: Command, onParsed: (parsed: Parsed) => void): Commander {
  const program = new Commander(command.name).aliases([...command.aliases]).description(command.summary.en_us);
  for (const { name, required, choices } of command.parameters)
    program.addArgument(offering(new Argument(required ? `<${name}>` : `[${name}]`), choices));
  if (command.ranged) program.argument("[range...]", rangeExamples.join(", "));
  for (const [name, shared] of Object.entries<SharedOption>(sharedOptions))
    if (shared.isTakenBy(command)) program.addOption(toOption(name, shared, command));
  for (const option of command.options ?? []) {
    const placeholder = placeholderOf(option);
    const flags = placeholder === undefined ? `--${option.name}` : `--${option.name} <${placeholder}>`;
    program.addOption(offering(new Option(flags, option.summary.en_us), option.choices));
  }
  program.allowExcessArguments(false).helpOption(false);
  program.action((...given: unknown[]) => {
    const values = given.slice(0, command.parameters.length) as (string | undefined)[];
    const words = command.ranged ? (given[command.parameters.length] as readonly string[]) : [];
    const named = command.parameters.map(({ name }, index) => [name, values[index] ?? ""] as const);
    onParsed({
      command,
      args: Object.fromEntries([...named, ...ownOptions(command, program.opts())]),
      rangeWords: words.join(" "),
      options: program.opts<FilterOptions>(),
    });
  });
  return program;
}

type Parser = (words: readonly string[]) => Parsed;

const parsers = new WeakMap<Command, Parser>();

/**
 * Reads the words after a command's name. Each command has one program for all its lines: commander forgets the line
 * before. The parser throws a CommanderError.
 */
export function parserOf(command: Command): Parser {
  const parser = parsers.get(command) ?? newParser(command);
  parsers.set(command, parser);
  return parser;
}

function newParser(command: Command): Parser {
  const read: Parsed[] = [];
  const program = toCommander(command, (parsed) => read.push(parsed));
  program.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  return (words) => {
    program.parse(words, { from: "user" });
    const [parsed] = read.splice(0);
    if (!parsed) throw new Error(`commander did not run ${command.name}`);
    return parsed;
  };
}

/** Options that hold a whole number, and the least one. */
const leastNumbers: Readonly<Record<string, number>> = { limit: 1, page: 1, skip: 0 };

function toOption(name: string, { flags, summary }: SharedOption, { sorts }: Command): Option {
  const option = new Option(flags, summary);
  const least = leastNumbers[name];
  if (least !== undefined) return option.argParser((text) => wholeNumber(text, least));
  if (name === "job") return option.default([], "all").argParser((job, jobs: string[]) => [...jobs, job]);
  return name === "sort" ? offering(option, sorts) : option;
}

/** Names the choices for help and completion; `unfit` checks them, since commander speaks English only. */
function offering<Word extends Argument | Option>(word: Word, choices: readonly string[] | undefined): Word {
  if (choices) word.argChoices = [...choices];
  return word;
}

function ownOptions(command: Command, given: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return (command.options ?? []).map(({ name }) => {
    const value = given[name];
    return [name, value === true ? "yes" : typeof value === "string" ? value : ""];
  });
}

function wholeNumber(text: string, least: number): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) throw new InvalidArgumentError("expected a whole number");
  return number;
}

type Unfit = Pick<Parameter, "name" | "choices" | "pattern" | "expected">;

/** The first argument or option whose value is not among its choices or does not match its pattern. */
export function unfit({ command, args }: Parsed): Unfit | undefined {
  const taken: readonly Unfit[] = [...command.parameters, ...(command.options ?? [])];
  return taken.find(({ name, choices, pattern }) => {
    const given = args[name];
    if (!given) return false;
    return choices?.includes(given) === false || pattern?.test(given) === false;
  });
}
