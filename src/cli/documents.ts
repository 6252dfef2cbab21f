import { z } from "zod";
import { failureCauses } from "../model/failure.ts";

/** The documents that `--json`, `--ndjson` and `--csv` print, field by field: what is written here is in `docs/`. */

const count = z.int().min(0);
const when = z.iso.datetime({ offset: true }).describe("ISO 8601 with the offset of the site's zone");
const text = z.string();
const cause = z.enum([...failureCauses, "unknown"]);

const tally = {
  runs: count.describe("runs in the window"),
  success: count,
  failure: count,
  aborted: count,
  other: count.describe("any other result, such as UNSTABLE"),
};
const repeats = {
  reruns: count.describe("runs of a job on a pull request after its first"),
  retries: count.describe("those of the reruns on a commit that the job had run on already"),
};
const pull = {
  repo: text.describe("owner/name"),
  number: count,
  title: text.nullable(),
  author: text.nullable(),
  branch: text.nullable().describe("target branch"),
  link: text.nullable(),
};
const runFacts = {
  job: text,
  id: count.describe("build number"),
  status: text.describe("SUCCESS, FAILURE, ABORTED, or what else Jenkins said"),
  time: when.nullable().describe("start of the build"),
  durationMs: count.nullable().describe("milliseconds"),
};
const place = {
  cause: z.enum(failureCauses),
  name: text.describe("as its framework prints it"),
  file: text.nullable(),
  line: count.nullable(),
};

const jobItem = z.strictObject({ job: text, ...tally, ...repeats });
const pullItem = z.strictObject({ ...pull, ...tally, ...repeats, commits: count });
const failureItem = z.strictObject({
  ...place,
  runs: count.describe("runs that it broke"),
  pullRequests: count,
  jobs: count,
  firstSeen: when,
  lastSeen: when,
  issue: z.unknown().describe("the tracked issue, or null"),
});
const nightlyItem = z.strictObject({ ...runFacts, branch: text.nullable(), commit: text.nullable() });
const flakyCaseItem = z.strictObject({
  ...failureItem.omit({ issue: true }).shape,
  flakyRuns: count.describe("those of the runs whose job also passed on the same commit"),
});

/** What `--details` has of each run. */
const runDetail = z.strictObject({
  ...runFacts,
  commit: text.nullable(),
  branch: text.nullable(),
  repo: text.nullable(),
  pullRequest: z.strictObject(pull).nullable().describe("null for a special run"),
  cause: cause.nullable().describe("null for a run that did not fail"),
  failures: z.array(z.strictObject({ ...place, excerpt: text.describe("lines of the log, secrets masked") })),
});
/** The same for a spreadsheet: one cell for each. */
export const runRow = z.strictObject({
  ...runDetail.omit({ pullRequest: true, failures: true }).shape,
  pullRequest: count.nullable().describe("its number"),
  title: text.nullable(),
  author: text.nullable(),
  failures: text.describe("names, parted by “; ”"),
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
  ...synced,
  refused: z.array(z.strictObject({ id: count, reason: text })).describe("builds that the table does not take"),
  error: text.nullable().describe("why its other builds were left out"),
});

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), total: count });
const detailed = <Item extends z.ZodObject>(item: Item) =>
  listOf(item.extend({ details: z.array(runDetail).describe("its runs, newest first") }));

export const documents = {
  summary: z.object({
    begin: when,
    end: when.describe("left out of the window"),
    timezone: text,
    asOf: when.nullable().describe("start of the newest run there is"),
    ...tally,
    ...repeats,
    specialRuns: count.describe("runs of no pull request"),
    pullRequests: count,
    jobs: count,
    commits: count,
    unexplained: count.describe("failed runs in which nothing was found"),
    causes: z.record(cause, count).describe("failed runs by cause"),
    pending: count.describe("failed runs whose logs are still to be read"),
  }),
  jobs: listOf(jobItem),
  prs: listOf(pullItem),
  failures: listOf(failureItem),
  nightly: z.object({ begin: when, end: when, ...tally, ...listOf(nightlyItem).shape }),
  "flaky --list cases": listOf(flakyCaseItem),
  run: z.object({
    ...runDetail.omit({ failures: true }).shape,
    link: text.nullable().describe("the run in Jenkins"),
    failures: z.array(
      runDetail.shape.failures.element.extend({
        durationMs: count.nullable().describe("how long the case ran, where test results say so"),
      }),
    ),
    slowestCases: z
      .array(z.strictObject({ name: text, durationMs: count }))
      .describe("failed cases and the slowest of the others, where test results say how long they ran"),
  }),
  sync: z.object({
    since: when.nullable().describe("null for all that Jenkins keeps"),
    ...synced,
    refused: count,
    jobs: z.array(syncedJob),
    error: text.optional().describe("there where a job was not read to its end; the exit code is 1 then"),
  }),
  "jobs --details": detailed(jobItem),
  "prs --details": detailed(pullItem),
  "failures --details": detailed(failureItem.omit({ issue: true })),
  "nightly --details": detailed(jobItem),
  "--details --ndjson": runDetail,
  "--details --csv": runRow,
} satisfies Record<string, z.ZodObject>;

const itemsOf: Readonly<Record<string, z.ZodObject>> = {
  jobs: jobItem,
  prs: pullItem,
  failures: failureItem,
  nightly: nightlyItem,
};

/** The columns of a list in their order; undefined for one that is not described. */
export function columnsOf(list: string): readonly string[] | undefined {
  const item = itemsOf[list];
  return item && Object.keys(item.shape);
}
