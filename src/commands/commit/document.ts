import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { failureKey, listOf, runFacts, tally, text, when } from "../kit/document-parts.ts";

const item = z.strictObject({ ...runFacts, failures: z.array(z.strictObject(failureKey)) });

const commit = z.object({
  commit: text,
  repo: text.nullable(),
  newest: when.nullable().describe("start of its newest run"),
  ...tally,
  flakyJobs: z.array(text).describe("jobs that both failed and passed on it"),
  ...listOf(item).shape,
});

export const commitDocument: CommandDocument = { byOptions: { "": commit } };
