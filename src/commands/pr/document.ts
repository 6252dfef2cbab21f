import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { count, failureKey, pullItem, runFacts, text } from "../kit/document-parts.ts";

const blame = z
  .enum(["new", "unexplained", "unread", "unseen", "trunk", "flaky", "elsewhere", "infrastructure"])
  .describe(
    "new: seen nowhere else; unseen: so far, while logs are unread; trunk: it also fails there; flaky: a case that also fails in other pull requests; elsewhere: a build or check that does, and not on trunk",
  );

const pr = z.object({
  ...pullItem.shape,
  verdict: z
    .strictObject({
      state: z.enum(["green", "red", "undecided"]).describe("by the newest run of each job on the newest commit"),
      final: z.boolean().describe("every expected job has ended, and every failed one was judged"),
      commit: text.nullable().describe("the newest commit"),
      failed: z.array(
        z.strictObject({
          job: text,
          id: count,
          reason: blame,
          failures: z.array(z.strictObject({ ...failureKey, reason: blame })),
        }),
      ),
      passed: z.array(text),
      aborted: z.array(text),
      missing: z.array(text).describe("jobs that are expected and have not ended on this commit"),
    })
    .describe("how it stands"),
  byCommit: z
    .array(z.strictObject({ commit: text.nullable(), runs: z.array(z.strictObject(runFacts)) }))
    .describe("its runs, newest first"),
  total: count.describe("all its runs"),
  failures: z
    .array(
      z.strictObject({
        ...failureKey,
        pullRequests: count.describe("other pull requests that had it in the last two weeks"),
        trunkRuns: count.describe("runs on trunk that had it in the last two weeks"),
        known: z.boolean().describe("it was seen elsewhere, so it is not new"),
      }),
    )
    .describe("what failed in the runs shown"),
});

export const prDocument: CommandDocument = { byOptions: { "": pr } };
