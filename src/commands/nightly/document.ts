import { z } from "zod";
import { nightlyDetails } from "../../details/details.ts";
import { say } from "../../model/text.ts";
import type { CommandDocument } from "../kit/command.ts";
import { count, failureFacts, jobItem, listOf, runFacts, tally, text, when } from "../kit/document-parts.ts";

const item = z.strictObject({ ...runFacts, branch: text.nullable(), commit: text.nullable() });

const nightly = z.object({
  begin: when,
  end: when,
  ...tally,
  jobs: z.strictObject(listOf(jobItem).shape).describe("the jobs that failed most"),
  failures: z.strictObject(
    listOf(
      failureFacts.extend({
        runsBefore: count.nullable().describe("failed runs in the window before; null while its logs are unread"),
      }),
    ).shape,
  ),
  ...listOf(item).shape,
});

export const nightlyDocument: CommandDocument = {
  byOptions: { "": nightly },
  list: { item },
  details: { title: say("Runs without a PR, by job", "非 PR 运行，按任务"), item: jobItem, read: nightlyDetails },
};
