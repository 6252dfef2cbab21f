import { jobDetails } from "../../details/details.ts";
import { say } from "../../model/text.ts";
import type { CommandDocument } from "../kit/command.ts";
import { jobItem, listOf } from "../kit/document-parts.ts";

export const jobsDocument: CommandDocument = {
  byOptions: { "": listOf(jobItem) },
  list: { item: jobItem },
  details: { title: say("Jobs with their failed runs", "任务及其失败的运行"), item: jobItem, read: jobDetails },
};
