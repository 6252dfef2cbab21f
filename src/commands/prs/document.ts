import { pullDetails } from "../../details/details.ts";
import { say } from "../../model/text.ts";
import type { CommandDocument } from "../kit/command.ts";
import { pullItem as item, listOf } from "../kit/document-parts.ts";

export const prsDocument: CommandDocument = {
  byOptions: { "": listOf(item) },
  list: { item },
  details: { title: say("Pull requests with all their runs", "合并请求及其全部运行"), item, read: pullDetails },
};
