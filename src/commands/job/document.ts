import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { count, jobItem, runRef, when } from "../kit/document-parts.ts";

const job = z.object({
  ...jobItem.shape,
  durations: z
    .array(
      z.strictObject({
        begin: when.describe("start of the hour or day"),
        runs: count,
        p50Ms: count.describe("median duration, milliseconds"),
        p90Ms: count,
        p99Ms: count,
      }),
    )
    .describe("how long runs took that began within an hour or a day"),
  failedRuns: z.array(runRef).describe("newest first"),
  failedRunsTotal: count,
});

export const jobDocument: CommandDocument = { byOptions: { "": job } };
