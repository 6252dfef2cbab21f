import { CommanderError } from "commander";
import { parseArgsStringToArgv } from "string-argv";
import type { Slice, Sort } from "../../model/scope.ts";
import { type ChatFilters, noFilters } from "../../model/subscription.ts";
import { say, type Text } from "../../model/text.ts";
import { type RangeAnswer, rangeExamples, readRange } from "../../time/range.ts";
import { readTwoRanges } from "../../time/two-ranges.ts";
import { commandLine } from "../../view/command-line.ts";
import type { Mistake } from "../../view/mistake.ts";
import { withoutLinks } from "../understanding/plain-text.ts";
import { closestNames } from "./closest.ts";
import type { Asker, Command, Question } from "./command.ts";
import { type FilterOptions, type Parsed, parserOf, unfit } from "./program.ts";
import { isFiltered, usageOf } from "./usage.ts";

/** A command line as a question, or what is wrong with it. */
export type Reading =
  | {
      readonly kind: "question";
      readonly command: Command;
      readonly args: Readonly<Record<string, string>>;
      readonly question: Question;
    }
  | {
      readonly kind: "mistake";
      readonly mistake: Mistake;
      /** The line begins with no command. */
      readonly isUnknown?: true;
    };

export interface Setting {
  readonly zone: string;
  readonly now: number;
  /** The default length of a list. */
  readonly limit: number;
  /** The greatest length of a list. */
  readonly mostItems: number;
  readonly readLogsUntilMs: number;
  readonly asker: Asker | null;
  /** What the chat's questions are about unless they say otherwise. */
  readonly filters?: ChatFilters;
}

const DEFAULT_RANGE = "yesterday";

/** Reads a command line as people type it on a phone: without the leading `/ci`, perhaps with typographic characters. */
export function readLine(line: string, commands: readonly Command[], setting: Setting): Reading {
  const words = parseArgsStringToArgv(plainSigns(withoutLinks(line)).trim());
  return readWords(words.length === 0 ? ["help"] : words, commands, setting);
}

/** Phones turn `--` into a dash, quotes into curly ones and spaces into wide ones. */
function plainSigns(line: string): string {
  return line
    .replace(/(^|\s)[—–]+(?=\w)/g, "$1--")
    .replace(/[“”„「」]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[\u00a0\u3000\u200b]/g, " ");
}

function readWords(words: readonly string[], commands: readonly Command[], setting: Setting): Reading {
  const [first = "", ...rest] = words;
  const typed = first.toLowerCase();
  const command = commands.find(({ name, aliases }) => name === typed || aliases.includes(typed));
  if (!command) return { kind: "mistake", mistake: unknownCommand(words, commands, setting), isUnknown: true };
  try {
    return toReading(parserOf(command)(rest), setting);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: "mistake", mistake: misused(command, error) };
  }
}

/** Turns parsed words into a question, or tells which value is wrong. */
export function toReading(parsed: Parsed, setting: Setting): Reading {
  const { command, args, rangeWords, options } = parsed;
  const wrong = unfit(parsed);
  if (wrong) {
    const { en_us, zh_cn } = wrong.expected ?? say(wrong.name, wrong.name);
    const given = args[wrong.name] ?? "";
    const message = say(`“${given}” is not ${en_us}.`, `“${given}”不是有效的${zh_cn}。`);
    return { kind: "mistake", mistake: { message, tries: command.examples } };
  }
  const answer = rangeOf(command, rangeWords, setting);
  if (answer.kind !== "range") return { kind: "mistake", mistake: badRange(command, args, answer) };
  const sort = command.sorts?.find((each) => each === options.sort);
  if (options.sort !== undefined && !sort) return { kind: "mistake", mistake: badSort(parsed, options.sort) };
  const question: Question = {
    scope: { window: answer.range.window, ...filtersOf(parsed, setting), special: options.special, all: options.all },
    before: answer.range.before,
    slice: sliceOf(options, sort, setting),
    limitGiven: options.limit !== undefined,
    zone: setting.zone,
    now: setting.now,
    readLogsUntilMs: setting.readLogsUntilMs,
    asker: setting.asker,
  };
  return { kind: "question", command, args, question };
}

/** Each filter as it was typed, or else that of the chat. */
function filtersOf({ command, options }: Parsed, { filters = noFilters }: Setting): ChatFilters {
  const { repo, branch, job = [], all = false } = options;
  const own = all || command.ownFilters || !isFiltered(command) ? noFilters : filters;
  return {
    repo: repo === undefined ? own.repo : repositoryIn(repo),
    branch: branch ?? own.branch,
    jobs: job.length > 0 ? job : own.jobs,
  };
}

