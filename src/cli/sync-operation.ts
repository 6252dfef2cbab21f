import type { Command as Commander } from "commander";
import { createProgress } from "../terminal/progress.ts";
import { addPrinting, type Choose, show } from "./operations.ts";
import type { OutputOptions, Terminal } from "./surface.ts";

interface SyncOptions extends OutputOptions {
  readonly job?: readonly string[];
  readonly since?: string;
}

export function addSync(program: Commander, terminal: Terminal, choose: Choose): void {
  const { environment, cwd, err } = terminal;
  const command = program
    .command("sync")
    .description("Bring from Jenkins into ci_data what is missing there, and correct what was written too early")
    .option(
      "--job <name>",
      "this job, * stands for anything; may be repeated. Without it: the jobs that ci_data knows, since whoever fills " +
        "it has chosen which count; all of Jenkins' while it knows none",
      (name: string, others: readonly string[] = []) => [...others, name],
    )
    .option("--since <date>", "builds that began then or later, such as 2021-06-20; all that Jenkins keeps without it")
    .addHelpText("after", "\nDoing it twice changes nothing, and one that was stopped goes on where it is run again.");
  addPrinting(command).action(() =>
    choose(async () => {
      const { job = [], since, ...output } = command.opts<SyncOptions>();
      const { syncJenkins } = await import("./sync-jenkins.ts");
      const bar = createProgress(err, "builds");
      const view = await syncJenkins(environment, cwd, { jobs: job, since }, bar).finally(() => bar.stop());
      return show(view, output, terminal);
    }),
  );
}
