import { z } from "zod";
import { abortReasons } from "../../model/abort.ts";
import type { CommandDocument } from "../kit/command.ts";
import { count, runDetail, text } from "../kit/document-parts.ts";

const run = z.object({
  ...runDetail.omit({ failures: true }).shape,
  link: text.nullable().describe("the run in Jenkins"),
  abort: z
    .strictObject({
      reason: z.enum(abortReasons),
      detail: text.nullable().describe("who, which build, how long, or what happened to the agent"),
    })
    .nullable()
    .describe("why the run was aborted; null if it was not, or its log is unread"),
  failures: z.array(
    runDetail.shape.failures.element.extend({
      durationMs: count.nullable().describe("how long the case ran, where test results say so"),
      known: z
        .boolean()
        .nullable()
        .describe("of a pull request: seen elsewhere in the last two weeks; null while that is unknown"),
    }),
  ),
  retriedCases: z.array(text).describe("cases that failed and then passed in this run"),
  slowestCases: z
    .array(z.strictObject({ name: text, durationMs: count }))
    .describe("failed cases and the slowest of the others, where test results say how long they ran"),
});

export const runDocument: CommandDocument = { byOptions: { "": run } };
