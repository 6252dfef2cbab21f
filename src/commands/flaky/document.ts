import type { CommandDocument } from "../kit/command.ts";
import { count, failureFacts, listOf } from "../kit/document-parts.ts";

const caseItem = failureFacts.extend({
  flakyRuns: count.describe("its runs whose job also passed on the same commit"),
});

export const flakyDocument: CommandDocument = {
  byOptions: { "--list cases": listOf(caseItem) },
  // Of its several lists, rows are of the cases.
  list: { item: caseItem, args: { list: "cases" } },
};
