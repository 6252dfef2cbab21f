import { z } from "zod";
import type { CommandDocument } from "../kit/command.ts";
import { listOf, text, when } from "../kit/document-parts.ts";

const item = z.strictObject({
  at: when,
  who: text.describe("open_id, or `terminal`"),
  chatId: text.nullable().describe("null for the terminal"),
  action: text.describe("the command line, secrets masked"),
  result: z.enum(["done", "refused", "failed"]),
});

export const auditDocument: CommandDocument = { byOptions: { "": listOf(item) }, list: { item } };
