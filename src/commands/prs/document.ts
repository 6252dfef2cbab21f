import { z } from "zod";
import { pullDetails } from "../../details/details.ts";
import { say } from "../../model/text.ts";
import type { CommandDocument } from "../kit/command.ts";
import { count, listOf, pull, repeats, tally } from "../kit/document-parts.ts";

const item = z.strictObject({ ...pull, ...tally, ...repeats, commits: count });

export const prsDocument: CommandDocument = {
  byOptions: { "": listOf(item) },
  list: { item },
  details: { title: say("Pull requests with all their runs", "合并请求及其全部运行"), item, read: pullDetails },
};
