import { z } from "zod";
import { failureCauses } from "../../model/failure.ts";

/** The parts that the JSON documents of several commands share. The docs and the tests derive from these schemas. */

export const count = z.int().min(0);
export const when = z.iso.datetime({ offset: true }).describe("ISO 8601 with the offset of the site's zone");
export const text = z.string();
export const cause = z.enum([...failureCauses, "unknown"]);

export const tally = {
  runs: count.describe("runs in the window"),
  success: count,
  failure: count.describe("FAILURE and UNSTABLE runs"),
  unstable: count.describe("failed runs that were UNSTABLE"),
  aborted: count,
  other: count.describe("any other result, such as NOT_BUILT"),
};
export const repeats = {
  reruns: count.describe("runs of a job on a pull request after its first"),
  retries: count.describe("reruns on a commit that the job had already run on"),
};
const pull = {
  repo: text.describe("owner/name"),
  number: count,
  title: text.nullable(),
  author: text.nullable(),
  branch: text.nullable().describe("target branch"),
  link: text.nullable(),
};
const runName = { job: text, id: count.describe("build number") };
export const runRef = z.strictObject(runName);
export const runFacts = {
  ...runName,
  status: text.describe("SUCCESS, FAILURE, UNSTABLE, ABORTED, or another Jenkins result"),
  time: when.nullable().describe("start of the build"),
  durationMs: count.nullable().describe("milliseconds"),
};
export const failurePlace = {
  cause: z.enum(failureCauses),
  name: text.describe("as its framework prints it"),
  file: text.nullable(),
  line: count.nullable(),
};

export const failureKey = { cause, name: text.describe("as its framework prints it") };
export const trackedState = z.enum(["new", "asked", "open", "closed", "snoozed", "dismissed"]);
/** The issue of a failing case. */
export const trackedIssue = z.strictObject({ number: count.nullable(), url: text.nullable(), state: trackedState });
export const pullItem = z.strictObject({ ...pull, ...tally, ...repeats, commits: count });
export const jobItem = z.strictObject({ job: text, ...tally, ...repeats });
/** A failure over all runs, without its issue. */
export const failureFacts = z.strictObject({
  ...failurePlace,
  runs: count.describe("runs in which it failed"),
  pullRequests: count,
  jobs: count,
  firstSeen: when,
  lastSeen: when,
});
/** One run as `--details` prints it. */
export const runDetail = z.strictObject({
  ...runFacts,
  commit: text.nullable(),
  branch: text.nullable(),
  repo: text.nullable(),
  pullRequest: z.strictObject(pull).nullable().describe("null for a run without a pull request"),
  cause: cause.nullable().describe("null for a run that did not fail"),
  failures: z.array(
    z.strictObject({
      ...failurePlace,
      cause: cause.describe("`unknown` where only the last words of the log name it"),
      excerpt: text.describe("lines of the log, secrets masked"),
    }),
  ),
});

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), total: count });
}
