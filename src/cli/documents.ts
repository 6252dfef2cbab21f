import { z } from "zod";
import { commands } from "../commands/index.ts";
import type { Command } from "../commands/kit/command.ts";
import { count, listOf, runDetail, text, when } from "../commands/kit/document-parts.ts";

/** The documents that `--json`, `--ndjson` and `--csv` print. The pages in `docs/` are made from them. */

/** One run in a spreadsheet, with one cell for each value. */
export const runRow = z.strictObject({
  ...runDetail.omit({ pullRequest: true, failures: true }).shape,
  pullRequest: count.nullable().describe("its number"),
  title: text.nullable(),
  author: text.nullable(),
  failures: text.describe("names, separated by “; ”"),
});

/** What `sync` did with builds. */
const synced = {
  builds: count.describe("builds that were looked at"),
  written: count.describe("rows that were missing"),
  corrected: count.describe("rows that were written before the build ended"),
  unchanged: count,
  running: count.describe("builds that have not ended: left to the next time"),
};
const syncedJob = z.strictObject({
  job: text,
  storedAs: text.describe("its name in ci_data, which is shortened if the column does not hold it"),
  ...synced,
  refused: z.array(z.strictObject({ id: count, reason: text })).describe("builds that the table does not take"),
  error: text.nullable().describe("why its other builds were left out"),
});

/** The documents of a command, by command line. */
function documentsOf({ name, document }: Command): [string, z.ZodObject][] {
  return Object.entries(document?.byOptions ?? {}).map(([options, schema]) => [`${name} ${options}`.trim(), schema]);
}

function detailsOf({ name, document }: Command): [string, z.ZodObject][] {
  if (!document?.details) return [];
  const item = document.details.item.extend({ details: z.array(runDetail).describe("its runs, newest first") });
  return [[`${name} --details`, listOf(item)]];
}

export const documents = {
  ...Object.fromEntries(commands.flatMap(documentsOf)),
  sync: z.object({
    since: when.nullable().describe("null for all that Jenkins keeps"),
    ...synced,
    refused: count,
    jobs: z.array(syncedJob),
    error: text.optional().describe("there where a job was not read to its end; the exit code is 1 then"),
  }),
  ...Object.fromEntries(commands.flatMap(detailsOf)),
  "--details --ndjson": runDetail,
  "--details --csv": runRow,
};
