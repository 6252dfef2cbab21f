import { Command as Commander, InvalidArgumentError } from "commander";
import type { Command, Parameter } from "./command.ts";

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
  for (const { name, required } of command.parameters) program.argument(required ? `<${name}>` : `[${name}]`);
  if (command.ranged) addRange(program);
  if (command.ranged || command.filtered) addFilters(program);
  if (command.sorts) program.option("-o, --sort <order>", command.sorts.join(", "));
  if (command.ranged || command.paged) addPaging(program);
  for (const { name, value, summary } of command.options ?? [])
    program.option(value === undefined ? `--${name}` : `--${name} <${value}>`, summary.en_us);
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

function ownOptions(command: Command, given: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return (command.options ?? []).map(({ name }) => {
    const value = given[name];
    return [name, value === true ? "yes" : typeof value === "string" ? value : ""];
  });
}

function addRange(program: Commander): void {
  program.argument("[range...]", "yesterday, 7d, 2021-06-19..2021-06-21, 昨天");
  program.option("-s, --special", "only runs without a pull request");
}

function addFilters(program: Commander): void {
  program
    .option("-r, --repo <repo>", "owner/name, or the name alone")
    .option("-b, --branch <branch>", "target branch")
    .option(
      "-j, --job <name>",
      "a job, * matches anything; can be repeated",
      (name, names: string[]) => [...names, name],
      [] as string[],
    )
    .option("-a, --all", "leave out the scope of this chat");
}

function addPaging(program: Commander): void {
  program
    .option("-n, --limit <number>", "length of the list", (text) => wholeNumber(text, 1))
    .option("-p, --page <number>", "page of the list, from 1", (text) => wholeNumber(text, 1))
    .option("--skip <number>", "leave out the first items of the list", (text) => wholeNumber(text, 0));
}

function wholeNumber(text: string, least: number): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) throw new InvalidArgumentError("expected a whole number");
  return number;
}

type Unfit = Pick<Parameter, "name" | "pattern" | "expected">;

/** The first argument or option whose value does not match its pattern. */
export function unfit({ command, args }: Parsed): Unfit | undefined {
  const taken: readonly Unfit[] = [...command.parameters, ...(command.options ?? [])];
  return taken.find(({ name, pattern }) => pattern && args[name] && !pattern.test(args[name]));
}
