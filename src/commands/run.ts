import { say } from "../model/text.ts";
import { DAY } from "../model/window.ts";
import { commandLine } from "../views/command-line.ts";
import { mistakeView } from "../views/mistake.ts";
import { runView } from "../views/run.ts";
import { closestNames } from "./closest.ts";
import { defineCommand } from "./command.ts";

const KNOWN_FOR = 30 * DAY;

export const run = defineCommand({
  name: "run",
  aliases: ["build", "运行"],
  summary: say("One run with its failures and the lines that explain them", "单次运行：失败内容与日志片段"),
  parameters: [
    { name: "job", required: true },
    {
      name: "id",
      required: true,
      pattern: /^#?\d{1,10}$/,
      expected: say("the number of a run, such as 4711", "运行编号，例如 4711"),
    },
  ],
  ranged: false,
  paged: true,
  examples: ["run tidb_ghpr_unit_test 4711"],
  async run({ runs, scanner, links }, args, { slice, zone, now }) {
    const ref = { job: args.job, id: Number(args.id.replace("#", "")) };
    const found = await runs.run(ref);
    if (found)
      return runView(found, found.status === "FAILURE" ? await scanner.scanRun(found) : null, links, { slice, zone });
    const names = await runs.jobNames({ begin: now - KNOWN_FOR, end: now });
    const tries = names.includes(ref.job)
      ? [commandLine(["job", ref.job, "7d"])]
      : closestNames(ref.job, names).map((name) => commandLine(["run", name, String(ref.id)]));
    const message = say(`There is no run ${ref.job} #${ref.id}.`, `没有 ${ref.job} #${ref.id} 这次运行。`);
    return mistakeView({ message, tries });
  },
});
