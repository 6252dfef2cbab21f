import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { count, failureKey, pullItem, runFacts, text } from "../kit/document-parts.ts";

const pr = z.object({
  ...pullItem.shape,
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
