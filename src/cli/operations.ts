import { Argument, type Command as Commander } from "commander";
import { loadConfig } from "../config.ts";
import { type ReportKind, reportKinds } from "../model/report.ts";
import { say } from "../model/text.ts";
import { createProgress, whileWaiting } from "../terminal/progress.ts";
import type { View } from "../view/view.ts";
import { readersLocale } from "./explain.ts";
import { DONE, FAILED, localeOf, type OutputOptions, print, type Terminal } from "./surface.ts";

/** Loaded when wanted: the service's libraries would make every question wait. */
const operations = () => import("./operate.ts");

export type Choose = (work: () => Promise<number>) => void;

const upToDate = say("The tables are up to date.", "数据表已是最新。");

/** Commands of whoever runs the service; chats do not have them. */
export function addOperations(program: Commander, terminal: Terminal, choose: Choose): void {
  const { environment, cwd, out, err } = terminal;
  program
    .command("serve")
    .description("Run the bot; without configuration a demo with a playground")
    .action(() =>
      choose(async () => {
        const { stop } = createProgress(err);
        return (await operations()).serve(environment, cwd, out, stop).finally(stop);
      }),
    );
  program
    .command("migrate")
    .description("Create and update the tables, and what makes counting fast")
    .action(() =>
      choose(async () => {
        const { migrate } = await operations();
        await whileWaiting(err, ({ step }) => migrate(environment, cwd, step));
        out.write(`${upToDate[readersLocale(terminal)]}\n`);
        return DONE;
      }),
    );
  addReport(program, terminal, choose);
  addFileIssues(program, terminal, choose);
}

function addReport(program: Commander, terminal: Terminal, choose: Choose): void {
  const { environment, cwd } = terminal;
  const command = program
    .command("report")
    .description("Send the hourly or the daily report to everybody who gets it and does not have it yet")
    .addArgument(new Argument("<kind>").choices([...reportKinds]))
    .option("--at <time>", "as it would have been sent then, such as 2021-06-20T10:00")
    .option("--dry-run", "only show it");
  addPrinting(command).action((kind: ReportKind) =>
    choose(async () => {
      const { at, dryRun = false, ...output } = command.opts<OutputOptions & { at?: string; dryRun?: boolean }>();
      const { reportNow } = await import("./report-now.ts");
      const view = await whileWaiting(terminal.err, () => reportNow(environment, cwd, { kind, at, dryRun }));
      return show(view, output, terminal);
    }),
  );
}

function addFileIssues(program: Commander, terminal: Terminal, choose: Choose): void {
  const { environment, cwd } = terminal;
  const command = program
    .command("file-issues")
    .description("Do what is due about the failures of the nightly jobs")
    .argument("[range...]", "yesterday, 7d, 2021-06-19..2021-06-21")
    .option("--dry-run", "only print what would be done");
  addPrinting(command).action((words: readonly string[]) =>
    choose(async () => {
      const { dryRun = false, ...output } = command.opts<OutputOptions & { dryRun?: boolean }>();
      const { fileIssues } = await import("./file-issues.ts");
      const wish = { range: words.join(" "), dryRun };
      const view = await whileWaiting(terminal.err, () => fileIssues(environment, cwd, wish));
      return show(view, output, terminal);
    }),
  );
}

/** The options of every command that prints an answer. */
export function addPrinting(command: Commander): Commander {
  return command
    .option("--json", "one JSON document on stdout")
    .option("--color", "colours even where there is no terminal")
    .option("--no-color", "no colours, not even in a terminal");
}

export async function show(view: View, options: OutputOptions, { environment, cwd, out }: Terminal): Promise<number> {
  const locale = localeOf(environment, loadConfig(environment, cwd).settings.locale);
  await print(view, locale, options, environment, out);
  return "error" in view.data ? FAILED : DONE;
}
