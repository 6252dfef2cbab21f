import { z } from "zod";
import { failureDetails } from "../../details/details.ts";
import { say } from "../../model/text.ts";
import type { CommandDocument } from "../kit/command.ts";
import { failureFacts, listOf } from "../kit/document-parts.ts";

const item = failureFacts.extend({ issue: z.unknown().describe("the tracked issue, or null") });

export const failuresDocument: CommandDocument = {
  byOptions: { "": listOf(item) },
  list: { item },
  details: {
    title: say("Failures with their runs", "失败及其运行"),
    item: failureFacts,
    read: failureDetails,
  },
};
