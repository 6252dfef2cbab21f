import type { Command as Commander } from "commander";
import { createProgress } from "../terminal/progress.ts";
import { addPrinting, type Choose, show } from "./operations.ts";
import type { OutputOptions, Terminal } from "./surface.ts";

/** Commands about build logs, for whoever writes rules. */
export function addLogOperations(program: Commander, terminal: Terminal, choose: Choose): void {
  addScan(program, terminal, choose);
  addRescan(program, terminal, choose);
}

function addScan(program: Commander, terminal: Terminal, choose: Choose): void {
  const { environment, cwd, err } = terminal;
  const command = program
    .command("scan")
    .description("The failures in one log file, plain, .gz or .zst, and which rule found them")
    .argument("<file>")
    .option("--job <name>", "with the rules that are for this job")
    .option("--rules <file>", "with the rules of this file instead of the configured one");
  addPrinting(command).action((file: string) =>
    choose(async () => {
      const { job, rules, ...output } = command.opts<OutputOptions & { job?: string; rules?: string }>();
      const { scanFile } = await import("./scan-file.ts");
      const bar = createProgress(err, "bytes");
      const view = await scanFile(environment, cwd, { file, job, rules }, bar).finally(bar.stop);
      return show(view, output, terminal);
    }),
  );
}

function addRescan(program: Commander, terminal: Terminal, choose: Choose): void {
  const { environment, cwd, err } = terminal;
  const command = program
    .command("rescan")
    .description("Apply the rules of today to logs that were read with older ones, and say what changed")
    .argument("[range...]", "7d, yesterday, 2021-06-19..2021-06-21");
  addPrinting(command).action((words: readonly string[]) =>
    choose(async () => {
      const { rescanWindow } = await import("./rescan-window.ts");
      const progress = createProgress(err, "logs");
      const view = await rescanWindow(environment, cwd, words.join(" "), progress).finally(progress.stop);
      return show(view, command.opts<OutputOptions>(), terminal);
    }),
  );
}
