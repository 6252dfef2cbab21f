import { z } from "zod";
import { nightlyDetails } from "../../details/details.ts";
import { say } from "../../model/text.ts";
import type { CommandDocument } from "../kit/command.ts";
import { jobItem, listOf, runFacts, tally, text, when } from "../kit/document-parts.ts";

const item = z.strictObject({ ...runFacts, branch: text.nullable(), commit: text.nullable() });

export const nightlyDocument: CommandDocument = {
  byOptions: { "": z.object({ begin: when, end: when, ...tally, ...listOf(item).shape }) },
  list: { item },
  details: { title: say("Runs without a PR, by job", "非 PR 运行，按任务"), item: jobItem, read: nightlyDetails },
};
