import { Argument, Command as Commander, CommanderError } from "commander";
import picocolors from "picocolors";
import { commands } from "../commands/index.ts";
import { type Parsed, toCommander } from "../commands/program.ts";
import { type Setting, toReading } from "../commands/read-line.ts";
import { createApplication, systemClock } from "../compose/application.ts";
import { createLogger } from "../compose/logger.ts";
import { ConfigError, loadConfig } from "../config.ts";
import { type ReportKind, reportKinds } from "../model/report.ts";
import type { Locale } from "../model/text.ts";
import { UnreachableError } from "../ports.ts";
import { mistakeView } from "../views/mistake.ts";
import type { View } from "../views/view.ts";
import { renderText } from "./render-text.ts";

/** What the process is given and what it writes to. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Loaded when wanted: the service's libraries would make every question wait. */
const operations = () => import("../compose/operate.ts");

interface OutputOptions {
  readonly json?: boolean;
  readonly color?: boolean;
}

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
    const entry = toCommander(command, (parsed) => choose(() => ask(parsed, entry.opts<OutputOptions>(), terminal)));
    entry
      .helpOption("-h, --help")
      .option("--json", "one JSON document on stdout")
      .option("--color", "colours even where there is no terminal");
    program.addCommand(entry);
  }
  program
    .command("serve")
    .description("Run the bot; without configuration a demo with a playground")
    .action(() => choose(async () => (await operations()).serve(terminal.environment, terminal.cwd, terminal.out)));
  program
    .command("migrate")
    .description("Create and update the tables, and what makes counting fast")
    .action(() => choose(async () => (await operations()).migrate(terminal.environment, terminal.cwd, terminal.out)));
  const reporting = program
    .command("report")
    .description("Send the hourly or the daily report to everybody who gets it and does not have it yet")
    .addArgument(new Argument("<kind>").choices([...reportKinds]))
    .option("--at <time>", "as it would have been sent then, such as 2021-06-20T10:00")
    .option("--dry-run", "only show it")
    .option("--json", "one JSON document on stdout")
    .option("--color", "colours even where there is no terminal")
    .action((kind: ReportKind) => choose(() => report(kind, reporting.opts(), terminal)));
  const filing = program
    .command("file-issues")
    .description("Do what is due about the failures of the nightly jobs")
    .argument("[range...]", "yesterday, 7d, 2021-06-19..2021-06-21")
    .option("--dry-run", "only print what would be done")
    .option("--json", "one JSON document on stdout")
    .option("--color", "colours even where there is no terminal")
    .action((words: readonly string[]) => choose(() => fileIssues(words.join(" "), filing.opts(), terminal)));
  for (const each of [program, ...program.commands])
    each.exitOverride().configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    });
  return program;
}

/** Asks one of the commands that chats have too. */
async function ask(parsed: Parsed, options: OutputOptions, terminal: Terminal): Promise<number> {
  const config = loadConfig(terminal.environment, terminal.cwd);
  const { settings } = config;
  const log = createLogger("warn");
  for (const warning of config.warnings) log.warn(warning);
  const now = systemClock.now();
  const everything = Number.MAX_SAFE_INTEGER;
  const setting: Setting = {
    zone: settings.timezone,
    now,
    limit: 10,
    mostItems: everything,
    patience: everything,
    asker: null,
  };
  const reading = toReading(parsed, setting);
  const locale = localeOf(terminal.environment, settings.locale);
  if (reading.kind === "mistake") {
    print(mistakeView(reading.mistake), locale, { color: options.color }, terminal.err);
    return WRONG_USAGE;
  }
  const application = createApplication(settings, log, systemClock);
  try {
    const view = await reading.command.run(await application.sources(), reading.args, reading.question);
    print(view, locale, options, terminal.out);
    return "error" in view.data ? FAILED : DONE;
  } finally {
    await application.close();
  }
}

async function report(
  kind: ReportKind,
  options: OutputOptions & { readonly at?: string; readonly dryRun?: boolean },
  { environment, cwd, out }: Terminal,
): Promise<number> {
  const { reportNow } = await import("../compose/report-now.ts");
  const view = await reportNow(environment, cwd, { kind, at: options.at, dryRun: options.dryRun === true });
  print(view, localeOf(environment, loadConfig(environment, cwd).settings.locale), options, out);
  return "error" in view.data ? FAILED : DONE;
}

async function fileIssues(
  range: string,
  options: OutputOptions & { readonly dryRun?: boolean },
  { environment, cwd, out }: Terminal,
): Promise<number> {
  const filing = await import("../compose/file-issues.ts");
  const view = await filing.fileIssues(environment, cwd, { range, dryRun: options.dryRun === true });
  print(view, localeOf(environment, loadConfig(environment, cwd).settings.locale), options, out);
  return "error" in view.data ? FAILED : DONE;
}

function print(
  view: View,
  locale: Locale,
  { json, color }: { json?: boolean | undefined; color?: boolean | undefined },
  out: NodeJS.WriteStream,
): void {
  if (json) out.write(`${JSON.stringify(view.data, null, 2)}\n`);
  else
    out.write(
      renderText(view, locale, picocolors.createColors(color === true || (out.isTTY && picocolors.isColorSupported))),
    );
}

/** A terminal says its reader's language in LANG; where it does not, the configured one serves. */
function localeOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv, fallback: Locale): Locale {
  const language = LC_ALL || LC_MESSAGES || LANG || "";
  if (/^zh/i.test(language)) return "zh_cn";
  return /^en/i.test(language) ? "en_us" : fallback;
}

function explain(error: unknown, { err }: Terminal): number {
  // Commander has said it already; help that was asked for is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (error instanceof ConfigError) {
    err.write(`${error.message}\n`);
    return WRONG_USAGE;
  }
  if (error instanceof UnreachableError) {
    const cause =
      error.cause instanceof Error ? error.cause.message || (error.cause as NodeJS.ErrnoException).code : "";
    err.write(`${error.message}${cause ? `: ${cause}` : ""}\n`);
    return FAILED;
  }
  throw error;
}