/** A repository as it is named in the data, also where its address was pasted. */
function repositoryIn(typed: string): string {
  const path = typed.replace(/^https?:\/\//, "").replace(/\/$|\.git$/g, "");
  return path.replace(/^(?:www\.)?github\.com\//, "");
}

function rangeOf(
  { twoRanges, defaultRange = DEFAULT_RANGE }: Command,
  words: string,
  { now, zone }: Setting,
): RangeAnswer {
  return twoRanges ? readTwoRanges(words, now, zone) : readRange(words || defaultRange, now, zone);
}

function sliceOf({ limit, page = 1, skip = 0 }: FilterOptions, sort: Sort | undefined, setting: Setting): Slice {
  const size = Math.min(limit ?? setting.limit, setting.mostItems);
  return { limit: size, offset: (page - 1) * size + skip, ...(sort === undefined ? {} : { sort }) };
}

function badSort({ command, args, rangeWords }: Parsed, given: string): Mistake {
  const sorts = command.sorts ?? [];
  const message = say(
    `Unknown order “${given}”. Orders: ${sorts.join(", ")}.`,
    `没有“${given}”这种排序，可用：${sorts.join("、")}。`,
  );
  const values = command.parameters.map(({ name }) => args[name] ?? "");
  const close = closestNames(given, sorts);
  const orders = close.length > 0 ? close : sorts.slice(0, 2);
  const line = [commandLine([command.name, ...values]), rangeWords].filter(Boolean).join(" ");
  return { message, tries: orders.map((sort) => `${line} --sort ${sort}`) };
}

const rangeMessages = {
  not_understood: (text: string) => say(`I don't understand the time range “${text}”.`, `看不懂时间范围“${text}”。`),
  backwards: (text: string) => say(`“${text}” ends before it begins.`, `“${text}”的结束早于开始。`),
  empty: (text: string) => say(`“${text}” is an empty range.`, `“${text}”是空的时间范围。`),
  future: (text: string) => say(`“${text}” has not begun yet.`, `“${text}”还没有开始。`),
  too_long: (text: string) => say(`“${text}” is longer than ten years.`, `“${text}”超过了十年。`),
};

/** Tells in one sentence what is wrong with a range. */
export function rangeFault({ kind, text }: Exclude<RangeAnswer, { kind: "range" }>): Text {
  return rangeMessages[kind](text);
}

function badRange(
  command: Command,
  args: Readonly<Record<string, string>>,
  fault: Exclude<RangeAnswer, { kind: "range" }>,
): Mistake {
  const values = command.parameters.map(({ name }) => args[name] ?? "");
  const ranges = new Set([...closestNames(fault.text, rangeExamples), "yesterday", "7d", "since Monday", "昨天"]);
  const tries = [...ranges].slice(0, 4).map((range) => [command.name, ...values, range].join(" "));
  return { message: rangeFault(fault), tries };
}

function unknownCommand(words: readonly string[], commands: readonly Command[], setting: Setting): Mistake {
  const { now, zone } = setting;
  const [first = "", ...rest] = words;
  const names = commands.flatMap(({ name, aliases }) => [name, ...aliases.filter((alias) => alias.length > 2)]);
  const close = closestNames(first, names).flatMap((name) => mended([name, ...rest], commands, setting));
  // A range alone asks for the summary of that range.
  const asRange = readRange(words.join(" "), now, zone).kind === "range" ? [`summary ${words.join(" ")}`] : [];
  const message = say(`There is no command “${first}”.`, `没有“${first}”这个命令。`);
  return { message, tries: [...asRange, ...close] };
}

/** The line itself if it can be read now, or else the best guess for what is still wrong with it. */
function mended(words: readonly string[], commands: readonly Command[], setting: Setting): readonly string[] {
  const reading = readWords(words, commands, setting);
  return reading.kind === "question" ? [words.join(" ")] : reading.mistake.tries.slice(0, 1);
}

/** Translates an error of commander by its code: its own messages are English only. */
function misused(command: Command, error: CommanderError): Mistake {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const messages: Readonly<Record<string, Text>> = {
    "commander.unknownOption": say(
      `/ci ${command.name} has no option ${quoted}.`,
      `/ci ${command.name} 没有 ${quoted} 选项。`,
    ),
    "commander.missingArgument": say(
      `Missing argument. Usage: /ci ${usageOf(command)}`,
      `缺少参数。用法：/ci ${usageOf(command)}`,
    ),
    "commander.optionMissingArgument": say(`${quoted} needs a value.`, `${quoted} 后面需要一个值。`),
    "commander.excessArguments": say(
      `Too many arguments. Usage: /ci ${usageOf(command)}`,
      `参数过多。用法：/ci ${usageOf(command)}`,
    ),
    "commander.invalidArgument": say(`${quoted}: expected a whole number.`, `${quoted}：应为正整数。`),
  };
  const fallback = say(`Usage: /ci ${usageOf(command)}`, `用法：/ci ${usageOf(command)}`);
  return { message: messages[error.code] ?? fallback, tries: command.examples };
}
