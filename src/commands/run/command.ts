import pTimeout from "p-timeout";
import type { Scan } from "../../model/failure.ts";
import { isUnsuccessful } from "../../model/run.ts";
import { say } from "../../model/text.ts";
import { DAY, SECOND } from "../../model/window.ts";
import type { StoredRun } from "../../ports/run-store.ts";
import { commandLine } from "../../view/command-line.ts";
import { mistakeView } from "../../view/mistake.ts";
import { closestNames } from "../kit/closest.ts";
import { defineCommand, type Question, type Sources } from "../kit/command.ts";
import { type KnownFailures, readKnown } from "../kit/known.ts";
import { runDocument } from "./document.ts";
import { runView } from "./view.ts";

const KNOWN_FOR = 30 * DAY;
/** How long one run's log is waited for, longer than the logs of a window; a terminal waits until the end. */
const LOG_WITHIN_MS = 10 * SECOND;

export const run = defineCommand({
  name: "run",
  aliases: ["build", "运行"],
  summary: say("One run: its failures and the log lines that explain them", "单次运行：失败内容与日志片段"),
  parameters: [
    { name: "job", required: true },
    {
      name: "id",
      required: true,
      pattern: /^#?\d{1,10}$/,
      expected: say("a run number such as 4711", "运行编号，例如 4711"),
    },
  ],
  ranged: false,
  paged: true,
  document: runDocument,
  examples: ["run tidb_ghpr_unit_test 4711"],
  async run(sources, args, question) {
    const { runs, links } = sources;
    const { slice, zone, now } = question;
    const ref = { job: args.job, id: Number(args.id.replace("#", "")) };
    const found = await runs.run(ref);
    if (found) {
      const scan = isUnsuccessful(found.status) ? await scanOf(found, sources, question) : null;
      const known = scan === null || scan === "reading" ? null : await knownOf(found, scan, sources, question);
      return runView(found, { read: scan, known }, links, { slice, zone });
    }
    const names = await runs.jobNames({ begin: now - KNOWN_FOR, end: now });
    const tries = names.includes(ref.job)
      ? [commandLine(["job", ref.job, "7d"])]
      : closestNames(ref.job, names).map((name) => commandLine(["run", name, String(ref.id)]));
    const message = say(`There is no run ${ref.job} #${ref.id}.`, `没有 ${ref.job} #${ref.id} 这次运行。`);
    return mistakeView({ message, tries });
  },
});

/** Null for a run that belongs to no pull request, and where nothing was found that could be known. */
async function knownOf(
  { pullRequest, time }: StoredRun,
  { failures, abort }: Scan,
  sources: Sources,
  { now }: Question,
): Promise<KnownFailures | null> {
  if (pullRequest === null || abort !== undefined || failures.length === 0) return null;
  return readKnown(failures, pullRequest, { begin: time ?? now, end: now }, now, sources);
}

/** "reading" if the log takes longer than people wait; reading goes on in the background. */
function scanOf(run: StoredRun, { scanner }: Sources, { readLogsUntilMs, now }: Question): Promise<Scan | "reading"> {
  const milliseconds = Math.max(readLogsUntilMs - now, LOG_WITHIN_MS);
  return pTimeout(scanner.scanRun(run), { milliseconds, fallback: () => "reading" as const });
}
