import type { CommandDocument, Question, Sources } from "../commands/kit/command.ts";
import type { Parsed } from "../commands/kit/program.ts";
import { type Setting, toReading } from "../commands/kit/read-line.ts";
import { runCommand } from "../commands/kit/run-command.ts";
import { loadConfig } from "../config.ts";
import type { Scanner } from "../logs/scanning/scanner.ts";
import { type Locale, say } from "../model/text.ts";
import { createApplication, systemClock } from "../service/application.ts";
import { createTerminalLogger } from "../service/logger.ts";
import { createOutput } from "../terminal/output.ts";
import { createProgress, whileComing, whileWaiting } from "../terminal/progress.ts";
import { mistakeView } from "../view/mistake.ts";
import type { View } from "../view/view.ts";
import { type ExportFormat, exportDetails } from "./export-details.ts";
import { exportList, isList } from "./export-list.ts";
import { interruptible } from "./interruptible.ts";
import { counting, detailText } from "./show-details.ts";
import {
  DONE,
  FAILED,
  localeOf,
  type OutputOptions,
  print,
  type Terminal,
  textOptions,
  WRONG_USAGE,
} from "./surface.ts";

/** How a list is to be printed. */
export interface ListOptions extends OutputOptions {
  readonly ndjson?: boolean;
  readonly csv?: boolean;
  readonly details?: boolean;
}

/** Text shows as many items as a chat; exports and details are whole where nobody says how many. */
const SHOWN = 10;
const EVERYTHING = 1_000_000_000;

interface Asking {
  readonly sources: Sources;
  readonly parsed: Parsed;
  readonly question: Question;
  readonly options: ListOptions;
  readonly locale: Locale;
  readonly terminal: Terminal;
}

type List = NonNullable<CommandDocument["list"]>;
type DetailList = NonNullable<CommandDocument["details"]>;

/** Asks one of the commands that chats have too. Resolves to the exit code. */
export async function ask(parsed: Parsed, options: ListOptions, terminal: Terminal): Promise<number> {
  const { environment, cwd, err } = terminal;
  const { settings, warnings } = loadConfig(environment, cwd);
  const log = createTerminalLogger("warn", err);
  for (const warning of warnings) log.warn(warning);
  const locale = localeOf(environment, settings.locale);
  const reading = toReading(parsed, settingOf(parsed, settings.timezone, options));
  if (reading.kind === "mistake") {
    await print(mistakeView(reading.mistake), locale, { ...options, json: false }, environment, err);
    return WRONG_USAGE;
  }
  const application = createApplication(settings, "temporary", log, systemClock);
  try {
    return await interruptible(async () => {
      const sources = await whileWaiting(err, application.sources);
      const { question } = reading;
      return answer({ sources, parsed, question, options, locale, terminal });
    });
  } finally {
    await application.close();
  }
}

function settingOf({ command, options: given }: Parsed, zone: string, options: ListOptions): Setting {
  const whole = options.details || (formatOf(options) !== undefined && command.document?.list !== undefined);
  const limit = whole && given.page === undefined ? EVERYTHING : SHOWN;
  return {
    zone,
    now: systemClock.now(),
    limit,
    mostItems: EVERYTHING,
    readLogsUntilMs: Number.POSITIVE_INFINITY,
    asker: null,
  };
}

function formatOf({ json, ndjson, csv }: ListOptions): ExportFormat | undefined {
  if (ndjson) return "ndjson";
  if (csv) return "csv";
  return json ? "json" : undefined;
}

async function answer(asking: Asking): Promise<number> {
  const { parsed, options, locale, terminal } = asking;
  const format = formatOf(options);
  const { list, details } = parsed.command.document ?? {};
  if (options.details && details) return stream(pieces(asking, details, format), terminal);
  if (format !== undefined && list) return stream(listOf(asking, list, format), terminal);
  const view = await run(asking, asking.question);
  await print(view, locale, options, terminal.environment, terminal.out);
  if (format === undefined) await printRest(view, asking);
  return "error" in view.data ? FAILED : DONE;
}

/** What to add to see the rest of a list. */
async function printRest({ data }: View, { question, locale, options, terminal }: Asking): Promise<void> {
  if (!isList(data) || question.slice.offset + data.items.length >= data.total) return;
  const { out, environment } = terminal;
  const { colors } = textOptions(out, environment, locale, options.color);
  const rest = say(`--limit ${data.total} shows all of them`, `加上 --limit ${data.total} 可显示全部`);
  await createOutput(out).write(`${colors.dim(rest[locale])}\n`);
}

/** Runs the command, and shows how the reading of logs goes on that it waits for. */
async function run({ sources, parsed, terminal }: Asking, question: Question): Promise<View> {
  const progress = createProgress(terminal.err, "logs");
  let read = 0;
  const catchUp: Scanner["catchUp"] = (window, until) =>
    sources.scanner.catchUp(window, until, (left) => {
      read += 1;
      progress.expect(read + left);
      progress.done(1);
    });
  try {
    const watched = { ...sources, scanner: { ...sources.scanner, catchUp } };
    return await runCommand(parsed.command, watched, parsed.args, question);
  } finally {
    progress.stop();
  }
}

function listOf(asking: Asking, list: List, format: ExportFormat): AsyncIterable<string> {
  const { parsed, question } = asking;
  const chosen = Object.entries(list.args ?? {});
  const typed = chosen.some(([name]) => parsed.args[name]);
  const args = format === "json" || typed ? parsed.args : { ...parsed.args, ...list.args };
  const wanted = { ...asking, parsed: { ...parsed, args } };
  const item = chosen.every(([name, value]) => args[name] === value) ? list.item : undefined;
  return exportList((slice) => run(wanted, { ...question, slice }), question.slice, format, item);
}

async function* pieces(
  asking: Asking,
  { title, read }: DetailList,
  format: ExportFormat | undefined,
): AsyncGenerator<string, void> {
  const { sources, question, options, locale, terminal } = asking;
  const { out, err, environment } = terminal;
  const details = read(sources, question.scope, question.slice);
  // Lines that run through a terminal are progress enough; between them may be a while.
  if (out.isTTY) return yield* whileComing(err, written(details));
  const progress = createProgress(err, "runs");
  try {
    yield* written(counting(details, progress));
  } finally {
    progress.stop();
  }

  function written(found: typeof details): AsyncGenerator<string, void> {
    if (format !== undefined) return exportDetails(found, format, question.zone);
    const text = textOptions(out, environment, locale, options.color);
    return detailText(title, found, question, text);
  }
}

/** Writes piece by piece until there is no more, or nobody reads any more. */
async function stream(pieces: AsyncIterable<string>, { out }: Terminal): Promise<number> {
  const output = createOutput(out);
  for await (const piece of pieces) if (!(await output.write(piece))) break;
  return DONE;
}
