import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { count, listOf, text, trackedState, when } from "../kit/document-parts.ts";

const item = z.strictObject({
  subject: text.describe("what the issue is about, `case:NAME`"),
  cases: z.array(text),
  state: trackedState,
  number: count.nullable(),
  url: text.nullable(),
  filedAt: when.nullable(),
  closedAt: when.nullable(),
  snoozedUntil: when.nullable(),
  lastFailed: when.nullable().describe("start of the newest run in which it failed"),
});

export const issuesDocument: CommandDocument = {
  byOptions: { "": listOf(item).extend({ repo: text }) },
  list: { item },
};
