import { z } from "zod";
import { abortReasons } from "../../model/abort.ts";
import type { CommandDocument } from "../kit/command.ts";
import { cause, count, repeats, tally, text, when } from "../kit/document-parts.ts";

const summary = z.object({
  begin: when,
  end: when.describe("not part of the window"),
  timezone: text,
  asOf: when.nullable().describe("start of the newest run"),
  ...tally,
  ...repeats,
  specialRuns: count.describe("runs without a pull request"),
  pullRequests: count,
  jobs: count,
  commits: count,
  unexplained: count.describe("failed runs without a cause"),
  causes: z.record(cause, count).describe("failed runs by cause"),
  aborts: z
    .record(z.enum(abortReasons), count)
    .describe("aborted runs by reason; `unknown` where the log says none or is unread"),
  pending: count.describe("failed and aborted runs whose logs are unread"),
});

export const summaryDocument: CommandDocument = { byOptions: { "": summary } };
