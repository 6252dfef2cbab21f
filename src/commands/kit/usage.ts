import type { Command, CommandOption } from "./command.ts";

/** How command lines are written. The parser, help, usage and shell completion derive from this and the definitions. */

/** An option that many commands take. */
export interface SharedOption {
  readonly flags: string;
  readonly summary: string;
  /** Shown by help; undefined if it is not worth a word there. */
  readonly example?: (command: Pick<Command, "sorts">) => string;
  readonly isTakenBy: (command: Command) => boolean;
}

/** Whether it takes `--repo`, `--branch` and `--job`. */
export const isFiltered = ({ ranged, filtered }: Pick<Command, "ranged" | "filtered">) => filtered ?? ranged;
const isPaged = ({ ranged, paged }: Command) => ranged || paged === true;

/** In the order in which help shows them. */
export const sharedOptions = {
  repo: {
    flags: "-r, --repo <repo>",
    summary: "owner/name, or the name alone",
    example: () => "--repo tidb",
    isTakenBy: isFiltered,
  },
  branch: {
    flags: "-b, --branch <branch>",
    summary: "target branch",
    example: () => "--branch master",
    isTakenBy: isFiltered,
  },
  job: {
    flags: "-j, --job <name>",
    summary: "a job, * matches anything; can be repeated",
    example: () => "--job 'tidb_*'",
    isTakenBy: isFiltered,
  },
  all: {
    flags: "-a, --all",
    summary: "leave out the scope of this chat",
    example: () => "--all",
    isTakenBy: isFiltered,
  },
  special: {
    flags: "-s, --special",
    summary: "only runs without a pull request",
    example: () => "--special",
    isTakenBy: (command) => command.ranged && isFiltered(command),
  },
  sort: {
    flags: "-o, --sort <order>",
    summary: "order of the list",
    example: ({ sorts = [] }) => `--sort ${sorts[0]}`,
    isTakenBy: ({ sorts }) => sorts !== undefined,
  },
  limit: {
    flags: "-n, --limit <number>",
    summary: "length of the list",
    example: () => "--limit 20",
    isTakenBy: isPaged,
  },
  page: {
    flags: "-p, --page <number>",
    summary: "page of the list, from 1",
    example: () => "--page 2",
    isTakenBy: isPaged,
  },
  skip: { flags: "--skip <number>", summary: "leave out the first items of the list", isTakenBy: isPaged },
} as const satisfies Readonly<Record<string, SharedOption>>;

/** The shared options that any of these commands takes, as one types them: `--repo tidb`. */
export function filterExamples(commands: readonly Command[]): string[] {
  return Object.values<SharedOption>(sharedOptions).flatMap(({ example, isTakenBy }) => {
    const taker = commands.find(isTakenBy);
    return taker && example ? [example(taker)] : [];
  });
}

/** `job NAME [range]`. */
export function usageOf({ name, parameters, ranged, twoRanges }: Command): string {
  const words = parameters.map(({ name: word, required }) => (required ? word.toUpperCase() : `[${word}]`));
  return [name, ...words, ...(ranged ? ["[range]"] : []), ...(twoRanges ? ["[range]"] : [])].join(" ");
}

/** What stands for an option's value, `HH:MM` or `job|branch|pull`; undefined for a switch. */
export function placeholderOf({ value, choices }: CommandOption): string | undefined {
  return value ?? choices?.join("|");
}
